"""A page that has not changed is not sent again; one that has is."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agreements.curation import agreements as curation
from agreements.ingest.sources.found import FoundDocument, FoundFile
from agreements.ingest.store import store
from agreements.models import Agreement, PressItem, Source
from tests.factories import MADE, make_agreement, make_press_item

PAGES = ["/", "/agreements/?form=mou", "/sectors/", "/coverage/", "/press/"]


def test_unchanged_page_is_not_sent_again(client: Client, register: Agreement, subtests: pytest.Subtests) -> None:
    for address in PAGES:
        with subtests.test(address=address):
            first = client.get(address)
            again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]
            assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_an_unchanged_page_costs_one_query(
    client: Client, register: Agreement, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = client.get("/agreements/").headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/agreements/", headers={"if-none-match": tag}).status_code == 304


def test_part_of_a_page_is_never_taken_for_the_page(client: Client, register: Agreement) -> None:
    """What scripts ask for has an address and a tag of its own, whatever the request says."""
    whole, part = (
        client.get(address, headers={"hx-request": "true"}) for address in ("/agreements/", "/agreements/update")
    )
    assert b"<html" in whole.content
    assert b"<html" not in part.content
    assert whole.headers["ETag"] != part.headers["ETag"]
    assert part.headers["X-Robots-Tag"] == "noindex"
    kept = client.get("/agreements/update", headers={"if-none-match": part.headers["ETag"]})
    assert kept.status_code == 304


def test_change_of_a_record_changes_every_tag(client: Client, register: Agreement) -> None:
    tags = {address: client.get(address).headers["ETag"] for address in PAGES[:3]}
    curation.amend(agreement=register, title_en="Another Title", by=None, reason=MADE)
    for address, tag in tags.items():
        assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_corrected_publisher_changes_the_page_of_what_it_is_about(client: Client, db: None) -> None:
    """A correction that adds no version of the text."""

    source = Source.objects.create(slug="folder", name="A folder", location="/nowhere")

    def keep(publisher: str) -> PressItem:
        address = "https://example.org/corrected"
        found = FoundDocument("Signed.", "A title", publisher, address, None, "en", "original")
        store(source=source, file=FoundFile("a.md", publisher.encode(), "text/plain"), document=found)
        return PressItem.objects.get(address=address)

    agreement = make_agreement()
    curation.link_press(agreement=agreement, item=keep("A Gazete"), by=None, reason=MADE)
    address = f"/agreements/{agreement.public_id}-{agreement.slug}/"
    tag = client.get(address).headers["ETag"]
    keep("A Gazette")
    assert b"A Gazette" in client.get(address, headers={"if-none-match": tag}).content


def test_new_press_item_changes_the_press_list(client: Client, register: Agreement) -> None:
    tag = client.get("/press/").headers["ETag"]
    make_press_item(title="Another", address="https://example.org/new")
    assert b"Another" in client.get("/press/", headers={"if-none-match": tag}).content


def test_pages_in_two_languages_have_two_tags(client: Client, register: Agreement) -> None:
    assert client.get("/agreements/").headers["ETag"] != client.get("/ko/agreements/").headers["ETag"]


def test_error_pages_are_not_kept(client: Client, register: Agreement) -> None:
    for address in ("/nothing/", "/agreements/?year=x"):
        response = client.get(address)
        assert "ETag" not in response.headers
        assert "public" not in response.headers.get("Cache-Control", "")
