"""What a first visit costs: little enough for a slow line, and nothing from anywhere else."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement
from tests.factories import make_agreement

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser
MOST = 100_000
"""Bytes over the wire."""
HEADERS = 500
"""Bytes of the headers of one answer, generously."""
LONG = "Memorandum of Understanding on Cooperation in the Field of Semiconductor Supply Chains and Skills, Number "


def test_a_first_visit_is_light_and_asks_nobody_else(
    browser: Browser, live_server: LiveServer, framework: Agreement
) -> None:
    for number in range(25):
        make_agreement(f"{LONG}{number}", title_ko=f"반도체 공급망 및 인력 양성 협력에 관한 양해각서 {number}")
    for path in ("/", "/agreements/", f"/agreements/{framework.public_id}/"):
        for prefix in ("", "/ko"):
            context = browser.new_context(base_url=live_server.url)
            page = context.new_page()
            answers = _heard(page)
            page.goto(prefix + path)
            page.wait_for_load_state("networkidle")
            weights = {each.url: _weight(each) for each in answers}
            assert sum(weights.values()) < MOST, (prefix + path, weights)
            assert {each.url.split("/")[2] for each in answers} == {live_server.url.split("/")[2]}
            context.close()


def _heard(page: Page) -> list[Response]:
    """Every answer that the page gets from now on."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    return answers


def _weight(answer: Response) -> int:
    """As a server in production sends it: text compressed, pictures as they are."""
    if answer.status >= 300:
        return HEADERS
    body = answer.body()
    is_picture = answer.headers.get("content-type", "").startswith("image/png")
    return HEADERS + (len(body) if is_picture else len(gzip.compress(body, 6)))
