"""See the proof of a date: who says so, in what words; by keyboard, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement
from tests.browser.conftest import SENTENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_the_proof_of_a_date_by_keyboard(
    browser: Browser, live_server: LiveServer, framework: Agreement, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_server.url}/agreements/{framework.public_id}/")
    date = page.locator("#fact-signed")
    told = date.inner_text()
    assert "22 November 2023 (one source)" in told
    assert "21 November 2023 (one source)" in told
    mark = date.locator("summary").first
    mark.focus()
    page.keyboard.press("Enter")
    assert date.locator(".quote:visible").first.inner_text().count(SENTENCE) == 1
    assert "A Gazette" in date.locator(".support-source:visible").first.inner_text()
    page.keyboard.press("Escape" if scripts else "Enter")
    assert date.locator(".quote:visible").count() == 0
    context.close()


def test_a_citation_is_copied(browser: Browser, live_server: LiveServer, framework: Agreement) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{live_server.url}/agreements/{framework.public_id}/")
    page.locator(".cite summary", has_text="BibTeX").click()
    page.get_by_role("button", name="Copy").locator("visible=true").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"@misc{{{framework.public_id.lower()},")
    context.close()
