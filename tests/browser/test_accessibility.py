"""WCAG 2.2 AA as far as a program can tell, and pages that fit a narrow screen."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement, PressItem

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PLACES = (
    "/", "/agreements/", "/agreements/?sector=space&form=mou", "/agreements/?q=nothing+like+it",
    "/agreements/?year=abc", "/agreements/{agreement}/", "/sectors/", "/sectors/technology/", "/organisations/",
    "/organisations/science/", "/people/", "/occasions/", "/occasions/visit/", "/press/", "/press/{item}/",
    "/timeline/", "/insights/", "/coverage/", "/about/", "/nothing/",
)  # fmt: skip
WAYS = tuple(product(("", "/ko"), ("light", "dark"), (320, 1280)))
SAMPLE = tuple((place, *WAYS[number * 3 % len(WAYS)]) for number, place in enumerate(PLACES))
"""Every place once, and every mixture of language, scheme and width at least twice."""


def test_axe_finds_nothing_and_nothing_is_cut_off(
    browser: Browser, live_server: LiveServer, framework: Agreement
) -> None:
    names = {"agreement": framework.public_id, "item": PressItem.objects.order_by("pk").first().pk}  # type: ignore[union-attr]
    for place, prefix, scheme, width in SAMPLE:
        context: Any = browser.new_context(
            base_url=live_server.url,
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 800},
            bypass_csp=True,
        )
        page: Page = context.new_page()
        page.goto(prefix + place.format(**names))
        page.evaluate(OPEN_ALL)
        found = Axe().run(page).response["violations"]
        where = f"{prefix}{place} {scheme} {width}"
        assert not [(each["id"], each["nodes"][0]["html"]) for each in found], where
        assert not page.evaluate(TOO_WIDE), where
        context.close()
