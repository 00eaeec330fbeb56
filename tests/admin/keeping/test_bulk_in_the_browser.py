"""A file brought, looked at, mended, brought again and applied, as a curator does it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from agreements.models import Agreement
from tests.admin.test_in_the_browser import signed_in
from tests.curation.bulk.sheets import workbook
from tests.factories import make_agreement, make_organisation

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_file_is_mended_and_applied(page: "Page", tmp_path: Path) -> None:
    known = make_agreement("An old title")
    make_organisation("Cabinet Office")
    file, page_of_it = tmp_path / "tides.xlsx", "https://www.gov.uk/news/tides"
    new = {"public_id": "new-1", "title_en": "Memorandum on tides", "form": "pact", "reference": page_of_it}
    better = {"public_id": known.public_id, "title_en": "A better title", "reference": "judgement"}
    party = {"agreement": "new-1", "organisation": "Cabinet Office", "reference": page_of_it}

    def bring() -> None:
        file.write_bytes(workbook(agreements=[new, better], signatories=[party]))
        page.goto(reverse("admin:agreements_agreement_changelist"))
        page.click(".in-bulk >> text=Import")
        page.set_input_files("#id_file", file)
        page.click("text=Look at what it would do")

    signed_in(page, "curator")
    bring()
    assert page.locator(".places tbody tr").inner_text().split("\t")[:2] == ["agreements", "2"]
    assert page.locator("text=Apply all of it").count() == 0
    new["form"] = "양해각서"
    bring()
    assert page.locator(".old del").inner_text() == "An old title"
    assert page.locator(".record-change").count() == 3, "two agreements and the page they stand on"
    page.fill("#id_reason", "from the minutes")
    page.click("text=Apply all of it")
    page.wait_for_selector("text=new draft")
    made = Agreement.objects.get(title_en="Memorandum on tides")
    assert (made.form, made.record_state, made.signatories.count()) == ("mou", "draft", 1)
    page.click(f"text={known.public_id} >> nth=0")
    assert page.input_value("#id_title_en") == "A better title"
    page.goto(reverse("admin:agreements_agreement_history", args=[known.pk]))
    assert "tides.xlsx: from the minutes" in page.content()
    bring()
    page.wait_for_selector("text=changes nothing")
