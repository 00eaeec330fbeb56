"""Pasting a text leads to what was read of it; a sentence is put under values; a draft is seen as it would look."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.curation import agreements
from agreements.ingest import entered
from agreements.models import Agreement, Candidate, Evidence, PressItem
from tests.factories import make_agreement, make_press_item
from tests.ingest.texts import QUANTUM, SPACE
from tests.people import member, room

pytestmark = pytest.mark.django_db
PASTE = "admin:agreements_agreement_paste"


def at(candidate: Candidate) -> str:
    return reverse("admin:agreements_candidate_change", args=[candidate.pk])


def test_a_text_leads_to_the_page_where_it_is_decided() -> None:
    answer = room("curator").post(reverse(PASTE), {"what": SPACE, "title": "Space", "published": "23 Nov 2023"})
    assert answer.status_code == 302
    assert answer["Location"] == at(Candidate.objects.get())
    assert str(PressItem.objects.get().when) == "2023-11-23"


def test_the_same_again_leads_to_what_is_known_of_it() -> None:
    client = room("curator")
    client.post(reverse(PASTE), {"what": SPACE})
    again = client.post(reverse(PASTE), {"what": SPACE}, follow=True)
    assert "holds this text already" in again.content.decode()
    assert PressItem.objects.count() == Candidate.objects.count() == 1
    from agreements.curation import review

    made = review.accept(candidate=Candidate.objects.get(), by=member("curator"), version=0)
    last = client.post(reverse(PASTE), {"what": SPACE})
    assert last["Location"] == reverse("admin:agreements_agreement_change", args=[made.pk])


def test_several_agreements_are_announced_with_the_way_to_each() -> None:
    page = room("curator").post(reverse(PASTE), {"what": f"{SPACE}\n\n{QUANTUM}"}, follow=True).content.decode()
    second = Candidate.objects.order_by("position").last()
    assert second is not None
    assert "names 2 agreements" in page
    assert at(second) in page


def test_a_text_that_gives_nothing_says_why_and_offers_a_form_that_stands_on_it() -> None:
    client = room("curator")
    page = client.post(reverse(PASTE), {"what": "The council spoke about the weather in the north."})
    item = PressItem.objects.get()
    assert "no agreement between" in page.content.decode()
    form = f"{reverse('admin:agreements_agreement_add')}?item={item.pk}"
    assert form in page.content.decode()
    body = client.get(form).content.decode()
    assert f'<option value="{item.pk}" selected>' in body


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"what": "  "}, "Paste the address of a page"),
        ({"what": "http://127.0.0.1/secret"}, "Only public pages"),
        ({"what": "http://localhost:5432/"}, "Only public pages"),
        ({"what": SPACE, "published": "11/12/2023"}, "can mean 11 December 2023 or 12 November 2023"),
        ({"what": SPACE, "address": "ftp://example.org/"}, "starts with http"),
    ],
)
def test_bad_input_is_explained_and_kept(sent: dict[str, str], said: str) -> None:
    """B9, C12."""
    page = room("curator").post(reverse(PASTE), sent)
    body = page.content.decode()
    assert page.status_code == 200
    assert said in body
    assert sent["what"].strip() in body
    assert not PressItem.objects.exists()


@pytest.mark.parametrize(("group", "status"), [("viewer", 403), ("curator", 200), ("editor", 200)])
def test_who_may_enter_records_may_paste(group: str, status: int) -> None:
    """E1."""
    assert room(group).get(reverse(PASTE)).status_code == status


# -- a sentence as evidence ------------------------------------------------------------------------------------------


def test_a_selected_sentence_stands_under_every_value_that_was_ticked() -> None:
    """C16."""
    agreement, revision = make_agreement(published=False), make_press_item(SPACE)
    address = reverse("admin:agreements_agreement_quote", args=[agreement.pk]) + f"?item={revision.item_id}"
    client, quote = room("curator"), "signed a memorandum of understanding on space cooperation"
    assert quote in client.get(address).content.decode()
    under = ["form", f"action:{agreement.actions.get().pk}"]
    start = revision.text.index(quote)
    assert client.post(address, {"quote": quote, "start": start, "under": under}).status_code == 302
    rows = Evidence.objects.filter(strength="quotation")
    assert {(row.value, row.start, row.quote) for row in rows} == {("form", start, quote), ("action", start, quote)}
    assert agreement.press_links.get().item == revision.item
    body = client.get(reverse("admin:agreements_agreement_change", args=[agreement.pk])).content.decode()
    assert quote in body


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"quote": "They did not.", "start": "0", "under": ["form"]}, "does not stand in that text"),
        ({"quote": "", "start": "x", "under": ["form"]}, "Select the sentence"),
        ({"quote": "London", "start": "", "under": []}, "at least one value"),
        ({"quote": "London", "start": "999999", "under": ["action:999"]}, "no longer there"),
        ({"quote": "London", "start": "999999", "under": ["nonsense"]}, "no longer there"),
    ],
)
def test_a_sentence_that_cannot_stand_is_explained(sent: dict[str, str], said: str) -> None:
    agreement, revision = make_agreement(published=False), make_press_item(SPACE)
    address = reverse("admin:agreements_agreement_quote", args=[agreement.pk]) + f"?item={revision.item_id}"
    page = room("curator").post(address, sent)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Evidence.objects.filter(strength="quotation").exists()


def test_a_digest_is_never_quoted() -> None:
    agreement, digest = make_agreement(published=False), make_press_item(SPACE, text_kind="digest")
    address = reverse("admin:agreements_agreement_quote", args=[agreement.pk]) + f"?item={digest.item_id}"
    page = room("curator").post(address, {"quote": "London", "under": ["form"]})
    assert "never quoted" in page.content.decode()


# -- before it is public ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("group", "status"), [("viewer", 200), ("editor", 200)])
def test_a_draft_is_seen_as_it_would_look_and_told_to_nobody(group: str, status: int) -> None:
    agreement = make_agreement("A quiet draft", published=False)
    address = reverse("admin:agreements_agreement_preview", args=[agreement.pk])
    page = room(group).get(address)
    assert page.status_code == status
    assert "A quiet draft" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert 'rel="canonical"' not in page.content.decode()
    assert Client().get(address).status_code == 302


def test_a_preview_is_the_public_page() -> None:
    """With the marks of its sources and their count; only the band above says that it is none."""
    agreement = make_agreement("A quiet draft", published=False)
    address = reverse("admin:agreements_agreement_preview", args=[agreement.pk])
    seen = [_marks(room("editor").get(address))]
    agreements.publish(agreement=agreement, by=None, reason="test")
    seen.append(_marks(Client().get(f"/agreements/{agreement.public_id}-{agreement.slug}/")))
    assert seen[0] == seen[1]
    assert seen[0][0] > 3


def _marks(page: Any) -> tuple[int, list[str]]:
    """How many values bear a mark of evidence, and what is said of how many are quoted."""
    words = re.sub(r"<[^>]*>", " ", page.content.decode())
    return page.content.decode().count('class="evidence'), re.findall(r"\d+ of \d+ values have", words)


def test_every_reason_against_publishing_leads_to_its_place() -> None:
    bare = agreements.create(year=2023, by=None, reason="test", title_en="Bare")
    page = room("editor").get(reverse("admin:agreements_agreement_change", args=[bare.pk])).content.decode()
    for place in ("signatories-group", "sector_tags-group", "id_title_en"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page


def test_publishing_saves_what_was_typed_first() -> None:
    from tests.admin.entry.test_agreement_form import _existing, typed

    agreement = make_agreement("Before", published=False)
    sent = typed(_existing(agreement), title_en="After", support="judgement", _step="publish")
    answer = room("editor").post(reverse("admin:agreements_agreement_change", args=[agreement.pk]), sent)
    assert answer.status_code == 302
    kept = Agreement.objects.get()
    assert (kept.title_en, kept.is_published) == ("After", True)


def test_one_more_line_without_a_script_saves_nothing_and_loses_nothing() -> None:
    from tests.admin.entry.test_agreement_form import typed

    sent = typed({"amounts": [{"sum": "£3 million", "kind": "not-established"}]}, title_en="", _line="amounts")
    page = room("curator").post(reverse("admin:agreements_agreement_add"), sent).content.decode()
    assert 'name="amounts-1-sum"' in page
    assert 'value="£3 million"' in page
    assert "errornote" not in page
    assert not Agreement.objects.exists()


def test_the_blank_form_makes_the_text_the_support_of_every_value() -> None:
    from tests.admin.entry.test_agreement_form import typed

    item = entered.text(words="Nothing of the kind stands in this text at all.").revision.item
    sent = typed(title_en="A thing of its own", support="item", supporting_item=item.pk)
    assert room("curator").post(reverse("admin:agreements_agreement_add"), sent).status_code == 302
    made = Agreement.objects.get()
    assert {(row.value, row.strength, row.revision_id) for row in made.evidence.all()} == {
        ("title_en", "reference", item.current_id),
        ("form", "reference", item.current_id),
    }
    assert made.press_links.get().item == item
