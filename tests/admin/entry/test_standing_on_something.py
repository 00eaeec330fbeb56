"""A public record keeps what publication asks for, whatever is sent to the editing room."""

from typing import Any

import pghistory.models
import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from agreements.curation import evidence
from agreements.curation.evidence import Support
from agreements.models import Agreement, Evidence, PressLink, Reference
from tests.admin.entry.test_agreement_form import _existing, change, typed
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.factories import STAND, make_agreement, make_press_item
from tests.people import room

pytestmark = pytest.mark.django_db


def history_of(row: Model) -> Any:
    history: Any = pghistory.models.Events.objects
    return history.tracks(row)


def sent(agreement: Agreement, **head: Any) -> dict[str, Any]:
    return typed(_existing(agreement), **{"title_en": agreement.title_en, **head})


def test_an_unsupported_value_does_not_become_public_and_what_was_typed_is_kept() -> None:
    agreement = make_agreement()
    answer = room("curator").post(change(agreement), sent(agreement, title_ko="양해각서", summary_en="Nobody said so."))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing stands under: Korean title, English summary." in page
    assert "Nobody said so." in page
    agreement.refresh_from_db()
    assert (agreement.title_ko, agreement.summary_en) == ("", "")
    assert not history_of(agreement).filter(pgh_diff__has_key="summary_en").exists()


def test_it_becomes_public_with_its_support_and_the_reason() -> None:
    agreement = make_agreement()
    head = {"summary_en": "In short.", "support": "judgement", "reason_for_change": "the text was released"}
    assert room("curator").post(change(agreement), sent(agreement, **head)).status_code == 302
    assert Evidence.objects.filter(agreement=agreement, value="summary_en").exists()
    event = history_of(agreement).filter(pgh_diff__has_key="summary_en").get()
    assert event.pgh_context["reason"] == "the text was released"


@pytest.mark.parametrize(
    ("prefix", "reason"), [("signatories", "Name at least one body"), ("sector_tags", "Tag at least one sector")]
)
def test_a_public_record_keeps_a_party_and_a_sector(prefix: str, reason: str) -> None:
    agreement = make_agreement()
    rows = _existing(agreement)
    for line in rows[prefix]:
        line["DELETE"] = "on"
    answer = room("curator").post(change(agreement), typed(rows, title_en=agreement.title_en))
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert getattr(agreement, prefix).exists()


@pytest.mark.parametrize("way", ["page", "list"])
def test_the_last_support_of_a_public_value_is_not_deleted(way: str) -> None:
    agreement = make_agreement()
    row = Evidence.objects.get(agreement=agreement, value="title_en")
    answer = delete(room("curator"), row, way)
    assert answer.status_code == 200
    assert "Nothing stands under: English title." in answer.content.decode()
    assert Evidence.objects.filter(pk=row.pk).exists()


def delete(client: Client, row: Evidence, way: str) -> Any:
    if way == "page":
        return client.post(reverse("admin:agreements_evidence_delete", args=[row.pk]), {"post": "yes"}, follow=True)
    bulk = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    return client.post(reverse("admin:agreements_evidence_changelist"), bulk, follow=True)


def a_reference() -> Reference:
    address = "https://example.org/a"
    return Reference.objects.create(address=address, link=address, title="Old title", publisher="P", language="en")


def test_pages_show_a_source_as_it_is_now(client: Client) -> None:
    """After an edit of the source, and after the evidence is gone."""
    agreement, source = make_agreement(), a_reference()
    row = Evidence.objects.create(
        agreement=agreement,
        value="title_en",
        strength="reference",
        reference=source,
        accepted_name=STAND.name,
        accepted_on=STAND.on,
    )
    address = client.get(f"/agreements/{agreement.public_id}/")["Location"]
    first = client.get(address)
    edit = {"link": source.link, "title": "Corrected title", "publisher": "P", "when": "", "language": "en"}
    curator = room("curator")
    assert curator.post(reverse("admin:agreements_reference_change", args=[source.pk]), edit).status_code == 302
    second = client.get(address, headers={"if-none-match": first["ETag"]})
    assert "Corrected title" in second.content.decode()
    delete(curator, row, "page")
    third = client.get(address, headers={"if-none-match": second["ETag"]})
    assert third.status_code == 200
    assert "Corrected title" not in third.content.decode()


@pytest.mark.parametrize("text", ["²", "١", "1" * 5000, "-1", "x"])
def test_what_is_no_number_is_no_row(text: str) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    client = room("curator")
    assert client.get(f"/admin/agreements/candidate/{text}/change/").status_code == 404
    assert client.get(f"/admin/agreements/agreement/{text}/history/").status_code == 404
    address = reverse("admin:agreements_candidate_change", args=[candidate.pk])
    merged = client.post(address, {"version": "0", "decision": "merge", "into": text, "other": text})
    assert "Choose the agreement that it is about." in merged.content.decode()
    assert client.post(address, {"version": text, "decision": "reject", "note": "no"}).status_code == 409
    add = reverse("admin:agreements_evidence_add")
    assert client.get(add, {"agreement": text[:20]}).status_code == 200
    assert client.post(add, {"agreement": text}).status_code == 200


def test_a_press_item_is_linked_once_under_who_accepted_it() -> None:
    agreement, item = make_agreement(), make_press_item().item
    rows = _existing(agreement)
    rows["press_links"] = [{"agreement": agreement.pk, "item": item.pk}]
    assert room("curator").post(change(agreement), typed(rows, title_en=agreement.title_en)).status_code == 302
    link = PressLink.objects.get(agreement=agreement)
    assert link.accepted_by
    assert link.accepted_by.first_name == "Curator"
    assert history_of(link).count() == 1


def test_a_changed_date_does_not_keep_the_source_of_the_former_one() -> None:
    agreement = make_agreement(on="22 November 2023")
    action = agreement.actions.get()
    page = Reference.objects.create(address="https://example.org/a", link="https://example.org/a", title="A page")
    agreement.evidence.filter(value="action").delete()
    support = Support("reference", reference=page)
    evidence.add(agreement=agreement, value="action", row=action, support=support, stand=STAND)
    rows = _existing(agreement)
    rows["actions"][0]["when"] = "3 March 2021"
    answer = room("curator").post(change(agreement), typed(rows, title_en=agreement.title_en))
    assert "Nothing stands under: Action." in answer.content.decode()
    answer = room("curator").post(change(agreement), typed(rows, title_en=agreement.title_en, support="judgement"))
    assert answer.status_code == 302
    former = agreement.evidence.get(reference=page)
    assert (former.supports, former.reported) == (False, "Signed 22 November 2023")
    assert agreement.evidence.get(value="action", supports=True).strength == "judgement"


def test_a_changed_title_does_not_keep_the_judgement_of_the_former_one() -> None:
    agreement = make_agreement("Before")
    answer = room("curator").post(change(agreement), sent(agreement, title_en="After"))
    assert "Nothing stands under: English title." in answer.content.decode()
    agreement.refresh_from_db()
    assert agreement.title_en == "Before"
    assert agreement.evidence.filter(value="title_en", supports=True).exists()
