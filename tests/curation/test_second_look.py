"""Four eyes: no step of publication rests on one person alone, by any path."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from agreements.curation import agreements, evidence, review, second_look
from agreements.curation.audit import Stand
from agreements.models import Agreement, HouseRules, SecondLook
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.factories import STAND, make_agreement, make_press_item
from tests.people import member

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


def room(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def press(person: User, agreement: Agreement, step: str, **sent: Any) -> str:
    address = reverse("admin:agreements_agreement_move", args=[agreement.pk])
    return room(person).post(address, {"step": step, **sent}, follow=True).content.decode()


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
