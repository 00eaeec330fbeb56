"""The review page as a curator uses it: fields light their words, keys decide, a date says how it was understood."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.factories import make_agreement, make_press_item
from tests.people import member

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def signed_in(page: "Page", group: str) -> "Page":
    person = member(group)
    page.goto(reverse("admin:login"))
    page.fill("#id_username", person.username)
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    return page


def test_a_field_lights_its_words(page: "Page") -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    signed_in(page, "curator").goto(reverse("admin:agreements_candidate_change", args=[candidate.pk]))
    assert page.locator(".is-lit").count() == 0
    page.focus("#id_uk-0-name")
    assert page.locator(".is-lit").inner_text() == "Cabinet Office"
    page.focus("#id_amounts-0-minimum")
    assert page.locator(".is-lit").inner_text() == "£4.5 million"


def test_a_date_says_how_it_was_understood(page: "Page") -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    signed_in(page, "curator").goto(reverse("admin:agreements_candidate_change", args=[candidate.pk]))
    for typed, said in (("2023년 11월 22일", "= 22 November 2023"), ("11/12/2023", "can mean")):
        page.fill("#id_head-date", typed)
        page.keyboard.press("Tab")
        page.locator(".understood", has_text=said).wait_for()


def test_an_agreement_form_is_usable_at_1024_pixels(page: "Page") -> None:
    agreement = make_agreement()
    page.set_viewport_size({"width": 1024, "height": 768})
    signed_in(page, "editor").goto(reverse("admin:agreements_agreement_change", args=[agreement.pk]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    page.locator("#signatories-group .select2-selection").first.click()
    page.keyboard.type("Ministry")
    page.locator(".select2-results__option", has_text="Ministry").first.wait_for()


def test_no_field_hides_behind_the_buttons_that_decide(page: "Page") -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    page.set_viewport_size({"width": 1280, "height": 620})
    signed_in(page, "editor").goto(reverse("admin:agreements_candidate_change", args=[candidate.pk]))
    bar = page.locator(".decide")
    for field in ("#id_people-0-name", "#id_sectors-0-sector", "#id_amounts-0-minimum"):
        page.locator(field).evaluate("field => field.scrollIntoView({block: 'end'})")
        place, buttons = page.locator(field).bounding_box(), bar.bounding_box()
        assert place
        assert buttons
        assert place["y"] + place["height"] <= buttons["y"], field
