"""Search boxes that complete what is typed: by keyboard, by touch, in Korean, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
HEIGHT = "document.documentElement.scrollHeight"


def test_by_keyboard_in_english(page: Page, framework: Agreement) -> None:
    """Down opens and moves, Escape closes and keeps what was typed, Enter goes; nothing moves on the page."""
    page.goto("/")
    height = page.evaluate(HEIGHT)
    box = page.get_by_role("combobox")
    box.press_sequentially("semi")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text(framework.title_en)
    expect(box).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(HEIGHT) == height
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("semi")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("Semiconductors")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    box.press("ArrowUp")
    expect(chosen).to_contain_text(framework.title_en)
    box.press("Enter")
    page.wait_for_url(f"**/agreements/{framework.public_id}-*/")


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page, framework: Agreement) -> None:
    page.goto("/agreements/")
    box = page.get_by_role("combobox")
    box.press_sequentially("semiconducter")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**q=semiconducter*")
    assert page.locator(".row mark").first.inner_text() == "semiconductor"
    assert "semiconductor" in page.locator(".searched b").inner_text()
    page.get_by_role("link", name="exactly what was typed").click()
    expect(page.locator(".row")).to_have_count(0)


def test_in_korean_while_a_syllable_is_composed(page: Page, framework: Agreement) -> None:
    """What the composer shows is looked for; its keys choose nothing."""
    page.goto("/ko/agreements/")
    box = page.get_by_role("combobox")
    box.focus()
    composer = page.context.new_cdp_session(page)
    for text in ("ㅂ", "바", "반"):
        composer.send("Input.imeSetComposition", {"text": text, "selectionStart": 1, "selectionEnd": 1})
    expect(page.get_by_role("option").first).to_contain_text("반도체")
    composer.send("Input.insertText", {"text": "반"})
    box.press_sequentially("도체")
    expect(page.get_by_role("option").first.locator("mark")).to_have_text("반도체")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(f"**/ko/agreements/{framework.public_id}-*/")


def test_by_touch_and_sound_to_a_program_that_checks(
    browser: Browser, live_server: LiveServer, framework: Agreement
) -> None:
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 320, "height": 700},
        has_touch=True,
        bypass_csp=True,
        color_scheme="dark",
    )
    page = context.new_page()
    page.goto("/ko/")
    page.get_by_role("combobox").press_sequentially("산업")
    option = page.get_by_role("option").filter(has_text="산업부")
    expect(option).to_be_visible()
    assert not [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    option.tap()
    page.wait_for_url("**/ko/organisations/industry/")
    context.close()
