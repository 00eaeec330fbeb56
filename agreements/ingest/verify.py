"""Whether what is kept still is what it was: bytes match their hash, quotations stand where they are said to stand.

Each check gives one sentence for each thing that is wrong, naming the row; nothing is repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import F
from django.utils import timezone

from agreements.ingest.store import sha256
from agreements.models import Agreement, Candidate, Evidence, PressItem, RawDocument

CHUNK = 200


def raw_documents() -> Iterator[str]:
    """The bytes of every document have the hash under which they are kept."""
    for raw in RawDocument.objects.iterator(chunk_size=CHUNK):
        if sha256(bytes(raw.content)) != raw.sha256 or len(raw.content) != raw.size:
            yield f"raw document {raw.sha256[:12]} (row {raw.pk}) does not match its hash"


def current_texts() -> Iterator[str]:
    """Every item shows a version of its own, and none shows a digest while it has the publisher's text."""
    for item in PressItem.objects.exclude(current__item=F("pk")):
        yield f"press item {item.pk} shows no version of its own"
    hidden = PressItem.objects.filter(current__text_kind="digest", revisions__text_kind="original").distinct()
    for item in hidden:
        yield f"press item {item.pk} shows a digest although the publisher's text is held"


def quotations() -> Iterator[str]:
    """Every quotation stands, to the letter, at its offset in its version of the text."""
    quoted = Evidence.objects.filter(strength="quotation").select_related("revision", "agreement")
    for evidence in quoted.iterator(chunk_size=CHUNK):
        text = evidence.revision.text if evidence.revision else ""
        if text[evidence.start : evidence.end] != evidence.quote:
            yield f"evidence {evidence.pk} of {evidence.agreement.public_id}: the quotation is not at its offset"


def proposals() -> Iterator[str]:
    """The sentence that a candidate points at lies within its text and is not empty."""
    for candidate in Candidate.objects.select_related("revision").iterator(chunk_size=CHUNK):
        start, end = candidate.reading["quote"]
        text = candidate.revision.text
        if not (0 <= start < end <= len(text) and text[start:end].strip() and start == candidate.position):
            yield f"candidate {candidate.pk} points at no sentence of its text"


def statuses() -> Iterator[str]:
    """The status on each record is what its actions give for the day on which it was derived."""
    for record in Agreement.objects.prefetch_related("actions").iterator(chunk_size=CHUNK):
        derived = record.status_on(record.status_as_at or timezone.now().date())
        if derived.status != record.status:
            yield f"{record.public_id} says {record.status}; its actions give {derived.status}"


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "raw documents": raw_documents,
    "current texts": current_texts,
    "quotations": quotations,
    "proposals": proposals,
    "statuses": statuses,
}
