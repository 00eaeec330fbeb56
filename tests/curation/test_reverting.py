"""Taking a change back: one value, one row or all of it, leaving a history of its own and never an unsupported page."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from agreements.catalogue.histories import whole
from agreements.curation import agreements
from agreements.curation.audit import change
from agreements.curation.refusals import ReasonNeeded
from agreements.curation.reverting import revert
from agreements.curation.reviewing.effects import CannotUndo
from agreements.models import Agreement, Evidence
from tests.curation.merging.conftest import dump, told
from tests.factories import make_agreement, make_organisation
from tests.mergers import merge_agreements
from tests.people import member

pytestmark = pytest.mark.django_db


def last_change(record: Any, of: str = "record") -> str:
    """The last change of one kind of row; a test is one moment to the database."""
    return [event.change for event in whole(record) if event.concerns == of][-1]


def test_a_value_says_again_what_it_said_and_stands_on_what_it_stood_on(curator: User) -> None:
    agreement = make_agreement("Old title", published=False)
    before = dump()
    agreements.amend(agreement=agreement, by=curator, reason="mistyped", title_en="New title", form="agreement")
    key = last_change(agreement)
    revert(record=agreement, change_set=key, items=["record.title_en"], by=curator, reason="it was right")
    agreement.refresh_from_db()
    assert (agreement.title_en, agreement.form) == ("Old title", "agreement")
    assert agreement.evidence.filter(value="title_en", supports=True).count() == 1
    revert(record=agreement, change_set=key, items=["record.form"], by=curator, reason="it was right")
    assert dump() == before
    assert len({event.change for event in whole(agreement)}) > 3, "it leaves a history of its own"


def test_a_whole_change_is_taken_back(curator: User) -> None:
    agreement = make_agreement("Old title")
    told(agreement, "title_en", "source")
    before = dump()
    agreements.amend(agreement=agreement, by=None, reason="x", title_en="New title", summary_en="A summary.")
    assert agreements.obstacles(agreement)
    revert(record=agreement, change_set=last_change(agreement), by=curator, reason="all of it was wrong")
    assert dump() == before


def test_a_deleted_row_returns_with_what_stood_under_it(curator: User) -> None:
    agreement = make_agreement(published=False)
    before = dump()
    action = agreement.actions.get()
    number = action.pk
    with change(by=curator, reason="typed in"):
        action.delete()
    revert(
        record=agreement,
        change_set=last_change(agreement, "action"),
        items=[f"action.{number}"],
        by=curator,
        reason="needed",
    )
    assert dump() == before


def test_a_made_row_goes(curator: User) -> None:
    agreement = make_agreement(published=False)
    before = dump()
    agreements.add_name(agreement=agreement, text="Another", language="en", by=curator, reason="x")
    revert(record=agreement, change_set=last_change(agreement, "other_name"), by=curator, reason="no such name")
    assert dump() == before


def test_one_value_of_a_row_in_a_bulk_edit(curator: User) -> None:
    agreement = make_agreement(published=False)
    agreement.actions.update(date="2024-01-01", date_precision="year", place="Seoul")
    row = agreement.actions.get()
    key = last_change(agreement, "action")
    revert(record=agreement, change_set=key, items=[f"action.{row.pk}.date"], by=curator, reason="the day is known")
    row.refresh_from_db()
    assert (str(row.when), row.place) == ("2023-11-22", "Seoul")


def test_what_was_said_later_is_not_overwritten(curator: User) -> None:
    agreement = make_agreement("First", published=False)
    agreements.amend(agreement=agreement, by=curator, reason="x", title_en="Second")
    key = last_change(agreement)
    agreements.amend(agreement=agreement, by=curator, reason="x", title_en="Third")
    with pytest.raises(CannotUndo, match="changed again since"):
        revert(record=agreement, change_set=key, by=curator, reason="x")


def test_no_public_record_is_left_without_support(curator: User) -> None:
    agreement = make_agreement("First")
    with change(by=curator, reason="typed in"):
        told(agreement, "form", "source")
    Evidence.objects.filter(agreement=agreement, value="form", strength="judgement").delete()
    key = next(event.change for event in whole(agreement) if event.after.get("value") == "form" and event.context)
    before = dump()
    with pytest.raises(agreements.NotReady):
        revert(record=agreement, change_set=key, by=curator, reason="x")
    assert dump() == before


def test_moves_and_mergers_have_verbs_of_their_own(editor: User) -> None:
    one, two = make_agreement("One"), make_agreement("Two")
    agreements.withdraw(agreement=one, by=editor, reason="x")
    with pytest.raises(CannotUndo, match="buttons"):
        revert(record=one, change_set=last_change(one), by=editor, reason="x")
    agreements.publish(agreement=one, by=editor)
    merge_agreements(keep=one, away=two, by=editor, reason="one")
    with pytest.raises(CannotUndo, match="merger"):
        revert(record=one, change_set=last_change(one, "signatory"), by=editor, reason="x")


def test_a_body_too(curator: User) -> None:
    body = make_organisation("Old name")
    with change(by=curator, reason="typed in"):
        body.name_en = "New name"
        body.save()
    revert(record=body, change_set=last_change(body), by=curator, reason="it is called so")
    body.refresh_from_db()
    assert body.name_en == "Old name"


def test_who_may_and_why(curator: User) -> None:
    agreement = make_agreement("First")
    Agreement.objects.filter(pk=agreement.pk).update(title_en="Second")
    key = last_change(agreement)
    with pytest.raises(PermissionDenied):
        revert(record=agreement, change_set=key, by=member("viewer"), reason="x")
    with pytest.raises(ReasonNeeded):
        revert(record=agreement, change_set=key, by=curator, reason=" ")
    with pytest.raises(CannotUndo, match="not in the history"):
        revert(record=agreement, change_set="nonsense", by=curator, reason="x")
