"""The pages that concern many records: who may, what is shown, what is applied and what is never."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.admin.keeping import bulk, history
from agreements.curation import agreements
from agreements.curation.bulk import book
from agreements.models import Agreement, BulkFile
from tests.curation.bulk.sheets import workbook, zipped
from tests.factories import MADE, make_agreement, make_organisation, make_user
from tests.people import GROUPS, room

pytestmark = pytest.mark.django_db
START = "/admin/agreements/bulk/"


def bring(client: Client, content: bytes, name: str = "sheets.xlsx") -> Any:
    return client.post(START, {"file": SimpleUploadedFile(name, content)})


def one_change(agreement: Agreement, title: str = "A better title") -> bytes:
    rows = [{"public_id": agreement.public_id, "title_en": title, "reference": "judgement"}]
    return workbook(agreements=rows)


def digest(page: Any) -> str:
    return str(page.context["plan"].digest)


def test_a_file_is_shown_then_applied_then_told(client: Client) -> None:
    agreement, client = make_agreement("An old title"), room("curator")
    answer = bring(client, one_change(agreement))
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    shown = page.content.decode()
    assert "<del>An old title</del>" in shown
    assert "<ins>A better title</ins>" in shown
    agreement.refresh_from_db()
    assert agreement.title_en == "An old title", "looking changes nothing"
    done = client.post(answer["Location"], {"digest": digest(page), "reason": "spelt wrongly"}, follow=True)
    assert agreement.public_id in done.content.decode()
    agreement.refresh_from_db()
    assert agreement.title_en == "A better title"
    assert history.History(agreement).changes[0].why == "imported from sheets.xlsx: spelt wrongly"
    kept = BulkFile.objects.get()
    assert (bytes(kept.content), kept.outcome["changed"]) == (b"", 1)
    twice = client.post(answer["Location"], {"digest": digest(page)}, follow=True)
    assert "applied" in twice.content.decode()
    again = bring(client, one_change(agreement))
    assert "changes nothing" in client.get(again["Location"]).content.decode()


def test_what_changed_since_it_was_shown_is_shown_anew() -> None:
    agreement, client = make_agreement("An old title"), room("curator")
    address = bring(client, one_change(agreement))["Location"]
    seen = digest(client.get(address))
    agreements.amend(agreement=agreement, by=None, reason=MADE, title_en="Somebody was quicker")
    answer = client.post(address, {"digest": seen})
    assert answer.status_code == 409
    assert "Somebody was quicker" in answer.content.decode()
    agreement.refresh_from_db()
    assert agreement.title_en == "Somebody was quicker"
    assert client.post(address, {"digest": digest(answer)}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.title_en == "A better title"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_wrong_file_has_no_button_and_says_everything(language: str) -> None:
    client = room("curator", **{"accept-language": language})
    rows = [{"public_id": "new-1", "title_en": "x", "form": "pact"}, {"public_id": "UKKR-1900-001", "title_en": "y"}]
    page = client.get(bring(client, workbook(agreements=rows))["Location"])
    shown = page.content.decode()
    assert len(page.context["problems"]) == 2
    assert 'name="digest"' not in shown
    assert shown.count('<td class="number">') == 2
    assert client.post(page.request["PATH_INFO"], {"digest": digest(page)}).status_code == 409
    assert not Agreement.objects.exists()


def test_what_goes_is_shown_with_what_stands_under_it_and_rows_by_their_names() -> None:
    agreement, client = make_agreement("Title", sectors=["ai", "space"]), room("curator")
    body = make_organisation("Cabinet Office", slug="cabinet-office-2")
    rows = {"agreement": agreement.public_id, "sector": "space", "remove": "yes"}
    party = {"agreement": agreement.public_id, "organisation": body.slug, "reference": "judgement"}
    address = bring(client, workbook(sectors=[rows], signatories=[party]))["Location"]
    page = client.get(address)
    shown = page.content.decode()
    assert "Cabinet Office · cabinet-office-2" in shown
    assert "taken out" in shown
    assert "1 source under it goes with it" in shown
    assert agreement.sector_tags.count() == 2, "looking changes nothing"
    done = client.post(address, {"digest": digest(page)}, follow=True).content.decode()
    assert "rows taken out" in done
    assert agreement.sector_tags.count() == 1


def test_an_unreadable_file_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    client = room("curator")
    answer = bring(client, b"PK\x03\x04 broken")
    assert answer.status_code == 400
    assert "damaged" in answer.content.decode()
    assert "Choose a file" in client.post(START).content.decode()
    monkeypatch.setattr(book, "MOST_BYTES", 10)
    assert "larger than" in bring(client, b"a" * 11).content.decode()
    assert not BulkFile.objects.exists()


def test_who_may() -> None:
    may_import = {"curator", "editor", "administrator"}
    agreement = make_agreement()
    for group in GROUPS:
        client = room(group)
        assert client.get(START).status_code == 200
        assert client.get(reverse("admin:bulk_template", args=["xlsx"])).status_code == 200
        assert client.get(reverse("admin:bulk_export", args=["agreement", "zip"])).status_code == 200
        assert client.post(reverse("admin:bulk_export", args=["agreement", "zip"])).status_code == 405
        answer = bring(client, one_change(agreement))
        assert answer.status_code == (302 if group in may_import else 403), group
    nobody = Client()
    nobody.force_login(make_user(is_staff=True))
    for address in (
        START,
        reverse("admin:bulk_export_all", args=["zip"]),
        reverse("admin:bulk_template", args=["zip"]),
    ):
        assert nobody.get(address).status_code == 403
        assert "/login/" in Client().get(address)["Location"]


def test_a_file_is_its_uploaders_own_and_waits_a_day() -> None:
    agreement, client = make_agreement(), room("curator")
    address = bring(client, one_change(agreement))["Location"]
    assert room("editor").get(address).status_code == 404
    assert room("viewer").get(address).status_code == 403
    assert bring(client, one_change(agreement)).status_code == 302
    BulkFile.objects.update(expires_at=timezone.now())
    assert client.get(address).status_code == 404
    bring(client, one_change(agreement, "Another"))
    assert BulkFile.objects.count() == 1, "what has waited too long is gone"


def test_an_export_has_what_its_list_shows() -> None:
    make_agreement("Memorandum on tides", bodies=[make_organisation("Tidal Office", slug="tidal-office")])
    make_agreement("Treaty on winds", form="treaty", bodies=[make_organisation("Wind Office", slug="wind-office")])
    client = room("viewer")

    def sheets(query: str) -> dict[str, str]:
        answer = client.get(f"{reverse('admin:bulk_export', args=['agreement', 'zip'])}?{query}")
        assert answer["Content-Disposition"].startswith("attachment")
        packed = zipfile.ZipFile(io.BytesIO(answer.content))
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}

    found = sheets("form=treaty")
    assert "winds" in found["agreements.csv"]
    assert "tides" not in found["agreements.csv"]
    assert "wind-office" in found["organisations.csv"]
    assert "tidal-office" not in found["organisations.csv"]
    assert "tides" in sheets("q=tides")["agreements.csv"]
    page = client.get(f"{reverse('admin:agreements_agreement_changelist')}?form=treaty").content.decode()
    assert f"{reverse('admin:bulk_export', args=['agreement', 'xlsx'])}?form=treaty" in page


@pytest.mark.parametrize("address", ["export/colours/xlsx/", "export/agreement/pdf/", "template/pdf/", "999999/"])
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert room("curator").get(START + address).status_code == 404


def test_a_name_of_a_file_is_only_a_name() -> None:
    agreement, client = make_agreement(), room("curator")
    answer = bring(client, one_change(agreement), "<script>alert(1)</script>.xlsx")
    assert "<script>alert" not in client.get(answer["Location"]).content.decode()


def test_many_records_are_shown_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "RECORDS_A_PAGE", 2)
    client = room("curator")
    rows = [{"public_id": make_agreement(published=False).public_id, "summary_en": str(n)} for n in range(3)]
    address = bring(client, zipped(agreements=rows), "many.zip")["Location"]
    assert client.get(address).context["page"].paginator.num_pages == 2
    assert client.get(f"{address}?page=2").context["page"].number == 2


def test_a_file_that_is_wrong_everywhere_is_shown_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "SHOWN_PROBLEMS", 3)
    rows = [{"public_id": f"new-{place}", "title_en": "A title", "form": "nonsense"} for place in range(8)]
    client = room("curator")
    page = client.get(bring(client, workbook(agreements=rows))["Location"])
    everything = len(page.context["plan"].problems)
    assert everything >= 8
    assert len(page.context["problems"]) == 3
    assert f"and {everything - 3} more" in page.content.decode()
