"""What a curator brings: a text pasted or a page named by its address, kept and read like any other item.

The words are the publisher's, so they are an original; nothing is read twice, and bringing the same again finds it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from agreements.domain.addresses import BadAddress, canonical_address
from agreements.domain.dates import PartialDate
from agreements.domain.similarity import text_signature
from agreements.domain.text import clean
from agreements.ingest import extract, pipeline
from agreements.ingest.fetch import EVERYWHERE, Fetched, Reach, get
from agreements.ingest.sources import heading
from agreements.ingest.sources.fields import describe, guess_language
from agreements.ingest.sources.found import FoundDocument, FoundFile, Refused
from agreements.ingest.store import content_sha256, store
from agreements.models import PressItem, PressItemRevision, Sighting, Source

SLUG, KIND = "entered", "curator"
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}
_MEDIA = {".html": "text/html", ".txt": "text/plain", ".md": "text/markdown"}


class NotTaken(ValueError):
    """What was brought is no press item; the message says what a person can do about it."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A text that is held and read. `was_held` when the register had it before."""

    revision: PressItemRevision
    was_held: bool


def text(
    *, words: str, title: str = "", publisher: str = "", address: str = "", published: PartialDate | None = None,
    language: str = "",
) -> Entered:  # fmt: skip
    """Keep and read a text; what nobody stated of it is taken from its first lines. Raises NotTaken."""
    words = clean(words).strip("\n")
    if held := _held_text(words):
        return Entered(_read(held), was_held=True)
    head = heading.heading(words)
    fields = {
        "title": title or head["title"],
        "publisher": publisher,
        "address": address,
        "published": published.isoformat() if published else head["published"],
        "language": language or guess_language(words),
    }
    record = json.dumps({**fields, "text": words}, ensure_ascii=False).encode()
    key = f"text/{hashlib.sha256(record).hexdigest()[:32]}.json"
    try:
        document = describe(words, fields)
    except Refused as refusal:
        raise NotTaken(_("This text cannot be kept: it %s.") % refusal.reason) from None
    return _keep(FoundFile(key, record, "application/json"), document)


def page(*, address: str, reach: Reach = EVERYWHERE) -> Entered:
    """Fetch, keep and read a page, unless its text is held. Raises NotTaken, and Unfetched from the client."""
    if held := _held_page(address):
        return Entered(_read(held), was_held=True)
    fetched = get(address, reach=reach)
    if fetched.status != 200:
        raise NotTaken(_refused_by_host(fetched.status))
    if held := _held_page(fetched.address):
        return Entered(_read(held), was_held=True)
    file = _as_file(fetched)
    try:
        article = pipeline.parsed(file)
    except Refused:
        raise NotTaken(
            _("The page was fetched, but no article can be told from its menus and notices. Paste the text itself.")
        ) from None
    host = (urlsplit(fetched.address).hostname or "").removeprefix("www.")
    published = article.published or heading.published(article.text)
    fields = {
        "title": article.title,
        "publisher": article.publisher or host,
        "address": fetched.address,
        "published": published.isoformat() if published else "",
        "language": article.language,
    }
    return _keep(file, describe(article.text, fields))


def source() -> Source:
    """Where such items come from; made on first use, never read by the schedule."""
    row = Source(slug=SLUG, name="Entered by a curator", kind=KIND, location="by hand", is_active=False)
    Source.objects.bulk_create([row], ignore_conflicts=True)
    return Source.objects.get(kind=KIND, location="by hand")


def _keep(file: FoundFile, document: FoundDocument) -> Entered:
    place = source()
    outcome = store(source=place, file=file, document=document)
    item = Sighting.objects.get(source=place, key=file.key).item
    kept = PressItemRevision.objects.filter(item=item, content_sha256=content_sha256(document))
    return Entered(_read(kept.select_related("item").get()), was_held=outcome == "same")


def _read(revision: PressItemRevision) -> PressItemRevision:
    """Read it now, unless that is done or another worker is about it."""
    if revision.read_state == "waiting":
        extract.read_waiting(among=[revision.pk])
        revision.refresh_from_db()
    return revision


def _held_text(words: str) -> PressItemRevision | None:
    """The very same words, whatever they came with."""
    alike = PressItemRevision.objects.filter(signature__contains=list(text_signature(words)), text_kind="original")
    return alike.filter(text=words).select_related("item").order_by("pk").first()


def _held_page(address: str) -> PressItemRevision | None:
    """The publisher's own text of the page of this address."""
    try:
        item = PressItem.objects.filter(address=canonical_address(address)).select_related("current__item").first()
    except BadAddress as problem:
        raise NotTaken(_("This address cannot be asked for: %s.") % problem) from None
    held = item.current if item else None
    return held if held and held.text_kind == "original" else None


def _as_file(fetched: Fetched) -> FoundFile:
    ending = _ENDINGS.get(fetched.media_type or "text/html")
    if ending is None:
        raise NotTaken(
            _("The address leads to a file (%(kind)s), not to a page. Open it and paste the text that counts.")
            % {"kind": fetched.media_type[:60]}
        )
    name = hashlib.sha256(canonical_address(fetched.address).encode()).hexdigest()[:32]
    return FoundFile(f"page/{name}{ending}", fetched.data, _MEDIA[ending])


def _refused_by_host(status: int) -> str:
    if status in (404, 410):
        return _("There is no page at this address (the host answers %(status)s).") % {"status": status}
    if status in (401, 403, 429):
        return _(
            "The host does not show this page to programs (it answers %(status)s). Open it yourself and paste its text."
        ) % {"status": status}
    return _("The host cannot show this page now (it answers %(status)s). Try later, or paste its text.") % {
        "status": status
    }
