"""Items are kept once, versions are never lost, and a digest never hides the publisher's own text."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.domain.dates import PartialDate
from agreements.ingest import extract
from agreements.ingest.sources.found import FoundDocument, FoundFile
from agreements.ingest.store import store, would_store
from agreements.models import PressItem, PressItemRevision, RawDocument, Sighting, Source
from tests.ingest.texts import KOREAN, QUANTUM, SPACE

PAGE = "https://www.example.org/news/space?utm_source=mail#top"


def document(text: str = SPACE, **fields: Any) -> FoundDocument:
    defaults: dict[str, Any] = {
        "title": "Signed",
        "publisher": "A Gazette",
        "address": "",
        "published": None,
        "language": "en",
        "text_kind": "original",
    }
    return FoundDocument(text=text, **(defaults | fields))


def keep(source: Source, key: str, found: FoundDocument, data: bytes | None = None) -> str:
    file = FoundFile(key, data or repr(found).encode(), "text/plain")
    foreseen = would_store(source=source, file=file, document=found)
    outcome = store(source=source, file=file, document=found)
    assert foreseen == outcome
    return outcome


def test_a_document_is_new_once(source: Source) -> None:
    """B2: the same bytes again change nothing."""
    found = document(address=PAGE, published=PartialDate(2023, 11))
    assert keep(source, "a.md", found) == "new"
    assert keep(source, "a.md", found) == "same"
    item = PressItem.objects.get()
    assert (item.address, item.link, item.when) == ("https://example.org/news/space", PAGE, PartialDate(2023, 11))
    assert item.current == item.revisions.get()
    assert RawDocument.objects.get().content


@pytest.mark.parametrize("address", ["http://example.org/news/space/", "https://example.org/news/space?fbclid=1"])
def test_one_page_under_many_addresses_is_one_item(source: Source, address: str) -> None:
    """D5: tracking parameters, scheme, www, slash, fragment."""
    assert keep(source, "a.md", document(address=PAGE)) == "new"
    assert keep(source, "b.md", document(address=address)) == "same"
    assert PressItem.objects.count() == 1
    assert Sighting.objects.count() == 2


def test_an_edit_is_a_new_version(source: Source) -> None:
    """D3: also where only the title changed; the earlier version stays as it was."""
    keep(source, "a.md", document(address=PAGE))
    assert keep(source, "a.md", document(address=PAGE, title="Signed today")) == "changed"
    assert keep(source, "a.md", document(SPACE + " Corrected.", address=PAGE)) == "changed"
    item = PressItem.objects.get()
    assert [revision.number for revision in item.revisions.all()] == [1, 2, 3]
    assert (item.current and item.current.number) == 3
    assert keep(source, "a.md", document(address=PAGE, title="Signed today")) == "changed"
    assert PressItem.objects.filter(current__number=2).exists()


def test_a_digest_never_stands_over_the_publishers_text(source: Source) -> None:
    keep(source, "digest.md", document("Our summary of it.", address=PAGE, text_kind="digest"))
    assert keep(source, "page.html", document(address=PAGE)) == "changed"
    keep(source, "digest.md", document("Our better summary.", address=PAGE, text_kind="digest"))
    item = PressItem.objects.get()
    assert (item.current and item.current.text) == SPACE
    assert item.revisions.count() == 3


def test_the_same_bytes_under_two_names_are_one_item(source: Source) -> None:
    """B28: renamed, or there twice."""
    assert keep(source, "a.txt", document(), b"bytes") == "new"
    assert keep(source, "b.txt", document(), b"bytes") == "same"
    assert PressItem.objects.count() == 1


def test_a_nearly_equal_text_joins_the_cluster_and_is_not_merged(source: Source) -> None:
    """D4: one story in several places; another story stays apart, and so does another language."""
    keep(source, "a.md", document(address="https://one.example/a"))
    keep(source, "b.md", document(SPACE + " Reporting by our staff.", address="https://two.example/b"))
    keep(source, "c.txt", document(SPACE.replace("young ", "")), b"copy")
    keep(source, "d.md", document(QUANTUM, address="https://three.example/d"))
    keep(source, "e.md", document(KOREAN, address="https://four.example/e", language="ko"))
    extract.read_waiting()
    first, second, third, other, korean = PressItem.objects.order_by("pk")
    assert second.cluster == third.cluster == first
    assert first.cluster is other.cluster is korean.cluster is None


def test_an_item_learns_its_address_and_a_moved_one_is_followed(source: Source) -> None:
    """D2: the same name with an address later on; the same name with another address."""
    keep(source, "a.txt", document(), b"1")
    assert keep(source, "a.txt", document(address=PAGE), b"2") == "same"
    assert PressItem.objects.get().address == "https://example.org/news/space"
    assert keep(source, "a.txt", document(address="https://example.org/elsewhere"), b"3") == "new"
    moved = PressItem.objects.get(address="https://example.org/elsewhere")
    extract.read_waiting()
    moved.refresh_from_db()
    assert moved.cluster
    assert moved.cluster.address == "https://example.org/news/space"
    assert Sighting.objects.get().item == moved


def test_what_a_document_leaves_out_is_not_forgotten(source: Source) -> None:
    keep(source, "a.md", document(address=PAGE, published=PartialDate(2023, 11, 22)))
    keep(source, "a.md", document(SPACE + " More.", address=PAGE, title="", publisher=""))
    item = PressItem.objects.get()
    assert (item.title, item.publisher, item.when) == ("Signed", "A Gazette", PartialDate(2023, 11, 22))


def test_the_number_of_queries_does_not_grow(source: Source) -> None:
    keep(source, "0.md", document(address="https://example.org/0"))
    with CaptureQueriesContext(
        connection,
    ) as first:
        store(
            source=source,
            file=FoundFile("1.md", b"1", "text/plain"),
            document=document(QUANTUM, address="https://example.org/1"),
        )
    for number in range(2, 30):
        store(
            source=source,
            file=FoundFile(f"{number}.md", str(number).encode(), "text/plain"),
            document=document(f"{SPACE} {number}", address=f"https://example.org/{number}"),
        )
    with CaptureQueriesContext(connection) as last:
        store(
            source=source,
            file=FoundFile("last.md", b"last", "text/plain"),
            document=document(KOREAN, address="https://example.org/last"),
        )
    assert len(last) == len(first) <= 14
    assert PressItemRevision.objects.count() == 31
