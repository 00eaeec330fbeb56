"""From a reader's doubt to the correction that the reader sees: no account, no cookie, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from agreements.models import Dispute
from agreements.web import tickets
from tests.factories import make_agreement
from tests.people import member

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_disputes_a_date_and_sees_what_becomes_of_it(
    browser: Browser, live_server: LiveServer, scripts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "SOONEST", -2)
    agreement, person = make_agreement("Framework for semiconductor cooperation"), member("curator")
    reader = browser.new_context(base_url=live_server.url, java_script_enabled=scripts, locale="en-GB")
    page = reader.new_page()
    page.goto(f"/agreements/{agreement.public_id}/")
    date = page.locator("#fact-signed")
    date.locator("summary").first.click()
    date.get_by_role("link", name="Dispute this").first.click()
    assert page.locator(".note-shown").inner_text() == "22 November 2023"
    page.get_by_label("What should it say?").fill("It was signed on 24 November 2023.")
    page.get_by_label("Where can that be read?").fill("https://a.example/communique")
    page.get_by_role("button", name="Send to the editors").click()
    number = page.locator(".case-number").inner_text()
    page.locator(".message a").first.click()
    assert page.locator(".case-state").inner_text() == "Open"
    assert "24 November" not in page.content()
    assert reader.cookies() == []

    room = browser.new_context(base_url=live_server.url, java_script_enabled=scripts, locale="en-GB").new_page()
    room.goto(reverse("admin:login"))
    room.fill("#id_username", person.username)
    room.fill("#id_password", "correct horse battery")
    room.click("[type=submit]")
    room.goto(reverse("admin:agreements_dispute_change", args=[Dispute.objects.get(number=number).pk]))
    room.get_by_label("in English").fill("The communiqué gives the 24th.")
    room.fill("#id_to", "24 Nov 2023")
    room.get_by_role("button", name="Correct it and uphold").click()
    room.wait_for_url("**/dispute/")

    page.reload()
    assert page.locator(".case-state").inner_text() == "Corrected"
    page.get_by_role("link", name="What was changed in the record").click()
    history = page.locator(".changes").inner_text()
    assert "The communiqué gives the 24th." in history
    assert "24 November 2023" in history
    told = page.locator("#fact-signed .outcome").first.inner_text()
    assert told.startswith("Corrected after a reader’s note")
    page.goto("/corrections/")
    assert page.locator(".outcome-row", has_text=number).count() == 1
    reader.close()
    room.context.close()
