"""Rows taken out by a file: only those that it says to take out, shown with what goes with them, and never twice."""

from __future__ import annotations

import pytest

from agreements.curation import agreements
from agreements.models import Agreement, AgreementName, Evidence, PressLink
from tests.curation.bulk.sheets import applied, exported, planned
from tests.factories import MADE, make_agreement, make_organisation, make_press_item
from tests.people import member

pytestmark = pytest.mark.django_db
PRESS = "https://news.example/an-item"


def test_a_row_that_is_missing_stays() -> None:
    make_agreement("Title", sectors=["ai", "space"])
    before = exported()
    sheets = exported()
    sheets["sectors"].pop()
    sheets["actions"].clear()
    applied(member("editor"), **sheets)
    assert exported() == before


def test_a_row_goes_with_what_stands_under_it_and_once_only() -> None:
    agreement = make_agreement("Title", sectors=["ai", "space"])
    sheets = exported()
    row = next(row for row in sheets["sectors"] if row["sector"] == "space")
    row["remove"] = "삭제"
    plan = planned(member("curator"), **sheets)
    (change,) = plan.effective
    assert (plan.problems, change.kind, len(change.going)) == ([], "removed", 1)
    assert [(one.column, one.new) for one in change.differences][:2] == [("agreement", ""), ("sector", "")]
    done = applied(member("curator"), **sheets)
    assert (done.new, done.changed, done.removed) == (0, 0, 1)
    assert list(agreement.sector_tags.values_list("sector", flat=True)) == ["ai"]
    assert not Evidence.objects.filter(value="sector").exclude(sector_tag__sector="ai").exists()
    again = planned(member("curator"), **sheets)
    assert (again.problems, again.effective) == ([], [])
    assert "no such row" in again.remarks[0].message


def test_a_row_that_was_changed_since_is_not_taken_out() -> None:
    agreement = make_agreement("Title", sectors=["ai", "space"])
    sheets = exported()
    agreement.sector_tags.filter(sector="ai").update(is_primary=False)
    for row in sheets["sectors"]:
        row["remove"] = "yes" if row["sector"] == "ai" else ""
    plan = planned(member("curator"), sectors=sheets["sectors"])
    assert [(one.sheet, one.column) for one in plan.problems] == [("sectors", "remove")]


def test_rows_that_are_alike_are_told_by_their_marks_alone() -> None:
    agreement = make_agreement("Title", published=False)
    for note in ("one", "two"):
        agreements.record_action(agreement=agreement, kind="announced", when=None, by=None, reason=MADE, note=note)
    wanted = {"agreement": agreement.public_id, "kind": "announced", "remove": "yes"}
    assert "Several rows" in planned(member("curator"), actions=[wanted]).problems[0].message
    applied(member("curator"), actions=[{**wanted, "note": "one"}])
    assert list(agreement.actions.filter(kind="announced").values_list("note", flat=True)) == ["two"]


def test_a_public_record_keeps_what_publication_asks_for() -> None:
    agreement = make_agreement("Public", sectors=["ai"])
    rows = [{"agreement": agreement.public_id, "sector": "ai", "remove": "yes"}]
    plan = planned(member("editor"), sectors=rows)
    assert "publication asks for" in plan.problems[0].message
    moved = [*rows, {"agreement": agreement.public_id, "sector": "space", "is_primary": "yes", "reference": "판단"}]
    applied(member("editor"), sectors=moved)
    assert list(agreement.sector_tags.values_list("sector", "is_primary")) == [("space", True)]


def test_nothing_is_put_under_a_row_that_goes() -> None:
    agreement = make_agreement("Title", sectors=["ai", "space"])
    row = next(row for row in exported()["sectors"] if row["sector"] == "space")
    under = {"agreement": agreement.public_id, "value": "sector", "row": row["mark"], "reference": PRESS}
    plan = planned(member("curator"), sectors=[{**row, "remove": "yes"}], evidence=[under])
    assert [(one.sheet, one.column) for one in plan.problems] == [("evidence", "row")]


def test_a_press_item_is_linked_and_unlinked() -> None:
    agreement, item = make_agreement("Title"), make_press_item("They signed it.", address=PRESS).item
    by, row = member("curator"), {"agreement": agreement.public_id, "press": PRESS}
    applied(by, press_links=[{**row, "accepted_at": "2001-01-01"}])
    made = PressLink.objects.get()
    assert (made.item, made.accepted_by, made.accepted_at.year > 2001) == (item, by, True), "nobody accepts backdated"
    again = planned(by, press_links=[row])
    assert (again.problems, again.effective) == ([], [])
    applied(by, press_links=[{**row, "remove": "yes"}])
    assert not PressLink.objects.exists()


def test_evidence_and_other_names_go_too() -> None:
    agreement = make_agreement("Title", published=False)
    agreements.add_name(agreement=agreement, text="Its other name", language="en", by=None, reason=MADE)
    sheets = exported()
    for sheet in ("evidence", "other_names"):
        for row in sheets[sheet]:
            row["remove"] = "yes"
    applied(member("curator"), evidence=sheets["evidence"], other_names=sheets["other_names"])
    assert not Evidence.objects.exists()
    assert not AgreementName.objects.exists()


def test_what_hangs_on_a_merged_record_is_left_alone() -> None:
    kept, gone = make_agreement("Kept", published=False), make_agreement("Gone", published=False)
    Agreement.objects.filter(pk=gone.pk).update(record_state="merged", merged_into=kept)
    make_organisation("Body", slug="body")
    rows = [{"agreement": gone.public_id, "organisation": "body"}]
    plan = planned(member("curator"), signatories=rows)
    assert "merged into another" in plan.problems[0].message
