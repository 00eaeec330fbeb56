"""The list changes while one looks at it: no page load, the address right, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agreements.models import Agreement

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _count(page: Page) -> str:
    return page.locator("#results-title").inner_text()


def test_what_was_signed_on_semiconductors_since_2022_and_who_signed_it(page: Page, framework: Agreement) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/agreements/")
    page.evaluate("window.sameDocument = true")
    page.locator("summary", has_text="Within Science").click()
    page.get_by_role("checkbox", name="Semiconductors").check()
    page.wait_for_url("**/?sector=semiconductors")
    page.locator("[data-facet=year] > summary").click()
    page.get_by_label("From").fill("2022")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?sector=semiconductors&year=2022-")
    assert _count(page) == "1 of 4 agreements" == page.locator("#said").inner_text().strip()
    assert "Semiconductors · dated 2022 or later" in page.title()
    switch = page.get_by_role("link", name="한국어").get_attribute("href")
    assert switch == "/ko/agreements/?sector=semiconductors&year=2022-"
    assert page.evaluate("window.sameDocument")
    page.get_by_role("link", name=framework.title_en).click()
    page.wait_for_url(f"**/{framework.public_id}-**")
    assert page.get_by_text("Jane Tester").first.is_visible()
    page.go_back()
    assert _count(page) == "1 of 4 agreements"
    assert page.get_by_role("checkbox", name="Semiconductors").is_checked()
    assert said == []
    assert {address.split("/")[2] for address in asked} == {page.url.split("/")[2]}


def test_back_and_forward_show_what_was_shown(page: Page, framework: Agreement) -> None:
    page.goto("/agreements/?sector=space")
    space = page.get_by_role("checkbox", name="Space")
    semiconductors = page.get_by_role("checkbox", name="Semiconductors")
    semiconductors.check()
    page.wait_for_url("**sector=semiconductors**")
    assert page.locator(".row").count() == 2
    assert page.evaluate("document.activeElement.value") == "semiconductors"
    page.go_back()
    page.locator("#results-title", has_text="1 of 4").wait_for()
    assert (space.is_checked(), semiconductors.is_checked()) == (True, False)
    page.go_forward()
    page.locator("#results-title", has_text="2 of 4").wait_for()
    assert semiconductors.is_checked()


def test_the_keyboard_alone_draws_a_range_of_years(page: Page, framework: Agreement) -> None:
    page.goto("/agreements/")
    page.locator("[data-facet=year] > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    years = [bar.get_attribute("data-last") for bar in page.locator(".bars a").all()]
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?year=*")
    assert page.url.endswith(f"?year={years[-2]}-")
    assert page.locator(".bars a.is-on").count() == 2
    assert page.evaluate("document.activeElement.closest('.bars') !== null")


def test_a_failure_is_said_and_leads_to_the_page(page: Page, framework: Agreement) -> None:
    page.route("**/agreements/update**", lambda route: route.abort())
    page.goto("/agreements/?sector=space&sector=trade")
    page.get_by_role("link", name="Remove: Trade").click()
    page.get_by_text("could not be brought up to date").wait_for()
    page.get_by_role("link", name="Open it as a page of its own").click()
    page.wait_for_url("**/agreements/?sector=space")
    assert page.locator(".row").count() == 1
