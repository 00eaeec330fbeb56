"""Whatever is sent to the pages of the editing room, nothing breaks and nothing is left half written."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from agreements.curation import agreements, versions
from agreements.models import Reference
from tests.cases import KEPT, make_case
from tests.factories import make_agreement, make_organisation, make_press_item
from tests.mergers import merge_agreements
from tests.people import member

pytestmark = pytest.mark.django_db
NUL = "\x00"
KOREAN = {"accept-language": "ko"}
HERE = (200, 302)
SOMEWHERE = (200, 302, 400, 409)


@pytest.fixture
def editor() -> User:
    return member("editor")


@pytest.fixture
def room(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.mark.parametrize("query", ["p=9999", "occasion__id__exact=x", "nonsense=1", "record_state__exact=%00"])
def test_an_export_takes_any_query(room: Client, query: str) -> None:
    make_agreement()
    address = reverse("admin:bulk_export", args=["agreement", "zip"])
    assert room.get(f"{address}?{query}").status_code in SOMEWHERE


@pytest.mark.parametrize("name", ["candidate", "agreement", "dispute", "merger"])
@pytest.mark.parametrize("query", ["source=%00", "state=%00", "match=%00", "p=9999", "noun=%00", "form__exact=a%00"])
def test_a_list_takes_any_query(room: Client, name: str, query: str) -> None:
    assert room.get(f"{reverse(f'admin:agreements_{name}_changelist')}?{query}").status_code in SOMEWHERE


def test_names_are_looked_for_by_any_text(room: Client) -> None:
    assert room.get(reverse("admin:agreements_candidate_names"), {"q": f"ab{NUL}c"}).status_code == 302


def test_a_reason_may_hold_anything(room: Client) -> None:
    agreement = make_agreement()
    move = reverse("admin:agreements_agreement_move", args=[agreement.pk])
    sent = {"step": "withdraw", "reason": f"a{NUL}b", "_version": versions.version(agreement)}
    assert room.post(move, sent).status_code == 302
    agreement.refresh_from_db()
    assert agreement.record_state == "withdrawn"


def test_a_reason_of_a_form_may_hold_anything(room: Client) -> None:
    body = make_organisation("Cabinet Office")
    address = reverse("admin:agreements_organisation_change", args=[body.pk])
    assert room.post(address, {"reason_for_change": f"a{NUL}b", "name_en": "x"}).status_code in HERE


def test_a_case_is_opened_again_with_any_reason(room: Client, editor: User) -> None:
    case = make_case(make_agreement())
    address = reverse("admin:agreements_dispute_change", args=[case.pk])
    room.post(address, {"outcome_en": KEPT.en, "decision": "refuse"})
    assert room.post(address, {"decision": "reopen", "reason": f"a{NUL}b"}).status_code == 302


def test_a_merged_record_is_not_quoted_under(room: Client, editor: User) -> None:
    keep, away = make_agreement("One"), make_agreement("Two")
    item = make_press_item("A sentence that stands in the text.").item
    agreements.link_press(agreement=away, item=item, by=None, reason="x")
    merge_agreements(keep=keep, away=away, by=editor, reason="one")
    address = reverse("admin:agreements_agreement_quote", args=[away.pk])
    answer = room.post(f"{address}?item={item.pk}", {"quote": "A sentence", "under": "title_en"})
    assert "merged into another" in answer.context["problem"]


def test_a_correction_that_cannot_be_made_leaves_no_page_behind(room: Client) -> None:
    case = make_case(make_agreement())
    typed = {
        "outcome_en": "Corrected.",
        "decision": "correct",
        "support": "reference",
        "link": "https://new.example/page",
    }
    answer = room.post(reverse("admin:agreements_dispute_change", args=[case.pk]), {**typed, "to": "yesterday or so"})
    assert answer.status_code == 200
    assert not Reference.objects.filter(address__contains="new.example").exists()


def test_a_day_that_cannot_be_read_is_explained_in_the_readers_language(room: Client) -> None:
    case = make_case(make_agreement())
    typed = {"outcome_en": "Corrected.", "decision": "correct", "support": "judgement", "to": "yesterday or so"}
    answer = room.post(
        reverse("admin:agreements_dispute_change", args=[case.pk]), typed, headers={"accept-language": "ko"}
    )
    assert "날짜" in "".join(map(str, answer.context["messages"]))


def test_what_a_form_showed_may_come_back_as_anything(room: Client) -> None:
    agreement = make_agreement(published=False)
    address = reverse("admin:agreements_agreement_change", args=[agreement.pk])
    page = room.get(address)
    opened = page.context["opened"]
    agreements.amend(agreement=agreement, by=None, reason="x", title_en="Theirs")
    form = {"_version": "old", "title_en": "Mine", "signatories-INITIAL_FORMS": "0"}
    for total in ("²", "9" * 5000, "-1", "x"):
        sent = {**form, "_opened": opened, "signatories-TOTAL_FORMS": total}
        assert room.post(address, sent).status_code in SOMEWHERE
    for odd in ("null", "[1,2]", "[[],[]]", '[{"a": null}, {"signatories": 1}]', "[" * 20000, "[{}, {}]"):
        assert room.post(address, {**form, "_opened": odd}).status_code in SOMEWHERE
