"""Keeping what was found: bytes once by their hash, items once by their address or bytes, every version of a text.

Each document is one short transaction that may be repeated and may run in two workers at once: the second finds what
the first made. An item is the same when its address is, or, where none is known, when the same source names it so or
the same bytes were seen before. The same release elsewhere is another item, never merged; `cluster` finds it later.
"""

from __future__ import annotations

import hashlib
import json
from copy import copy

from django.db import connection, transaction
from django.db.models.functions import Now

from agreements.domain.addresses import canonical_address
from agreements.domain.similarity import text_signature
from agreements.ingest.sources.fields import guess_language
from agreements.ingest.sources.found import FoundDocument, FoundFile
from agreements.models import CatalogueVersion, PressItem, PressItemRevision, Sighting, Source


def store(*, source: Source, file: FoundFile, document: FoundDocument) -> str:
    """Keep one document; `new`, `changed` or `same`."""
    with transaction.atomic():
        _one_at_a_time(source, file.key)
        raw_id = _raw_document(file)
        content = content_sha256(document)
        item = _item(source, file.key, raw_id, content, document)
        before = item.current_id
        known = _contents(item) if before else {}
        if content in known:
            revision_id = known[content]
        else:
            revision_id = _add_revision(item, 1 + len(known), raw_id, content, document)
        _update_item(item, revision_id, document)
        _see(source, file.key, item, sha256(file.data))
    if before is None:
        return "new"
    return "same" if content in known and item.current_id == before else "changed"


def would_store(*, source: Source, file: FoundFile, document: FoundDocument) -> str:
    """What `store` would say: it is asked, and all that it did is taken back."""
    with transaction.atomic():
        if source._state.adding:
            source = copy(source)
            source.save()
        outcome = store(source=source, file=file, document=document)
        transaction.set_rollback(True)
    return outcome


def content_sha256(document: FoundDocument) -> str:
    """Equal for equal content, whatever file, encoding or format it came in."""
    content = [document.title, document.text, document.text_kind, document.language]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _one_at_a_time(source: Source, key: str) -> None:
    """Until the transaction ends, nobody else stores what this source holds under this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, source.pk])


_KEEP_BYTES = """
    INSERT INTO agreements_rawdocument (sha256, media_type, size, content, headers) VALUES (%s, %s, %s, %s, '{}')
    ON CONFLICT (sha256) DO UPDATE SET sha256 = EXCLUDED.sha256 RETURNING id
"""


def _raw_document(file: FoundFile) -> int:
    """The row of these bytes, locked, so that the same bytes under two names become one item."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_BYTES, [sha256(file.data), file.media_type, len(file.data), file.data])
        return int(cursor.fetchone()[0])


def _item(source: Source, key: str, raw_id: int, content: str, document: FoundDocument) -> PressItem:
    """The item that this document is, locked; made where there is none."""
    seen_as = Sighting.objects.filter(source=source, key=key).values_list("item_id", flat=True).first()
    if document.address:
        return _item_at(canonical_address(document.address), document, seen_as)
    if seen_as:
        return _locked(seen_as)
    twin = PressItemRevision.objects.filter(raw=raw_id, content_sha256=content).order_by("pk").first()
    return _locked(twin.item_id) if twin else _new_item(document)


def _item_at(address: str, document: FoundDocument, seen_as: int | None) -> PressItem:
    """The item of an address. One that was known without an address, and now has one, learns it."""
    if seen_as and not PressItem.objects.filter(address=address).exists():
        item = _locked(seen_as)
        if item.address is None:
            item.address, item.link = address, document.address
            item.save(update_fields=["address", "link"])
            return item
    return _found_or_made(address, document)


def _new_item(document: FoundDocument) -> PressItem:
    item = PressItem(language=document.language)
    _describe(item, document)
    item.save(force_insert=True)
    return item


_FIND_OR_MAKE = """
    INSERT INTO agreements_pressitem (address, link, title, publisher, language, date_precision)
    VALUES (%s, %s, '', '', %s, 'unknown')
    ON CONFLICT (address) DO UPDATE SET last_seen_at = now() RETURNING *
"""


def _found_or_made(address: str, document: FoundDocument) -> PressItem:
    """The row of an address, locked, whoever made it and however short a time ago; what it says of itself follows."""
    return PressItem.objects.raw(_FIND_OR_MAKE, [address, document.address, document.language])[0]


def _locked(item_id: int) -> PressItem:
    return PressItem.objects.select_for_update().get(pk=item_id)


def _contents(item: PressItem) -> dict[str, int]:
    """The versions of an item by what is in them."""
    return dict(PressItemRevision.objects.filter(item=item).values_list("content_sha256", "pk"))


def _language_of_text(document: FoundDocument) -> str:
    """A digest is written in a language of ours, whatever language the item itself is in."""
    return guess_language(document.text) if document.text_kind == "digest" else document.language


def _add_revision(item: PressItem, number: int, raw_id: int, content: str, document: FoundDocument) -> int:
    revision = PressItemRevision.objects.create(
        item=item,
        number=number,
        title=document.title,
        text=document.text,
        text_kind=document.text_kind,
        language=_language_of_text(document),
        content_sha256=content,
        signature=list(text_signature(document.text)),
        raw_id=raw_id,
    )
    return revision.pk


def _update_item(item: PressItem, revision_id: int, document: FoundDocument) -> None:
    """The newest text is the current one, but a digest of ours never stands over the publisher's own."""
    current, before = item.current, _description(item)
    if current is None or not (current.text_kind == "original" and document.text_kind == "digest"):
        item.current_id = revision_id
        _describe(item, document)
    columns = ("current_id", "title", "publisher", "language", "date", "date_precision")
    PressItem.objects.filter(pk=item.pk).update(
        link=item.link or document.address, last_seen_at=Now(), **{name: getattr(item, name) for name in columns}
    )
    if current and _description(item) != before:
        CatalogueVersion.rise()


def _description(item: PressItem) -> tuple[object, ...]:
    """What pages say of an item beside its text; when it is corrected, they are made anew."""
    return item.title, item.publisher, item.language, item.date, item.date_precision


def _describe(item: PressItem, document: FoundDocument) -> None:
    """What the document states; what it leaves out stays as it was known."""
    item.title = document.title or item.title
    item.publisher = document.publisher or item.publisher
    item.language = document.language
    item.when = document.published or item.when


_SEE = """
    INSERT INTO agreements_sighting (source_id, key, item_id, seen_sha256) VALUES (%s, %s, %s, %s)
    ON CONFLICT (source_id, key) DO UPDATE
    SET item_id = EXCLUDED.item_id, seen_sha256 = EXCLUDED.seen_sha256, seen_at = now()
"""


def _see(source: Source, key: str, item: PressItem, digest: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SEE, [source.pk, key, item.pk, digest])
