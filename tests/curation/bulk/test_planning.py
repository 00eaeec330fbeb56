"""What a file would do: each row told from the register, everything wrong said at its place, nothing done twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from agreements.curation import agreements, bulk
from agreements.curation.agreements import amend
from agreements.curation.bulk.proof import revision_of
from agreements.models import Agreement, Evidence, Organisation, Reference
from tests.curation.bulk.sheets import applied, exported, planned
from tests.factories import MADE, make_agreement, make_organisation, make_person, make_press_item
from tests.people import member

pytestmark = pytest.mark.django_db
PAGE, HELD = "https://www.gov.uk/news/an-agreement", "https://held.example/"


def new_agreement(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """A whole new record, as a person fills the template in."""
    return {
        "agreements": [
            {"public_id": "new-1", "title_en": "Memorandum on tidal power", "form": "양해각서", "reference": PAGE}
        ],
        "sectors": [{"agreement": "new-1", "sector": "Clean energy", "is_primary": "yes", "reference": PAGE}],
        "signatories": [
            {"agreement": "new-1", "organisation": "Cabinet Office", "reference": PAGE, "person": ""},
            {"agreement": "new-1", "organisation": "행정안전부", "reference": PAGE, "person": "kim-chulsoo"},
        ],
        "actions": [{"agreement": "new-1", "kind": "서명", "date": "2023년 11월 22일", "reference": "판단"}],
        "organisations": [{"slug": "mois", "name_ko": "행정안전부", "side": "대한민국", "kind": "ministry"}],
        "people": [{"slug": "kim-chulsoo", "name_ko": "김철수", "side": "kr"}],
    } | changes


def said(plan: bulk.Plan) -> list[tuple[str, int, str]]:
    return [(one.sheet, one.row, one.column) for one in plan.problems]


def test_a_new_record_becomes_a_draft_that_can_be_published() -> None:
    make_organisation("Cabinet Office")
    by = member("curator")
    done = applied(by, **new_agreement())
    agreement = done.agreements[0]
    assert done.made == {"new-1": agreement.public_id}
    assert agreement.public_id.startswith("UKKR-2023-"), "by the year of signature"
    assert (agreement.record_state, agreement.status, agreement.form) == ("draft", "signed", "mou")
    assert {row.organisation.slug for row in agreement.signatories.all()} >= {"mois"}
    assert agreements.obstacles(agreement) == []
    assert Reference.objects.get(address="https://gov.uk/news/an-agreement").link == PAGE
    judged = agreement.evidence.get(strength="judgement")
    assert (judged.value, judged.accepted_by) == ("action", by)
    assert Organisation.objects.known_as("행정안전부").get().slug == "mois"


def test_the_same_file_twice_changes_nothing_the_second_time() -> None:
    make_organisation("Cabinet Office")
    applied(member("curator"), **new_agreement())
    again = planned(member("editor"), **new_agreement())
    assert (again.problems, again.effective) == ([], [])
    assert Agreement.objects.count() == 1


def test_a_new_record_of_a_known_title_that_says_more_is_refused() -> None:
    make_organisation("Cabinet Office")
    rows = new_agreement()
    applied(member("curator"), **rows)
    rows["agreements"][0]["summary_en"] = "It is about the tide."
    again = planned(member("curator"), **rows)
    assert said(again) == [("agreements", 2, "title_en")]
    assert "has this title" in again.problems[0].message


def test_without_a_source_values_stand_on_nothing() -> None:
    make_organisation("Cabinet Office")
    rows = new_agreement()
    for sheet in ("agreements", "sectors", "signatories", "actions"):
        for row in rows[sheet]:
            row.pop("reference")
    plan = planned(member("curator"), **rows)
    assert plan.bare == {"new-1": 6}
    assert agreements.obstacles(applied(member("curator"), **rows).agreements[0])


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("agreements", {"public_id": "new-2"}, "title_en"),
    ("agreements", {"public_id": "UKKR-1999-999", "title_en": "Unknown"}, "public_id"),
    ("agreements", {"public_id": "ID", "form": "pact"}, "form"),
    ("agreements", {"public_id": "ID", "title_en": "a" * 501}, "title_en"),
    ("agreements", {"public_id": "ID", "slug": "Not A Slug"}, "slug"),
    ("agreements", {"public_id": "ID", "slug": "taken"}, "slug"),
    ("agreements", {"public_id": "ID", "title_en": "[empty]"}, "title_en"),
    ("agreements", {"public_id": "ID", "occasion": "no such visit"}, "occasion"),
    ("agreements", {"public_id": "ID", "title_ko": "새 제목", "reference": "a newspaper"}, "reference"),
    ("actions", {"agreement": "ID", "kind": "signed", "date": "11/12/2023"}, "date"),
    ("actions", {"agreement": "ID", "date": "2023"}, "kind"),
    ("actions", {"agreement": "UKKR-1999-999", "kind": "signed"}, "agreement"),
    ("sectors", {"agreement": "ID", "sector": "space", "is_primary": "yes"}, "is_primary"),
    ("sectors", {"agreement": "ID", "sector": "기타", "is_primary": "maybe"}, "is_primary"),
    ("signatories", {"agreement": "ID", "organisation": "nobody"}, "organisation"),
    ("signatories", {"agreement": "ID", "organisation": "Twin"}, "organisation"),
    ("signatories", {"agreement": "ID", "organisation": "one", "post": "Minister"}, "post"),
    ("amounts", {"agreement": "ID", "minimum": "5", "maximum": "4", "currency": "GBP"}, "maximum"),
    ("amounts", {"agreement": "ID", "minimum": "5", "currency": "pounds"}, "currency"),
    ("relations", {"agreement": "ID", "kind": "amends", "to": "ID"}, "to"),
    ("documents", {"agreement": "ID", "title": "Text", "language": "fr", "address": "ftp://x"}, "language"),
    ("doubts", {"agreement": "ID"}, "text_en"),
    ("evidence", {"agreement": "ID", "value": "form", "strength": "reference"}, "reference"),
    ("evidence", {"agreement": "ID", "value": "action", "reference": PAGE}, "row"),
    ("evidence", {"agreement": "ID", "value": "form", "row": "r-1", "reference": PAGE}, "row"),
    ("evidence", {"agreement": "ID", "value": "form", "press": PAGE, "quote": "words"}, "press"),
    ("evidence", {"agreement": "ID", "value": "form", "press": HELD, "quote": "Not there."}, "quote"),
    ("evidence", {"agreement": "ID", "value": "form", "accepted_name": "Somebody Else"}, "accepted_name"),
    ("press_links", {"agreement": "ID", "press": PAGE}, "press"),
    ("press_links", {"agreement": "ID"}, "press"),
    ("actions", {"agreement": "ID", "remove": "yes"}, "remove"),
    ("sectors", {"agreement": "ID", "sector": "기타", "remove": "perhaps"}, "remove"),
    ("organisation_names", {"organisation": "one", "text": "One", "remove": "yes"}, "remove"),
    ("organisations", {"slug": "fresh", "side": "uk"}, "name_en"),
    ("organisations", {"slug": "fresh", "name_en": "Fresh"}, "side"),
    ("organisations", {"slug": "fresh", "name_en": "F", "side": "uk", "mark": "r-0123456789ab"}, "slug"),
    ("organisation_names", {"organisation": "one", "text": "O", "language": "en", "used_from": "2023"}, "used_from"),
    ("people", {"slug": "Bad Slug", "name_en": "A", "side": "uk"}, "slug"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "column"), WRONG)
def test_each_error_is_said_at_its_place(sheet: str, row: dict[str, Any], column: str) -> None:
    agreement = make_agreement("Known", bodies=[make_organisation("One", slug="one")])
    make_agreement("Other", slug="taken", bodies=[make_organisation("Twin"), make_organisation("Twin")])
    make_press_item("Its words.", address=HELD)
    row = {name: agreement.public_id if value == "ID" else value for name, value in row.items()}
    plan = planned(member("curator"), **{sheet: [row]})
    assert column in [one.column for one in plan.problems], said(plan)
    assert all(one.row == 2 and one.sheet == sheet and len(one.message) > 10 for one in plan.problems), plan.problems


def test_all_errors_are_said_at_once_and_nothing_is_applied() -> None:
    agreement = make_agreement("Known")
    before = exported()
    good = {"public_id": agreement.public_id, "summary_en": "A good row."}
    rows = {"agreements": [good], "actions": [{"agreement": "x", "kind": "y", "date": "z"}]}
    plan = planned(member("curator"), **rows)
    assert said(plan) == [("actions", 2, "agreement"), ("actions", 2, "kind"), ("actions", 2, "date")]
    with pytest.raises(bulk.Refused):
        bulk.apply(plan=plan, by=member("editor"), reason="x")
    assert exported() == before


def test_a_row_stated_twice_is_said() -> None:
    agreement = make_agreement()
    row = {"public_id": agreement.public_id, "summary_en": "Twice."}
    assert said(planned(member("curator"), agreements=[row, row])) == [("agreements", 3, "public_id")]
    twin = {"agreement": agreement.public_id, "sector": "space"}
    assert said(planned(member("curator"), sectors=[twin, twin])) == [("sectors", 3, "sector")]


def test_old_beside_new_and_what_is_empty_stays() -> None:
    agreement = make_agreement("Old title", summary_en="Stays.")
    rows = exported()["agreements"]
    rows[0] |= {"title_en": "New title", "summary_en": "", "reference": PAGE}
    plan = planned(member("curator"), agreements=rows)
    assert [(one.column, one.old, one.new) for one in plan.effective[0].differences] == [] or plan.effective
    change = next(one for one in plan.effective if one.sheet.name == "agreements")
    assert [(one.column, one.old, one.new) for one in change.differences] == [("title_en", "Old title", "New title")]
    applied(member("curator"), agreements=rows)
    agreement.refresh_from_db()
    assert (agreement.title_en, agreement.summary_en) == ("New title", "Stays.")
    under = Evidence.objects.filter(agreement=agreement, value="title_en")
    assert [(row.strength, row.supports) for row in under] == [("reference", True)], "the former judgement is gone"


def test_a_value_is_emptied_by_saying_so() -> None:
    agreement = make_agreement("Title", title_ko="제목", summary_en="Goes.")
    rows = [{"public_id": agreement.public_id, "summary_en": "[empty]", "title_ko": "[비움]"}]
    applied(member("curator"), agreements=rows)
    agreement.refresh_from_db()
    assert (agreement.title_en, agreement.title_ko, agreement.summary_en) == ("Title", "", "")


def test_an_exported_row_that_was_changed_elsewhere_is_refused_only_if_the_file_changed_it() -> None:
    """Two people: one in the editing room, one in a spreadsheet. Neither overwrites the other."""
    agreement = make_agreement("Title")
    sheets = exported()
    amend(agreement=agreement, by=None, reason=MADE, title_en="Corrected meanwhile")
    untouched = planned(member("curator"), **sheets)
    assert (untouched.problems, untouched.effective) == ([], [])
    sheets["agreements"][0]["summary_en"] = "Written in a spreadsheet."
    refused = planned(member("curator"), **sheets)
    assert said(refused) == [("agreements", 2, "public_id")]
    assert "since the file was made" in refused.problems[0].message


def test_a_row_is_told_again_by_its_mark_when_others_come_and_go() -> None:
    agreement = make_agreement("Title", published=False)
    agreements.record_action(agreement=agreement, kind="announced", when=None, by=None, reason=MADE)
    sheets = exported()
    announced = next(row for row in sheets["actions"] if row["kind"] == "announced")
    agreement.actions.filter(kind="signed").delete()
    announced["note"] = "On the day before."
    applied(None, actions=sheets["actions"])
    assert list(agreement.actions.values_list("kind", "note")) == [("announced", "On the day before.")]
    again = planned(None, actions=sheets["actions"])
    assert (again.problems, again.effective) == ([], []), "the edited file a second time"


def test_evidence_may_point_at_a_row_that_the_file_brings() -> None:
    agreement, item = make_agreement("Title"), make_press_item("They signed it.", address=HELD)
    here = agreement.public_id
    applied(
        member("curator"),
        actions=[{"agreement": here, "kind": "renewed", "date": "2024", "mark": "mine"}],
        evidence=[{"agreement": here, "value": "action", "row": "mine", "press": HELD, "quote": "They signed it."}],
    )
    row = Evidence.objects.get(strength="quotation")
    assert row.action is not None
    assert (row.action.kind, row.revision, row.start, row.quote) == ("renewed", item, 0, "They signed it.")


def test_primary_moves_when_both_rows_say_so() -> None:
    agreement = make_agreement(sectors=["ai", "space"])
    rows = exported()["sectors"]
    for row in rows:
        row["is_primary"] = "yes" if row["sector"] == "space" else "no"
    applied(member("curator"), sectors=rows)
    assert agreement.sector_tags.get(is_primary=True).sector == "space"


def test_a_public_record_stays_publishable_or_nothing_happens() -> None:
    agreement = make_agreement("Public")
    before = exported()
    rows = {"sectors": [{"agreement": agreement.public_id, "sector": "space"}]}
    plan = planned(member("editor"), **rows)
    assert said(plan) == [("sectors", 2, "")]
    assert "publication asks for" in plan.problems[0].message
    with pytest.raises(bulk.Refused):
        applied(member("editor"), **rows)
    assert exported() == before
    rows["sectors"][0]["reference"] = "judgement"
    assert applied(member("editor"), **rows).agreements[0].record_state == "published"


def test_nobody_below_a_curator_imports_and_strangers_to_the_register_export_nothing() -> None:
    with pytest.raises(PermissionDenied):
        planned(member("viewer"), agreements=[{"public_id": "new-1", "title_en": "x"}])
    assert bulk.everything(by=member("viewer"))


def test_bodies_people_and_their_names() -> None:
    body, person = make_organisation("Old Ministry", slug="old"), make_person("Jane Doe")
    rows = {
        "organisations": [
            {"slug": "old", "successor": "new-ministry"},
            {"slug": "new-ministry", "name_en": "New Ministry", "side": "uk"},
        ],
        "organisation_names": [
            {
                "organisation": "old",
                "text": "OM",
                "language": "en",
                "is_abbreviation": "yes",
                "used_until": "2020-01-01",
            }
        ],
        "person_names": [{"person": "Jane Doe", "text": "제인 도", "language": "ko"}],
    }
    applied(member("curator"), **rows)
    body.refresh_from_db()
    assert body.successor is not None
    assert body.successor.slug == "new-ministry"
    assert Organisation.objects.known_as("OM").get() == body
    assert person.names.filter(text="제인 도").exists()
    again = planned(member("curator"), **rows)
    assert (again.problems, again.effective) == ([], [])


def test_a_known_name_is_worth_a_second_look() -> None:
    make_organisation("Cabinet Office", slug="co")
    plan = planned(member("curator"), organisations=[{"slug": "co-2", "name_en": "The Cabinet Office", "side": "uk"}])
    assert plan.problems == []
    assert "co" in plan.remarks[0].message


@pytest.mark.parametrize("number", ["²", "x", "", "9" * 5000, "-1"])
def test_a_press_item_that_has_no_such_number_is_not_found(number: str) -> None:
    assert revision_of({"press": f"https://press.invalid/{number}"}) is None
