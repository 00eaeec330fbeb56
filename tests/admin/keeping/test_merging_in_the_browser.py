"""One record entered twice: compared, chosen, merged; the reader is led on; undone, both are there again."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from agreements.models import Agreement, Merger
from tests.admin.test_in_the_browser import signed_in
from tests.factories import make_agreement

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_two_records_become_one_and_two_again(page: "Page") -> None:
    keep = make_agreement("MOU on hydrogen")
    away = make_agreement("Memorandum of understanding on hydrogen", form="agreement", on="23 November 2023")
    public = f"/agreements/{away.public_id}-{away.slug}/"
    page.set_viewport_size({"width": 1024, "height": 768})
    signed_in(page, "editor").goto(reverse("admin:agreements_agreement_change", args=[keep.pk]))
    page.click("text=Merge with…")
    page.click(f'a[href="?with={away.pk}"]')
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    page.check('input[name="choice-form"][value="away"]')
    page.check('input[name^="choice-action-"][value="both"]')
    page.fill("#id_reason", "entered twice")
    page.click('button[value="merge"]')
    page.wait_for_url("**/merger/*/change/")
    assert Agreement.objects.get(pk=keep.pk).form == "agreement"
    page.goto(public)
    assert page.url.endswith(f"/agreements/{keep.public_id}-{keep.slug}/")
    page.goto(reverse("admin:agreements_merger_change", args=[Merger.objects.get().pk]))
    page.click("text=Undo the merger")
    page.locator("h1", has_text="Two again").wait_for()
    page.goto(public)
    assert page.url.endswith(public)
    assert Agreement.objects.get(pk=keep.pk).form == "mou"
