"""Undo takes back exactly what a decision did, and refuses when later work rests on it."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from agreements.catalogue.record.changes import changes
from agreements.curation import agreements, evidence, review
from agreements.curation.merging import unmerge
from agreements.curation.reviewing.effects import CannotUndo
from agreements.models import Agreement, Candidate, Organisation, Person, Review
from tests.curation.candidates import DIGITAL_GOVERNMENT, digital_government, fact, make_candidate, make_match
from tests.factories import STAND, make_agreement, make_organisation, make_press_item
from tests.mergers import merge_agreements, merge_organisations

pytestmark = pytest.mark.django_db

DERIVED_OR_KEPT = {"review", "publicidcounter", "catalogueversion", "searchentry"}


def register() -> dict[str, list[dict[str, Any]]]:
    """Every row of the register as it stands, but for what only ever grows."""
    return {
        str(table._meta.model_name): [
            {name: value for name, value in row.items() if name not in ("version", "updated_at")}
            for row in table._default_manager.order_by("pk").values()
        ]
        for table in apps.get_app_config("agreements").get_models()
        if not str(table._meta.model_name).endswith("event") and table._meta.model_name not in DERIVED_OR_KEPT
    }


@pytest.fixture
def candidate() -> Candidate:
    stored = digital_government(date=fact(DIGITAL_GOVERNMENT, "2023-11-22", "yesterday"))
    return make_candidate(make_press_item(DIGITAL_GOVERNMENT), stored)


def test_undoing_an_acceptance_leaves_the_register_as_it_was(candidate: Candidate, curator: User) -> None:
    """D9."""
    before = register()
    review.accept(candidate=candidate, by=curator, version=0)
    assert register() != before
    review.undo(review=Review.objects.get(), by=curator)
    assert register() == before
    assert [one.decision for one in Review.objects.order_by("pk")] == ["accept", "undo"]


def test_undoing_a_merger_leaves_the_register_as_it_was(candidate: Candidate, curator: User) -> None:
    """D9: nothing is orphaned, what was filled in is empty again, and what was there before stays."""
    office = make_organisation("Cabinet Office")
    agreement = make_agreement(bodies=[office], published=False, on="", sectors=["digital"])
    before = register()
    review.merge(candidate=candidate, into=agreement, by=curator, version=0)
    agreement.refresh_from_db()
    assert agreement.status_since is not None
    review.undo(review=Review.objects.get(), by=curator)
    assert register() == before


def test_undoing_a_merger_restores_a_public_page(candidate: Candidate, curator: User) -> None:
    agreement = make_agreement(on="2023")
    before, told = register(), changes(agreement, "en")
    review.merge(candidate=candidate, into=agreement, by=curator, version=0)
    assert changes(agreement, "en") != told
    review.undo(review=Review.objects.get(), by=curator)
    assert register() == before
    assert changes(agreement, "en") == told, "nothing was corrected"


def test_undone_it_waits_again_and_can_be_decided_anew(candidate: Candidate, curator: User) -> None:
    review.accept(candidate=candidate, by=curator, version=0)
    opened = review.undo(review=Review.objects.get(), by=curator)
    assert (opened.state, opened.version) == ("open", 2)
    again = review.accept(candidate=opened, by=curator, version=2)
    assert again.public_id.endswith("-002"), "a public id is never given twice"


def test_a_rejection_can_be_undone(candidate: Candidate, curator: User) -> None:
    review.reject(candidate=candidate, by=curator, version=0, note="no")
    assert review.undo(review=Review.objects.get(), by=curator).state == "open"


def test_it_is_undone_once(candidate: Candidate, curator: User) -> None:
    review.reject(candidate=candidate, by=curator, version=0, note="no")
    decision = Review.objects.get()
    review.undo(review=decision, by=curator)
    with pytest.raises(CannotUndo, match="already"):
        review.undo(review=decision, by=curator)


def test_only_the_latest_decision_is_undone(candidate: Candidate, curator: User) -> None:
    review.reject(candidate=candidate, by=curator, version=0, note="no")
    first = Review.objects.get()
    review.reopen(candidate=candidate, by=curator, version=1)
    review.accept(candidate=candidate, by=curator, version=2)
    with pytest.raises(CannotUndo, match="later decision"):
        review.undo(review=first, by=curator)


def _amended(made: Agreement, by: User) -> None:
    agreements.amend(agreement=made, by=by, reason="better title", title_en="Better")


def _furnished(made: Agreement, by: User) -> None:
    agreements.tag_sector(agreement=made, sector="ai", by=by, reason="also")


def _supported(made: Agreement, by: User) -> None:
    evidence.add(agreement=made, value="action", row=made.actions.get(), support=evidence.judgement(), stand=STAND)


def _related(made: Agreement, by: User) -> None:
    agreements.relate(agreement=make_agreement(), kind="implements", to=made, by=by, reason="so it says")


def _merged_into(made: Agreement, by: User) -> None:
    other = make_candidate(make_press_item(DIGITAL_GOVERNMENT + " Again."))
    review.merge(candidate=other, into=made, by=by, version=0)


def _row_deleted(made: Agreement, by: User) -> None:
    made.amounts.get().delete()


@pytest.mark.parametrize("later", [_amended, _furnished, _supported, _related, _merged_into, _row_deleted])
def test_later_work_forbids_it_and_nothing_is_touched(candidate: Candidate, curator: User, later: Any) -> None:
    made = review.accept(candidate=candidate, by=curator, version=0)
    decision = Review.objects.get()
    later(made, curator)
    before = register()
    with pytest.raises(CannotUndo):
        review.undo(review=decision, by=curator)
    assert register() == before


def test_a_record_published_since_is_withdrawn_not_undone(candidate: Candidate, curator: User, editor: User) -> None:
    made = review.accept(candidate=candidate, by=curator, version=0)
    agreements.publish(agreement=made, by=editor)
    with pytest.raises(CannotUndo, match="withdraw"):
        review.undo(review=Review.objects.get(), by=editor)


def _itself(made: Agreement) -> Any:
    return merge_agreements, make_agreement(published=False), made


def _its_body(made: Agreement) -> Any:
    return merge_organisations, make_organisation("The Office"), Organisation.objects.get(name_en="Cabinet Office")


@pytest.mark.parametrize("what", [_itself, _its_body])
def test_what_was_merged_away_since_is_named_with_what_to_do(
    candidate: Candidate, curator: User, editor: User, what: Any
) -> None:
    merge, kept, away = what(review.accept(candidate=candidate, by=curator, version=0))
    decision = Review.objects.get()
    merger = merge(keep=kept, away=away, by=editor, reason="one", **({"vouch": True} if what is _itself else {}))
    with pytest.raises(review.MergedSince, match="Undo that merger first") as refused:
        review.undo(review=decision, by=curator)
    assert refused.value.merger == merger
    assert all(str(one) in str(refused.value) for one in (kept, away))
    unmerge(merger=merger, by=editor)
    review.undo(review=decision, by=curator)
    assert not Agreement.objects.filter(public_id=decision.agreement_public_id).exists()


def test_accepted_and_published_in_one_go_is_undone_by_an_editor(
    candidate: Candidate, curator: User, editor: User
) -> None:
    before = register()
    review.accept(candidate=candidate, by=editor, version=0, publish=True)
    with pytest.raises(PermissionDenied):
        review.undo(review=Review.objects.get(), by=curator)
    review.undo(review=Review.objects.get(), by=editor)
    assert register() == before


def test_a_body_that_others_came_to_use_stays(candidate: Candidate, curator: User) -> None:
    review.accept(candidate=candidate, by=curator, version=0)
    office = Organisation.objects.get(name_en="Cabinet Office")
    make_agreement(bodies=[office], published=False)
    review.undo(review=Review.objects.get(decision="accept"), by=curator)
    assert Organisation.objects.filter(pk=office.pk).exists()
    assert not Person.objects.exists()
    assert Review.objects.get(decision="undo").effects["kept"] == ["Cabinet Office"]


def test_candidates_that_were_like_it_are_new_again(candidate: Candidate, curator: User) -> None:
    made = review.accept(candidate=candidate, by=curator, version=0)
    like = make_candidate(make_press_item("x"), match="matched")
    make_match(like, made)
    review.undo(review=Review.objects.get(), by=curator)
    like.refresh_from_db()
    assert (like.match, like.matches.count()) == ("new", 0)
