"""Pictures are drawn under the strict policy, and each mark leads to the list that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_a_mark_leads_to_its_list(page: Page, framework: Agreement) -> None:
    """Reached by keyboard, with a focus that can be seen; the fixture fails on anything that the policy refuses."""
    page.goto("/insights/")
    picture = page.locator("#by-year svg")
    assert page.locator("section.chart svg").count() == 5
    assert not page.locator("#by-year table").is_visible()
    picture.locator("a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    mark = page.locator("#by-year svg a:focus")
    name = mark.get_attribute("aria-label") or ""
    count = int(name.rpartition(":")[2])
    assert name.startswith("2023 · ")
    assert mark.locator("rect").evaluate("each => getComputedStyle(each).strokeWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreements/?*")
    assert page.locator(".row").count() == count


def test_a_dot_leads_to_its_agreement(page: Page, framework: Agreement) -> None:
    page.goto("/timeline/?by=sector&sector=semiconductors")
    dots = page.locator(".chronicle-picture a")
    assert dots.count() == 1
    assert "State visit" in (dots.get_attribute("aria-label") or "")
    dots.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{framework.public_id}-*/")


def test_the_table_is_one_key_away(page: Page, framework: Agreement) -> None:
    page.goto("/ko/insights/?sector=semiconductors")
    page.locator("#by-sector summary").focus()
    page.keyboard.press("Enter")
    figure = page.locator("#by-sector tbody td a").first
    assert figure.inner_text() == "1"
    figure.click()
    page.wait_for_url("**/ko/agreements/?*")
    assert page.locator(".row").count() == 1


def test_without_scripts_the_tables_are_open(browser: Browser, live_server: LiveServer, framework: Agreement) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/insights/")
    assert page.locator("section.chart table").count() == 5
    assert all(table.is_visible() for table in page.locator("section.chart table").all())
    assert not page.locator(".chart-picture, .chart-key").first.is_visible()
    context.close()
