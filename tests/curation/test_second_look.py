"""Four eyes: no step of publication rests on one person alone, by any path."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agreements.curation import agreements, evidence, review, second_look, versions
from agreements.curation.audit import Stand
from agreements.curation.merging import ground, likely, unmerge
from agreements.curation.reviewing import batch
from agreements.curation.reviewing.foresight import foresee
from agreements.curation.reviewing.proposal import Proposal
from agreements.models import Agreement, HouseRules, SecondLook
from tests.admin.queue.test_reviewing import typed
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate, make_match
from tests.factories import STAND, make_agreement, make_organisation, make_press_item
from tests.mergers import as_they_stand, merge_agreements, merge_organisations
from tests.people import member, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def _four_eyes() -> None:
    HouseRules.objects.update_or_create(id=1, defaults={"four_eyes": True})


@pytest.fixture
def editors() -> tuple[User, User]:
    return member("editor"), member("editor")


def typed_by(person: User) -> Agreement:
    draft = make_agreement(published=False)
    agreements.amend(agreement=draft, by=person, reason="typed", title_en="Typed by one person")
    evidence.add(agreement=draft, value="title_en", support=evidence.judgement(), stand=Stand.of(person, STAND.on))
    return draft


def state(agreement: Agreement) -> str:
    return Agreement.objects.get(pk=agreement.pk).record_state


def press(person: User, agreement: Agreement, step: str, **sent: Any) -> str:
    address = reverse("admin:agreements_agreement_move", args=[agreement.pk])
    held = {"step": step, "_version": versions.version(agreement), **sent}
    return room(person).post(address, held, follow=True).content.decode()


def test_without_the_rule_one_person_publishes(editors: tuple[User, User]) -> None:
    draft = typed_by(editors[0])
    agreements.publish(agreement=draft, by=editors[0])
    assert state(draft) == "published"


@pytest.mark.usefixtures("_four_eyes")
def test_who_changed_it_last_does_not_publish_it(editors: tuple[User, User]) -> None:
    author, other = editors
    draft = typed_by(author)
    with pytest.raises(second_look.Needed, match="last to change"):
        agreements.publish(agreement=draft, by=author)
    with pytest.raises(agreements.NotReady):
        agreements.publish_all(agreements=[draft], by=author, reason="many")
    agreements.publish(agreement=draft, by=other)
    assert state(draft) == "published"


@pytest.mark.django_db(transaction=True)  # each change at a time of its own
@pytest.mark.usefixtures("_four_eyes")
def test_a_row_that_hangs_on_it_counts_as_a_change_and_a_step_does_not(editors: tuple[User, User]) -> None:
    author, other = editors
    draft = typed_by(author)
    agreements.submit(agreement=draft, by=other)
    assert second_look.last_to_change(draft) == author.pk, "submitting is no change of what it says"
    name = agreements.add_name(agreement=draft, text="Another name", language="en", by=other, reason="a name more")
    evidence.add(agreement=draft, value="other_name", row=name, support=evidence.judgement(), stand=STAND)
    assert second_look.last_to_change(draft) == other.pk
    with pytest.raises(second_look.Needed):
        agreements.publish(agreement=draft, by=other)
    agreements.publish(agreement=draft, by=author)


@pytest.mark.usefixtures("_four_eyes")
def test_a_candidate_that_one_person_accepts_waits_for_another(editors: tuple[User, User]) -> None:
    author, _other = editors
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    made = review.accept(candidate=candidate, by=author, version=candidate.version, publish=True)
    assert state(made) == "in-review"
    look = SecondLook.objects.get(agreement=made)
    assert look.asked_by == author
    review.undo(review=candidate.reviews.get(), by=author)
    assert not SecondLook.objects.exists(), "what was asked for goes with the record"


@pytest.mark.usefixtures("_four_eyes")
def test_two_people_withdraw(editors: tuple[User, User]) -> None:
    author, other = editors
    public = make_agreement()
    for person in editors:
        with pytest.raises(second_look.Needed):
            agreements.withdraw(agreement=public, by=person, reason="wrong")
    agreements.ask(agreement=public, step="withdraw", by=author, reason="it is not bilateral")
    with pytest.raises(second_look.Needed, match="You asked"):
        agreements.withdraw(agreement=public, by=author, reason="wrong")
    agreements.withdraw(agreement=public, by=other, reason="it is not bilateral")
    assert state(public) == "withdrawn"
    look = SecondLook.objects.get()
    assert (look.was_taken, look.closed_by) == (True, other)


@pytest.mark.usefixtures("_four_eyes")
def test_two_people_add_a_proposal_to_a_public_record(editors: tuple[User, User]) -> None:
    author, other = editors
    public, candidate = make_agreement(), make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    for person in editors:
        with pytest.raises(second_look.Needed, match="Two people add"):
            review.merge(candidate=candidate, into=public, by=person, version=0)
    review.ask_to_merge(candidate=candidate, into=public, by=author, version=0, note="the same one")
    with pytest.raises(second_look.Needed, match="You asked"):
        review.merge(candidate=candidate, into=public, by=author, version=0)
    with pytest.raises(second_look.Needed, match="Two people add"):
        review.merge(candidate=candidate, into=make_agreement(), by=other, version=0)
    review.merge(candidate=candidate, into=public, by=other, version=0)
    look = SecondLook.objects.get()
    assert (look.was_taken, look.closed_by, look.reason) == (True, other, "the same one")


@pytest.mark.usefixtures("_four_eyes")
def test_who_edits_what_was_asked_for_asks_anew(editors: tuple[User, User]) -> None:
    author, other = editors
    public, candidate = make_agreement(), make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    review.ask_to_merge(candidate=candidate, into=public, by=author, version=0)
    edited = review.save_edit(candidate=candidate, proposal=Proposal.of(candidate), by=other, version=0)
    with pytest.raises(second_look.Needed):
        review.merge(candidate=candidate, into=public, by=other, version=edited.version)
    review.ask_to_merge(candidate=candidate, into=public, by=other, version=edited.version)
    review.merge(candidate=candidate, into=public, by=author, version=edited.version)


@pytest.mark.usefixtures("_four_eyes")
def test_a_draft_is_added_to_and_merged_by_one(editors: tuple[User, User]) -> None:
    drafts = [make_agreement(published=False) for _each in range(2)]
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    review.merge(candidate=candidate, into=drafts[0], by=editors[0], version=0)
    merge_agreements(keep=drafts[0], away=drafts[1], by=editors[0], reason="one", vouch=True)


Pair = tuple[Any, Any, Any]


def _records() -> Pair:
    return merge_agreements, make_agreement("Alpha"), make_agreement("Beta")


def _draft_into_public() -> Pair:
    return merge_agreements, make_agreement("Alpha"), make_agreement("Beta", published=False)


def _bodies() -> Pair:
    public = make_agreement()
    return merge_organisations, public.signatories.get(side="uk").organisation, make_organisation("Beta")


@pytest.mark.usefixtures("_four_eyes")
@pytest.mark.parametrize("pair", [_records, _draft_into_public, _bodies])
def test_two_people_merge_what_readers_see(editors: tuple[User, User], pair: Any) -> None:
    author, other = member("curator"), editors[1]
    merge, keep, away = pair()
    with pytest.raises(second_look.Needed, match="Two people merge"):
        merge(keep=keep, away=away, by=other, reason="one")
    with pytest.raises(PermissionDenied):
        ground.ask(keep=keep, away=away, by=member("viewer"), reason="one", version=as_they_stand(keep, away))
    ground.ask(keep=away, away=keep, by=author, reason="one", version=as_they_stand(keep, away))
    with pytest.raises(PermissionDenied):
        merge(keep=keep, away=away, by=author, reason="one")
    author.groups.set(other.groups.all())
    with pytest.raises(second_look.Needed, match="You asked"):
        merge(keep=keep, away=away, by=User.objects.get(pk=author.pk), reason="one")
    merger = merge(keep=keep, away=away, by=other, reason="one")
    assert SecondLook.objects.get(step="merge").was_taken
    unmerge(merger=merger, by=other)


def test_what_was_asked_for_one_record_is_not_asked_for_the_one_it_became(editors: tuple[User, User]) -> None:
    keep, away = make_agreement("Alpha"), make_agreement("Beta")
    agreements.ask(agreement=away, step="withdraw", by=editors[0], reason="entered twice")
    merge_agreements(keep=keep, away=away, by=editors[1], reason="one")
    assert second_look.asked(keep) is None


@pytest.mark.usefixtures("_four_eyes")
def test_a_pair_found_to_be_two_is_asked_for_no_longer(editors: tuple[User, User]) -> None:
    keep, away = make_agreement("Alpha"), make_agreement("Beta")
    ground.ask(keep=keep, away=away, by=editors[0], reason="one", version=as_they_stand(keep, away))
    likely.note_as_two(first=away, second=keep, by=editors[1])
    assert not SecondLook.objects.waiting().exists()


@pytest.mark.usefixtures("_four_eyes")
def test_additions_and_mergers_are_asked_for_and_taken_from_the_pages(editors: tuple[User, User]) -> None:
    author, other = (room(person) for person in editors)
    public, away = make_agreement("Alpha quartz"), make_agreement("Alpha quartzite")
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), match="matched")
    make_match(candidate, public, 0.99)
    page = reverse("admin:agreements_candidate_change", args=[candidate.pk])
    decided = {**typed(candidate, "merge"), "into": public.pk, "note": "the same one"}
    assert "another person" in author.post(page, decided, follow=True).content.decode()
    assert "asked on" in other.get(page).content.decode()
    both = f"{reverse('admin:agreements_merger_compare_agreement', args=[public.pk])}?with={away.pk}"
    compared = author.get(both)
    assert 'value="ask"' in compared.content.decode()
    assert 'value="merge"' not in compared.content.decode()
    version = compared.context["page"].version
    author.post(both, {"step": "ask", "reason": "entered twice", "version": version})
    assert 'value="ask"' not in author.get(both).content.decode(), "asked once"
    home = other.get(reverse("admin:index")).content.decode()
    assert page in home
    assert "Alpha quartzite" in home
    batch = reverse("admin:agreements_candidate_batch")
    assert author.get(batch).context["total"] == 0, "it waits for somebody else"
    assert other.get(batch).context["total"] == 1
    assert other.post(page, decided).status_code == 302
    compared = other.get(both)
    assert "entered twice" in compared.content.decode()
    merged = {"step": "merge", "reason": "entered twice", "version": compared.context["page"].version}
    assert other.post(both, merged).status_code == 302
    candidate.refresh_from_db()
    assert (candidate.state, Agreement.objects.get(pk=away.pk).merged_into) == ("merged", public)
    assert "Waits for a second pair of eyes" not in other.get(reverse("admin:index")).content.decode()


@pytest.mark.usefixtures("_four_eyes")
def test_a_batch_asks_for_what_one_person_may_not_add(editors: tuple[User, User]) -> None:
    author, other = editors
    chosen = []
    for published in (True, False):
        candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), match="matched")
        chosen.append(batch.Chosen(candidate.pk, 0, make_agreement(published=published).pk))
    outcome = batch.merge_all(chosen=chosen, by=author)
    assert (outcome.asked, outcome.done) == ([chosen[0].candidate], [chosen[1].candidate])
    assert batch.merge_all(chosen=chosen[:1], by=other).done == [chosen[0].candidate]


@pytest.mark.usefixtures("_four_eyes")
def test_a_look_ahead_shows_what_another_person_will_have_to_add(editors: tuple[User, User]) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    seen = foresee(candidate=candidate, by=editors[0], version=0, into=make_agreement())
    assert seen.added
    assert not seen.obstacles
    candidate.refresh_from_db()
    assert candidate.state == "open"


@pytest.mark.usefixtures("_four_eyes")
def test_the_register_itself_loads_what_it_was_given() -> None:
    assert state(make_agreement()) == "published"


def test_a_viewer_asks_for_nothing_and_a_curator_keeps_nothing_public(editors: tuple[User, User]) -> None:
    public = make_agreement()
    with pytest.raises(PermissionDenied):
        agreements.ask(agreement=public, step="withdraw", by=member("viewer"), reason="x")
    with pytest.raises(PermissionDenied):
        agreements.keep_published(agreement=public, by=member("curator"), reason="x")


@pytest.mark.usefixtures("_four_eyes")
def test_the_page_says_who_may_and_the_first_page_lists_what_waits(editors: tuple[User, User]) -> None:
    author, other = editors
    draft = typed_by(author)
    shown = press(author, draft, "publish")
    assert state(draft) == "draft"
    assert "You were the last to change it" in shown
    assert 'value="publish"' not in shown, "no button that would only be refused"
    press(author, draft, "submit")
    home = room(other).get(reverse("admin:index")).content.decode()
    assert "Waits for a second pair of eyes" in home
    assert draft.public_id in home
    page = room(other).get(reverse("admin:agreements_agreement_change", args=[draft.pk])).content.decode()
    assert "asked for its publication" in page
    press(other, draft, "publish")
    assert state(draft) == "published"
    assert draft.public_id not in room(other).get(reverse("admin:index")).content.decode()


@pytest.mark.usefixtures("_four_eyes")
def test_a_withdrawal_is_asked_for_and_refused_from_the_page(editors: tuple[User, User]) -> None:
    author, other = editors
    public = make_agreement()
    assert "Say why" in press(author, public, "ask-withdraw")
    assert "Two people withdraw" in press(author, public, "withdraw", reason="x")
    press(author, public, "ask-withdraw", reason="it is not bilateral")
    assert "it is not bilateral" in press(other, public, "nothing")
    press(other, public, "keep", reason="it is")
    assert not SecondLook.objects.waiting().exists()
    assert state(public) == "published"
