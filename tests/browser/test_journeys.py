"""What a reader does, with and without scripts, on a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement
from tests.browser.conftest import SENTENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def test_the_front_page_says_what_this_is_and_leads_to_the_list(page: Page, framework: Agreement) -> None:
    page.goto("/")
    assert "agreed" in page.locator("h1").inner_text()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Agreements").click()
    assert page.locator(".row").count() == 4


def test_a_sector_is_chosen_and_taken_off_again(page: Page, framework: Agreement) -> None:
    page.goto("/agreements/")
    page.locator("summary", has_text="Within Science").click()
    page.get_by_role("checkbox", name="Semiconductors").check()
    page.wait_for_url("**/agreements/?sector=semiconductors")
    assert page.locator(".row-title").all_inner_texts() == [framework.title_en]
    page.get_by_role("link", name="Remove: Semiconductors").click()
    page.wait_for_url("**/agreements/")
    assert page.locator(".row").count() == 4


@pytest.mark.parametrize(("words", "address"), [("semi-conductors", "/"), ("반도체", "/"), ("반도체", "/ko/")])
def test_a_search_finds_it_in_either_language(page: Page, framework: Agreement, words: str, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    found = page.locator(".row-title").all_inner_texts()
    assert found == [framework.title_ko if address == "/ko/" else framework.title_en]


def test_the_proof_of_a_value_opens_from_its_mark(page: Page, framework: Agreement) -> None:
    page.goto(f"/agreements/{framework.public_id}/")
    quote = page.locator(".evidence .quote", has_text=SENTENCE).first
    assert not quote.is_visible()
    page.locator("summary", has_text="Form: quotation").click()
    assert page.locator(".evidence .quote:visible").inner_text().count(SENTENCE) == 1


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_who_when_and_who_says_so_stand_on_the_first_screen(page: Page, framework: Agreement, prefix: str) -> None:
    for size in (PHONE, {"width": 1440, "height": 900}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(f"{prefix}/agreements/{framework.public_id}/")
        box = page.locator(".gist").bounding_box()
        assert box
        assert box["y"] + box["height"] < size["height"]


def test_the_language_switch_stays_on_the_page(page: Page, framework: Agreement) -> None:
    page.goto("/agreements/?sector=semiconductors")
    page.get_by_role("link", name="한국어").click()
    assert page.url.endswith("/ko/agreements/?sector=semiconductors")
    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.locator(".row-title").all_inner_texts() == [framework.title_ko]


def test_korea_stands_first_in_korean_and_the_united_kingdom_in_english(page: Page, framework: Agreement) -> None:
    for prefix, first in (("", "United Kingdom"), ("/ko", "대한민국")):
        page.goto(f"{prefix}/agreements/{framework.public_id}/")
        assert page.locator(".side h3").first.inner_text() == first


def test_on_a_phone_the_filters_open_from_a_button_with_the_number_of_results(page: Page, framework: Agreement) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/agreements/?sector=space")
    semiconductors = page.get_by_role("checkbox", name="Semiconductors")
    assert not semiconductors.is_visible()
    page.locator(".finder-open", has_text="1 result").click()
    semiconductors.check()
    page.get_by_role("link", name="Show 2 results").click()
    assert page.locator(".row").count() == 2
    assert page.evaluate("document.activeElement.id") == "results-title"
    assert not semiconductors.is_visible()


def test_everything_works_without_scripts(browser: Browser, live_server: LiveServer, framework: Agreement) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/ko/agreements/")
    page.locator(".finder-open").click()
    page.locator("summary", has_text="과학기술").click()
    page.get_by_role("checkbox", name="반도체").check()
    page.locator("summary", has_text="연도").first.click()
    page.get_by_label("시작").fill("2022")
    page.get_by_role("button", name="조건 적용").last.click()
    assert "year_from=2022" in page.url
    page.get_by_role("link", name=framework.title_ko).click()
    page.locator("summary", has_text="형식: 인용").click()
    assert page.locator(".evidence .quote:visible").count() == 1
    context.close()


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page: Page, framework: Agreement) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def _tab_to(page: Page, words: str, most: int = 90) -> None:
    """Press the tabulator key until what is reached bears the words."""
    told = "(e => `${e.getAttribute('aria-label') || ''} ${e.labels?.[0]?.innerText || ''} ${e.innerText || ''}`)"
    for _press in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(f"{told}(document.activeElement)"):
            return
    raise AssertionError(f"the keyboard does not reach {words!r}")


def test_the_whole_first_journey_by_keyboard_alone(page: Page, framework: Agreement) -> None:
    """What was signed on semiconductors since 2022, who signed it, and the proof of its date."""
    page.goto("/")
    _tab_to(page, "Agreements")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreements/")
    _tab_to(page, "Within Science")
    page.keyboard.press("Enter")
    _tab_to(page, "Semiconductors")
    page.keyboard.press("Space")
    page.wait_for_url("**?sector=semiconductors")
    page.locator("h2", has_text="1 of 4").wait_for()
    _tab_to(page, "Year")
    page.keyboard.press("Enter")
    _tab_to(page, "From")
    page.keyboard.type("2022")
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2022-*")
    _tab_to(page, framework.title_en)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{framework.public_id}-*/")
    assert "Jane Tester" in page.locator(".sides").inner_text()
    _tab_to(page, "Signed: quotation")
    page.keyboard.press("Enter")
    assert SENTENCE in page.locator(".evidence[open] .quote").first.inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".evidence[open]").count() == 0


def test_a_list_leads_to_its_pictures_and_back(page: Page, framework: Agreement) -> None:
    page.goto("/agreements/?sector=semiconductors&sort=title")
    page.get_by_role("link", name="In figures").click()
    page.wait_for_url("**/insights/?sector=semiconductors")
    page.get_by_role("link", name="As a timeline").click()
    page.wait_for_url("**/timeline/?sector=semiconductors")
    page.get_by_role("link", name="Filter them in the list").click()
    assert page.locator(".row-title").all_inner_texts() == [framework.title_en]


def test_a_reader_gets_no_cookie_and_nothing_from_another_host(page: Page, framework: Agreement) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/agreements/{framework.public_id}/")
    assert page.context.cookies() == []
    assert {address.split("/")[2] for address in asked} == {page.url.split("/")[2]}
