"""Turning the second factor on, and coming in with it, as a person does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyotp
import pytest
from django.urls import reverse

from agreements.curation.access import second_factor
from agreements.models import SecondFactor
from tests.people import member

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "correct horse battery"


def shown(page: Page, name: str) -> None:
    """Keep pictures of the page in both schemes and widths where a folder is named for them."""
    if not (folder := os.environ.get("PICTURES")):
        return
    for scheme in ("light", "dark"):
        for width in (1440, 1024, 390):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=f"{folder}/{name}-{scheme}-{width}.png", full_page=True)


def give_password(page: Page, name: str) -> None:
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")


def test_turning_it_on_and_coming_in_with_it(page: Page) -> None:
    person = member("curator")
    page.goto(reverse("admin:login"))
    shown(page, "login")
    give_password(page, person.username)
    page.click("text=Your account")
    shown(page, "account")
    page.click("text=Turn on the second factor")
    page.fill("#id_password", PASSWORD)
    page.click("button[value=begin]")
    page.locator(".qr svg").wait_for()
    shown(page, "factor")
    factor = SecondFactor.objects.get()
    typed = page.locator(".secret").inner_text().replace(" ", "")
    assert typed == second_factor.secret(factor)
    page.fill("#id_code", pyotp.TOTP(typed).now())
    page.click("button[value=confirm]")
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(recovery) == 10
    shown(page, "codes")
    page.click("text=I have kept them")
    page.click("#logout-form button")
    page.goto(reverse("admin:login"))
    give_password(page, person.username)
    page.locator("#id_code").wait_for()
    page.fill("#id_code", "000000")
    page.keyboard.press("Enter")
    page.locator("[role=alert]").wait_for()
    shown(page, "code")
    page.fill("#id_code", recovery[3])
    page.keyboard.press("Enter")
    page.locator("#logout-form").wait_for()
    assert page.url.endswith(reverse("admin:index"))
