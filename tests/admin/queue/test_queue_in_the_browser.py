"""The queue cleared by keyboard alone, and what two people at once see of each other."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from agreements.curation import review
from agreements.curation.reviewing.proposal import Proposal
from agreements.models import Agreement, Candidate, Hold
from agreements.reading.model import Fact
from tests.admin.test_in_the_browser import signed_in
from tests.curation.candidates import DIGITAL_GOVERNMENT, digital_government, make_candidate, make_match
from tests.curation.test_undo import register
from tests.factories import make_agreement, make_organisation, make_press_item
from tests.people import member

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ARRIVED = "() => document.readyState === 'complete' && !document.querySelector('.htmx-request, .htmx-settling')"
QUEUE = "admin:agreements_candidate_changelist"


def proposed(match: str, *likely: Agreement, score: float = 0.8, **changes: Any) -> Candidate:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), digital_government(**changes), match=match)
    for one in likely:
        make_match(candidate, one, score)
    return candidate


def known(count: int) -> list[Agreement]:
    """Agreements of which everything but the sum is known that the text says."""
    office = make_organisation("Cabinet Office")
    ministry = make_organisation("Ministry of the Interior and Safety", side="kr")
    return [make_agreement(bodies=[office, ministry], sectors=["digital-government"]) for _each in range(count)]


def press(page: "Page", *keys: str) -> None:
    """Press keys, the last of which leads on to another page; wait until that one is there and has the focus."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    before = page.url
    page.keyboard.press(keys[-1])
    page.wait_for_function("before => location.href !== before", arg=before)
    page.wait_for_load_state()
    page.wait_for_function(ARRIVED)


def without_looks() -> dict[str, list[dict[str, Any]]]:
    return {table: rows for table, rows in register().items() if table != "look"}


def test_thirty_are_cleared_by_keyboard_alone(page: "Page") -> None:
    first, second = known(2)
    for _ in range(12):
        proposed("new")
    for _ in range(10):
        proposed("matched", first, score=0.99, amounts=[])
    for _ in range(6):
        proposed("ambiguous", first, second, amounts=[])
    for _ in range(2):
        proposed("matched", second, amounts=[])
    signed_in(page, "curator").goto(reverse(QUEUE))
    page.keyboard.press("j")
    page.locator("#review").wait_for()
    page.wait_for_load_state()
    whole_loads = page.evaluate("performance.timeOrigin")
    for _ in range(6):
        press(page, "a")
    press(page, "x", "2")
    press(page, "d")
    press(page, "w")
    press(page, "a")
    page.wait_for_function("() => document.activeElement.tagName === 'H1'")
    press(page, "u")
    assert page.evaluate("performance.timeOrigin") == whole_loads, "each next one came without a page load"
    press(page, "a")
    press(page, "x", "5")
    press(page, "x", "5")
    assert page.locator("h1").inner_text() == "10 near-certain matches"
    page.keyboard.press("j")
    page.keyboard.press("Space")
    assert page.locator("[data-ticked]").inner_text() == "9"
    press(page, "a")
    press(page, "n")
    for _ in range(2):
        press(page, "2", "m")
    for _ in range(2):
        press(page, "1", "m")
    for _ in range(2):
        press(page, "0", "a")
    press(page, "m")
    press(page, "m")
    assert page.locator("h1").inner_text() == "1 near-certain match"
    press(page, "a")
    press(page, "n")
    assert page.url.endswith(reverse(QUEUE))
    states = Counter(Candidate.objects.values_list("state", flat=True))
    assert states == {"accepted": 9, "rejected": 3, "merged": 16, "open": 2}
    assert Counter(Hold.objects.values_list("kind", flat=True)) == {"until": 1, "second-source": 1}
    assert Counter(Candidate.objects.filter(state="merged").values_list("agreement", flat=True)) == {
        first.pk: 12,
        second.pk: 4,
    }
    assert Agreement.objects.count() == 11


def test_keys_do_nothing_while_typing_and_a_merger_is_undone_to_the_row(page: "Page") -> None:
    into = make_agreement(title_ko="", on="2023")
    candidate = proposed("matched", into)
    before = without_looks()
    signed_in(page, "curator").goto(reverse("admin:agreements_candidate_change", args=[candidate.pk]))
    page.keyboard.press("?")
    assert page.locator(".keys .sheet").is_visible()
    page.keyboard.press("Escape")
    page.focus("#id_note")
    page.keyboard.type("maxdw?")
    page.keyboard.press("Escape")
    assert Candidate.objects.get().state == "open"
    press(page, "m")
    assert Candidate.objects.get().state == "merged"
    assert without_looks() != before
    press(page, "u")
    assert without_looks() == before
    page.go_back()
    page.wait_for_load_state()
    assert page.url.endswith(reverse(QUEUE))


def test_what_was_typed_is_there_on_coming_back(page: "Page") -> None:
    """Left unkept by the key for the next one; kept, it is not offered again."""
    first, _second = proposed("new"), proposed("new")
    signed_in(page, "curator").goto(reverse("admin:agreements_candidate_change", args=[first.pk]))
    page.fill("#id_head-title_en", "Title of mine")
    page.keyboard.press("Escape")
    press(page, "j")
    assert page.input_value("#id_head-title_en") != "Title of mine"
    assert page.locator(".draft-bar").count() == 0
    press(page, "k")
    page.click(".draft-bar button:has-text('Restore')")
    assert page.input_value("#id_head-title_en") == "Title of mine"
    page.click("button[value=save]")
    page.locator("text=Kept as you typed it").wait_for()
    page.wait_for_function(ARRIVED)
    press(page, "j")
    press(page, "k")
    assert page.input_value("#id_head-title_en") == "Title of mine"
    assert page.locator(".draft-bar").count() == 0


def test_the_second_of_two_sees_the_first_and_loses_nothing(page: "Page") -> None:
    """D9: one candidate edited by another meanwhile; a batch of which another has decided one meanwhile."""
    (into,), editor = known(1), member("editor")
    candidate = proposed("new")
    sure = [proposed("matched", into, score=0.99, amounts=[]) for _ in range(3)]
    signed_in(page, "curator").goto(reverse("admin:agreements_candidate_change", args=[candidate.pk]))
    read = Proposal.read_in(candidate)
    theirs = Proposal(form=read.form, status=read.status, title_en=Fact("Title of theirs", (), "edited"))
    review.save_edit(candidate=candidate, proposal=theirs, by=editor, version=0)
    page.fill("#id_head-title_en", "Title of mine")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    row = page.locator(".theirs-yours tr", has_text="English title")
    row.wait_for()
    assert "Title of theirs" in row.inner_text()
    assert "Title of mine" in row.inner_text()
    assert page.input_value("#id_head-title_en") == "Title of mine"
    page.click("text=Go on with mine")
    page.locator(".conflict").wait_for(state="detached")
    page.locator("h1").click()
    press(page, "a")
    assert Agreement.objects.filter(title_en="Title of mine").exists()
    review.reject(candidate=sure[1], by=editor, version=0, ground="duplicate")
    press(page, "a")
    assert "Editor decided on this candidate" in page.locator(".conflict").inner_text()
    assert [Candidate.objects.get(pk=one.pk).state for one in sure] == ["merged", "rejected", "merged"]
