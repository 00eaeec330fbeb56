"""E2: what is not published is in no public byte and in no public count."""

import re

from django.test import Client

from agreements.catalogue import search
from agreements.curation import agreements as curation
from agreements.curation import evidence
from agreements.models import Agreement, Candidate, Occasion, PressItem, PressItemRevision, Source
from tests.factories import MADE, STAND, make_agreement, make_organisation, make_person, make_press_item

TOKEN = "zqxjkvbp"
FIRST = [
    "/",
    "/agreements/",
    "/agreements/update",
    "/sectors/",
    "/organisations/",
    "/people/",
    "/occasions/",
    "/press/",
    "/timeline/",
    "/insights/",
    "/coverage/",
    "/corrections/",
    "/about/",
]
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
_TICKET = re.compile('name="ticket" value="[^"]*"')
"""Of a form that readers send: another each time."""
_FIGURE = re.compile(r">([^<>]*\d[^<>]*)<")


def _crawl(client: Client) -> dict[str, str]:
    """Every public page that links lead to; lists with one parameter at most."""
    waiting = [*FIRST, f"/agreements/?q={TOKEN}", "/agreements/?q=hydrogen", "/agreements/?q=memorandum&form=mou"]
    waiting += [f"/{kind}/{TOKEN}-draft/" for kind in ("organisations", "people", "occasions")]
    waiting += [f"/suggest?q={begun}" for begun in (TOKEN[:4], "me", "body", "hydrogen", "draft")]
    pages: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        response = client.get(address)
        pages[address] = _TICKET.sub("", response.content.decode())
        assert response.status_code < 500, address
        waiting += filter(_is_followed, _LINK.findall(pages[address]))
    return pages


def _is_followed(link: str) -> bool:
    return not link.startswith(("/static/", "/admin/", "/ko/")) and "&amp;" not in link and "dispute/?" not in link


def _hide(state: str, sector: str = "quantum") -> Agreement:
    """An unpublished record that carries the token in every value, on nouns of its own."""
    occasion = Occasion.objects.create(slug=f"{TOKEN}-{state}", name_en=f"Visit {TOKEN}", name_ko=TOKEN)
    body = make_organisation(f"Ministry {TOKEN}", slug=f"{TOKEN}-{state}", note=TOKEN)
    agreement = make_agreement(
        f"Hydrogen {TOKEN} {state}",
        title_ko=f"수소 {TOKEN}",
        summary_en=f"About {TOKEN}",
        occasion=occasion,
        bodies=[body],
        sectors=[sector, "semiconductors"],
        published=state in ("withdrawn", "merged"),
    )
    person = make_person(f"Person {TOKEN}")
    curation.add_signatory(agreement=agreement, organisation=body, person=person, post=TOKEN, by=None, reason=MADE)
    item = PressItem.objects.first()
    if item:
        curation.link_press(agreement=agreement, item=item, by=None, reason=MADE)
    return agreement


def test_unpublished_records_are_in_no_page_and_no_count(client: Client, register: Agreement) -> None:
    """Every figure of every page is what it is without the records."""
    before = _crawl(client)
    hidden = {state: _hide(state) for state in ("draft", "in-review", "withdrawn", "merged")}
    relation = curation.relate(agreement=register, kind="amends", to=hidden["draft"], by=None, reason=MADE)
    evidence.add(agreement=register, value="relation", row=relation, support=evidence.judgement(), stand=STAND)
    curation.submit(agreement=hidden["in-review"], by=None)
    curation.withdraw(agreement=hidden["withdrawn"], by=None, reason=MADE)
    Agreement.objects.filter(pk=hidden["merged"].pk).update(record_state="merged", merged_into=register)
    search.remove(hidden["merged"])
    curation.refresh(register)
    after = _crawl(client)
    assert set(after) == set(before)
    for address, page in after.items():
        if TOKEN not in address:
            assert TOKEN not in page, address
        assert _FIGURE.findall(page) == _FIGURE.findall(before[address]), address


def test_what_the_machine_read_is_on_the_press_item_alone(client: Client, register: Agreement) -> None:
    revision = make_press_item(f"Ministers signed the {TOKEN} memorandum.", address="https://example.org/1")
    before = _crawl(client)
    Candidate.objects.create(
        revision=revision,
        fingerprint="f" * 64,
        position=0,
        language="en",
        match="new",
        reading={
            "form": {"value": "mou", "spans": [], "rule": "form"},
            "title": {"value": f"{TOKEN} memorandum", "spans": [], "rule": "title"},
            "status": {"value": "signed", "spans": [], "rule": "status"},
            "date": {"value": "2023-11", "spans": [], "rule": "date"},
            "uk_parties": [{"value": "A Ministry", "spans": [], "rule": "party"}],
            "kr_parties": [],
            "other_parties": [],
            "quote": [10, 16],
        },
    )
    own = f"/press/{revision.item_id}/"
    after = _crawl(client)
    assert any(address.endswith(own) for address in after)
    for address, page in after.items():
        if address.endswith(own):
            assert f"{TOKEN} memorandum" in page
        elif TOKEN not in address:
            assert page == before[address], address


def test_press_text_is_not_republished(client: Client, register: Agreement) -> None:
    revision = make_press_item(f"The publisher's own words {TOKEN}.", address="https://example.org/2")
    assert TOKEN not in client.get(f"/press/{revision.item_id}/").content.decode()


def test_a_folder_read_by_hand_is_not_told(client: Client, register: Agreement) -> None:
    """A source off schedule may be any folder of an editor's machine."""
    Source.objects.create(slug="by-hand", name=TOKEN, location=f"/home/{TOKEN}", is_active=False)
    assert TOKEN not in client.get("/coverage/").content.decode()


def test_what_no_curator_is_asked_about_is_told_apart(client: Client, register: Agreement) -> None:
    """Read beside the proposals: on the item's page only, with the reason."""
    revision = make_press_item("Ministers signed 37 documents.", address="https://example.org/3")
    fact = {"spans": [], "rule": "test"}
    beside = {
        "form": {"value": "mou", **fact},
        "title": {"value": "37 documents", **fact},
        "status": {"value": "signed", **fact},
        "bilateral": True,
        "umbrella": True,
        "quote": [0, 29],
    }
    PressItemRevision.objects.filter(pk=revision.pk).update(also_read=[beside])
    page = client.get(f"/press/{revision.item_id}/").content.decode()
    assert "not yet reviewed" in page
    assert "a number of documents counted together" in page
