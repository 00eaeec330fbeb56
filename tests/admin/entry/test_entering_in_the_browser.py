"""Entering a record as a person does it: counted presses from a pasted text to a public page, and nothing lost."""

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from agreements.curation import agreements
from agreements.models import Agreement, Organisation
from tests.factories import make_agreement, make_organisation, make_person
from tests.people import member

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

RELEASE = """London and Seoul to share how they build public services online

The UK's Cabinet Office and the Ministry of the Interior and Safety of the Republic of Korea signed a memorandum of \
understanding on digital government in London on 22 November 2023. Alex Burghart, Parliamentary Secretary for the \
Cabinet Office, and Lee Sang-min, Minister of the Interior and Safety, put their names to it.

Engineers of the Government Digital Service will compare notes with their Korean colleagues on online identity and on \
opening government data, and each side will host the other once a year.
"""
ADD = "admin:agreements_agreement_add"


class Hands:
    """A person's presses and pastes, counted."""

    def __init__(self, page: "Page") -> None:
        self.page, self.count = page, 0

    def press(self, target: str) -> None:
        self.count += 1
        self.page.locator(target).first.click()

    def key(self, name: str) -> None:
        self.count += 1
        self.page.keyboard.press(name)

    def paste(self, target: str, text: str) -> None:
        self.count += 1
        self.page.fill(target, text)


def signed_in(page: "Page", group: str) -> "Page":
    page.goto(reverse("admin:login"))
    return sign(page, member(group).username)


def sign(page: "Page", name: str) -> "Page":
    page.fill("#id_username", name)
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    page.wait_for_load_state()
    return page


def choose(page: "Page", field: str, typed: str) -> None:
    """Type part of a name into a box that suggests, and take the first suggestion."""
    page.click(f"#{field} + .select2")
    page.fill(".select2-search__field", typed)
    page.locator(".select2-results__option:not(.loading-results)", has_text=typed).first.click()


def test_from_a_pasted_release_to_the_public_page_in_a_dozen_presses(page: "Page") -> None:
    make_organisation("Cabinet Office")
    make_organisation("Ministry of the Interior and Safety", side="kr", name_ko="행정안전부")
    make_person("Lee Sang-min", side="kr")
    hands = Hands(signed_in(page, "editor"))
    hands.press("text=Paste an address or a text")
    hands.paste("#id_what", RELEASE)
    hands.press("text=Read it")
    page.wait_for_url("**/candidate/*/change/")
    assert page.input_value("#id_uk-0-name") == "Cabinet Office"
    hands.press("button[value=publish]")
    page.locator("text=is published").wait_for()
    assert hands.count <= 12, "at ten seconds a press, two minutes"
    made = Agreement.objects.get()
    assert made.is_published
    assert {str(row.organisation) for row in made.signatories.all()} == {
        "Cabinet Office",
        "Ministry of the Interior and Safety",
    }
    assert {str(row.person) for row in made.signatories.all()} == {"Alex Burghart", "Lee Sang-min"}
    assert [(action.kind, str(action.when)) for action in made.actions.all()] == [("signed", "2023-11-22")]
    assert [tag.sector for tag in made.sector_tags.all()] == ["digital-government"]
    assert not agreements.obstacles(made)
    assert all(row.quote in RELEASE for row in made.evidence.filter(strength="quotation"))
    page.goto(f"/agreements/{made.public_id}-{made.slug}/")
    assert "Alex Burghart" in page.locator("main").inner_text()


def test_by_hand_with_a_body_added_on_the_way(page: "Page") -> None:
    """Nothing typed is lost to the window in which a body is added, and the field has the focus after it."""
    make_organisation("Cabinet Office", abbreviation="CO")
    signed_in(page, "editor").goto(reverse(ADD))
    page.fill("#id_title_en", "Memorandum on digital government")
    page.select_option("#id_form", "mou")
    choose(page, "id_signatories-0-organisation", "Cabinet")
    assert page.input_value("#id_signatories-0-side") == "uk"
    page.select_option("#id_signatories-1-side", "kr")
    with page.expect_popup() as opened:
        page.click("#add_id_signatories-1-organisation")
    window = opened.value
    assert window.input_value("#id_side") == "kr"
    window.fill("#id_name_ko", "행정안전부")
    window.click("input[name=_save]")
    page.wait_for_function("document.querySelector('#id_signatories-1-organisation').value !== ''")
    page.select_option("#id_actions-0-kind", "signed")
    page.fill("#id_actions-0-when", "2023. 11. 22.")
    page.press("#id_actions-0-when", "Tab")
    page.wait_for_selector("text== 22 November 2023")
    page.select_option("#id_sector_tags-0-sector", "digital-government")
    page.click("#amounts-group .add-row a")
    page.fill("#id_amounts-0-sum", "50억 원")
    page.press("#id_amounts-0-sum", "Tab")
    page.wait_for_selector("text== ₩5 billion")
    page.check("input[name=support][value=judgement]")
    page.click("input[name=_continue]")
    page.wait_for_load_state()
    page.click("button[value=publish]")
    page.wait_for_load_state()
    made = Agreement.objects.get()
    assert made.is_published
    assert made.amounts.get().money.currency == "KRW"
    assert Organisation.objects.get(name_ko="행정안전부").side == "kr"


def test_what_was_typed_outlives_a_session_and_a_closed_page(page: "Page") -> None:
    signed_in(page, "curator")
    name = page.locator("#user-tools strong").inner_text()
    page.goto(reverse(ADD))
    page.fill("#id_title_en", "A long title that took a while")
    page.click("#signatories-group .add-row a")
    page.select_option("#id_signatories-2-side", "kr")
    page.wait_for_selector("text=kept in this browser")
    page.reload()
    page.click(".draft-bar button:has-text('Restore')")
    assert page.input_value("#id_title_en") == "A long title that took a while"
    assert page.input_value("#id_signatories-2-side") == "kr"
    Session.objects.all().delete()
    page.click("input[name=_save]")
    page.wait_for_selector("#id_username")
    from django.contrib.auth.models import User

    sign(page, User.objects.get(first_name=name).username)
    page.wait_for_selector(".draft-bar")
    assert page.input_value("#id_title_en") == "A long title that took a while"
    page.select_option("#id_signatories-2-side", "")
    page.click("input[name=_save]")
    page.wait_for_load_state()
    assert Agreement.objects.get().title_en == "A long title that took a while"
    assert page.locator(".obstacles li").count(), "what stands against publishing it is in sight"
    page.goto(reverse(ADD))
    assert page.locator(".draft-bar").count() == 0


def test_what_was_saved_is_not_offered_again(page: "Page") -> None:
    """Also where saving leads away from the form, to the page as readers would see it."""
    agreement = make_agreement("A first title", published=False)
    address = reverse("admin:agreements_agreement_change", args=[agreement.pk])
    signed_in(page, "editor").goto(address)
    page.fill("#id_title_en", "A second title")
    page.wait_for_selector("text=kept in this browser")
    page.click("button[value=preview]")
    page.wait_for_url("**/preview/")
    page.goto(address)
    assert page.input_value("#id_title_en") == "A second title"
    assert page.locator(".draft-bar").count() == 0
    page.fill("#id_title_en", "A third title")
    page.wait_for_selector("text=kept in this browser")
    page.reload()
    page.click(".draft-bar button:has-text('Restore')")
    assert page.input_value("#id_title_en") == "A third title"


def test_one_that_is_there_is_pointed_out_while_its_title_is_typed(page: "Page") -> None:
    there = make_agreement("Memorandum on quantum computing", published=False)
    signed_in(page, "curator").goto(reverse(ADD))
    page.fill("#id_title_en", "Memorandum of Understanding on Quantum Computing")
    page.wait_for_selector(f"#alike a:has-text('{there.public_id}')")
    page.click("input[name=_save]")
    page.wait_for_selector("text=Look, and say so if it is another one")
    assert Agreement.objects.count() == 1
    page.check("input[name=another]")
    page.click("input[name=_save]")
    page.wait_for_load_state()
    assert Agreement.objects.count() == 2


def test_two_editors_see_both_versions(page: "Page", browser: "Browser", live_server: Any) -> None:
    """D9."""
    agreement = make_agreement("The first title", published=False)
    address = reverse("admin:agreements_agreement_change", args=[agreement.pk])
    signed_in(page, "curator").goto(address)
    other = browser.new_context(base_url=live_server.url, locale="en-GB").new_page()
    signed_in(other, "curator").goto(address)
    page.fill("#id_title_en", "Their title")
    page.fill("#id_summary_en", "Their summary.")
    page.click("input[name=_continue]")
    page.wait_for_load_state()
    other.fill("#id_title_en", "My title")
    other.fill("#id_title_ko", "나의 제목")
    other.click("input[name=_continue]")
    other.wait_for_selector("section.conflict")
    assert Agreement.objects.get().title_en == "Their title"
    assert other.input_value("#id_title_en") == "My title"
    assert other.input_value("#id_title_ko") == "나의 제목"
    assert other.input_value("#id_summary_en") == "Their summary."
    assert "Their title" in other.locator(".theirs").inner_text()
    other.click("button[data-take=title_en]")
    other.click("input[name=_continue]")
    other.wait_for_load_state()
    kept = Agreement.objects.get()
    assert (kept.title_en, kept.title_ko, kept.summary_en) == ("Their title", "나의 제목", "Their summary.")
    other.context.close()
