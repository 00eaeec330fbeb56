"""Two people at one agreement: what each did to its rows is put together, and nothing of either is lost unsaid (D9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from agreements.admin.entry.two_editors import together
from agreements.curation import agreements
from agreements.domain.dates import parse_date
from agreements.models import Action, Agreement, AgreementName
from tests.admin.entry.test_agreement_form import Seen, _lines, change, typed
from tests.factories import MADE, make_agreement, make_organisation
from tests.people import member, room

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement() -> Agreement:
    made = make_agreement("As it was", published=False)
    for text in ("First name", "Second name"):
        agreements.add_name(agreement=made, text=text, language="en", by=None, reason=MADE)
    return made


class Opened:
    """A form that was opened, before somebody else changes the record."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement, self.client = agreement, room("curator")
        page = self.client.get(change(agreement))
        self.held = {"_opened": page.context["opened"], "_version": page.context["version"]}
        self.rows = Seen(_lines(agreement))
        self.rows["other_names"] = [
            {"id": name.pk, "agreement": agreement.pk, "text": name.text, "language": name.language}
            for name in agreement.other_names.order_by("pk")
        ]

    def sent(self, **head: Any) -> Any:
        return self.client.post(change(self.agreement), typed(self.rows, title_en="As it was", **head) | self.held)

    def sent_again(self, page: Any) -> Any:
        """What the page shown in between holds, saved as it is."""
        conflict = page.context["conflict"]
        held = {"_opened": page.context["opened"], "_version": page.context["version"]}
        return self.client.post(change(self.agreement), conflict.data.dict() | held)


def names(agreement: Agreement) -> set[str]:
    return set(agreement.other_names.values_list("text", flat=True))


def shown_names(page: Any) -> set[str]:
    data = page.context["conflict"].data
    return {data[f"other_names-{place}-text"] for place in range(int(data["other_names-TOTAL_FORMS"]))}


def _theirs_added(agreement: Agreement, mine: Opened) -> None:
    agreements.add_name(agreement=agreement, text="Their name", language="en", by=None, reason=MADE)


def _both_added(agreement: Agreement, mine: Opened) -> None:
    _theirs_added(agreement, mine)
    mine.rows["other_names"].append({"text": "My name", "language": "en"})


def _both_added_the_same(agreement: Agreement, mine: Opened) -> None:
    _theirs_added(agreement, mine)
    mine.rows["other_names"].append({"text": "Their name", "language": "en"})


def _mine_added_and_removed_again(agreement: Agreement, mine: Opened) -> None:
    _theirs_added(agreement, mine)
    mine.rows["other_names"].append({"text": "Thought better of", "language": "en", "DELETE": "on"})


def _theirs_removed(agreement: Agreement, mine: Opened) -> None:
    agreement.other_names.get(text="First name").delete()


def _theirs_removed_what_mine_changed(agreement: Agreement, mine: Opened) -> None:
    _theirs_removed(agreement, mine)
    mine.rows["other_names"][0]["text"] = "First name, corrected"


def _both_removed(agreement: Agreement, mine: Opened) -> None:
    _theirs_removed(agreement, mine)
    mine.rows["other_names"][0] |= {"DELETE": "on", "text": "Typed before"}


def _mine_removed_what_theirs_changed(agreement: Agreement, mine: Opened) -> None:
    mine.rows["other_names"][0]["DELETE"] = "on"
    row = agreement.other_names.get(text="First name")
    row.text = "First name, corrected"
    row.save()


def _mine_removed_while_theirs_changed_another(agreement: Agreement, mine: Opened) -> None:
    mine.rows["other_names"][0]["DELETE"] = "on"
    AgreementName.objects.filter(text="Second name").update(text="Second name, corrected")


KEPT = {"First name", "Second name"}
CASES: list[tuple[Callable[[Agreement, Opened], None], set[str], str, str]] = [
    (_theirs_added, KEPT | {"Their name"}, "added", "Their name · English"),
    (_both_added, KEPT | {"Their name", "My name"}, "added", "Their name · English"),
    (_both_added_the_same, KEPT | {"Their name"}, "added", "Their name · English"),
    (_mine_added_and_removed_again, KEPT | {"Their name"}, "added", "Their name · English"),
    (_theirs_removed, {"Second name"}, "removed", "First name · English"),
    (
        _theirs_removed_what_mine_changed,
        {"First name, corrected", "Second name"},
        "kept_of_mine",
        "First name · English",
    ),
    (_both_removed, {"Second name"}, "", ""),
    (
        _mine_removed_what_theirs_changed,
        {"First name, corrected", "Second name"},
        "kept_of_theirs",
        "First name, corrected · English",
    ),
    (_mine_removed_while_theirs_changed_another, {"Second name, corrected"}, "", ""),
]


@pytest.mark.parametrize(("meanwhile", "left", "told", "words"), CASES, ids=[case[0].__name__[1:] for case in CASES])
def test_rows_of_both_are_put_together(
    agreement: Agreement, meanwhile: Callable[[Agreement, Opened], None], left: set[str], told: str, words: str
) -> None:
    mine = Opened(agreement)
    meanwhile(agreement, mine)
    before = names(agreement)
    page = mine.sent(summary_en="Mine.")
    assert page.status_code == 409
    assert names(agreement) == before, "nothing is saved until both have been seen"
    conflict = page.context["conflict"]
    lists = {name: getattr(conflict, name) for name in ("added", "removed", "kept_of_mine", "kept_of_theirs")}
    assert {name: rows for name, rows in lists.items() if rows} == ({told: [words]} if told else {})
    assert words in page.content.decode()
    assert mine.sent_again(page).status_code == 302
    assert names(agreement) == left
    agreement.refresh_from_db()
    assert agreement.summary_en == "Mine."


def test_a_day_that_both_changed_stands_beside_the_other(agreement: Agreement) -> None:
    mine = Opened(agreement)
    mine.rows["actions"][0]["when"] = "23 November 2023"
    action = agreement.actions.get()
    action.when = parse_date("24 November 2023")
    action.save()
    page = mine.sent()
    assert page.context["conflict"].theirs == {"actions-0-when": ("24 November 2023", "24 November 2023")}
    assert "24 November 2023" in page.content.decode()
    assert Action.objects.get().when == action.when


def test_what_a_form_says_it_showed_is_believed_of_no_row(agreement: Agreement) -> None:
    mine = Opened(agreement)
    agreement.signatories.first().delete()  # type: ignore[union-attr]
    for value in ("x", "²", "9" * 40, "-1"):
        mine.held["_opened"] = f'[{{}}, {{"signatories": {{"7": {{"organisation": "{value}", "side": "{value}"}}}}}}]'
        assert mine.sent().status_code == 409


def test_words_are_asked_for_once_a_table_and_only_for_a_conflict() -> None:
    room_of_agreements, request = admin.site._registry[Agreement], RequestFactory().get("/")
    request.user = member("editor")

    def asked(bodies: int) -> tuple[int, int]:
        sides = [make_organisation(side=side) for side in ("uk", "kr") * bodies]
        made = make_agreement(bodies=sides, published=False)
        with CaptureQueriesContext(connection) as when_shown:
            shown = room_of_agreements._shown(request, made)  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as in_conflict:
            together(QueryDict(), shown, shown)
        return len(when_shown), len(in_conflict)

    asked(1)
    few = asked(1)
    assert asked(4) == few
    assert few[1] == 1, "the bodies, in one go"
