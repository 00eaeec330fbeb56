"""WCAG 2.2 AA as far as a program can tell, in every language, scheme and width.

`make audit` looks at the whole matrix, every other run at about a tenth of it: each page once, all ways in turn.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement
from tests.browser import audit
from tests.browser.audit import A_TENTH, LANGUAGES, Finding

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
IS_WHOLE = os.environ.get("AUDIT") == "whole"


def test_nobody_is_shut_out(browser: Browser, page: Page, live_server: LiveServer, framework: Agreement) -> None:
    views = audit.views(audit.places(page), step=1 if IS_WHOLE else A_TENTH)
    _pass(audit.look(browser, live_server.url, views), len(views))


def test_pages_stretch_shrink_and_print(
    browser: Browser, page: Page, live_server: LiveServer, framework: Agreement
) -> None:
    places = audit.places(page)
    either = [LANGUAGES[number % 2] + place for number, place in enumerate(places)]
    addresses = [prefix + place for place in places for prefix in LANGUAGES] if IS_WHOLE else either[::2]
    _pass(audit.stretch(browser, live_server.url, addresses), len(addresses) * 4)


def _pass(seen: Iterable[tuple[str, list[Finding]]], total: int) -> None:
    """Tell how far the audit is, and fail with all that it found."""
    found: list[Finding] = []
    number = 0
    for number, (what, findings) in enumerate(seen, start=1):
        found += findings
        if IS_WHOLE:
            print(f"{number:4} of {total}  {what}  {len(findings) or ''}", flush=True)
    summary = audit.told(number, found)
    if IS_WHOLE:
        print(summary)
    assert not found, summary
