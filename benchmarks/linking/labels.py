"""The labelled mentions: those of the starter's digests, and of the annotated press items where they are at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.conf import settings

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.ingest.sources.fields import guess_language
from agreements.reading.model import Document, Fact, Mention, Person, Span
from agreements.seeding.press import PressEntry, read_press
from benchmarks.reading import sets

LABELS = Path(__file__).with_name("labels")
NEW = "new"
T = TypeVar("T")
_STATUSES = {"in_force": "in-force", "ended": "expired"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention and the agreements that it may rightly be said to be about; `new` among them if it may be none."""

    mention: Mention
    accepted: frozenset[str]
    as_read: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its labelled mentions. `held_back`: no weight was set on it."""

    identity: str
    language: str
    kind: str
    document: Document
    mentions: Sequence[Labelled]
    held_back: bool


def digests() -> list[Text]:
    """The digests of `seeds/press`; their language is that of the publisher's own text."""
    entries = {entry.file.removesuffix(".md"): entry for entry in read_press(settings.SEEDS_DIR, [])}
    return [_digest(entries[one["item"]], one) for one in yaml.safe_load((LABELS / "digests.yaml").read_text("utf-8"))]


def press_items() -> list[Text]:
    """The annotated press items; none where the shared folder is absent."""
    labels = yaml.safe_load((LABELS / "press.yaml").read_text("utf-8"))
    return [text for item in sets.press_items() if (text := _press_item(item, labels.get(item.identity, [])))]


def is_held_back(identity: str) -> bool:
    """A third, by the hash of the name."""
    return hashlib.sha256(identity.encode()).digest()[0] % 3 == 0


def _digest(entry: PressEntry, labels: Mapping[str, Any]) -> Text:
    document = Document(entry.text, entry.title, entry.published, guess_language(entry.text))
    mentions = [
        Labelled(_mention(one, document.text), frozenset(one["agreement"]), one.get("as_read", False))
        for one in labels["mentions"]
    ]
    return Text(labels["item"], entry.language, "digest", document, mentions, is_held_back(labels["item"]))


def _press_item(item: sets.Item, labels: Sequence[Sequence[str]]) -> Text | None:
    proposed = [one for one in item.gold if one.get("bilateral") and not one.get("umbrella")]
    if not proposed:
        return None
    mentions = [
        Labelled(_mention(dict(_as_ours(one)), item.document.text), frozenset(accepted))
        for one, accepted in zip(proposed, labels, strict=True)
    ]
    return Text(item.identity, item.language, item.kind, item.document, mentions, item.held_back)


def _as_ours(gold: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """An annotation in the fields of our own labels."""
    yield from ((key, gold[key]) for key in ("title", "quote", "sectors", "date"))
    yield "form", gold["type"]
    yield "status", _STATUSES.get(gold["status"], gold["status"])
    yield "uk", gold["uk_parties"]
    yield "kr", gold["kr_parties"]
    yield "people", [person["name"] for person in gold["people"]]
    yield "sums", [f"{money['value']} {money['currency']}" for money in gold["amounts"]]


def _mention(given: Mapping[str, Any], text: str) -> Mention:
    start = text.index(given["quote"])
    date = given.get("date")
    return Mention(
        form=_fact(given["form"]),
        title=_fact(given["title"]) if given.get("title") else None,
        status=_fact(given["status"]),
        date=_fact(PartialDate.fromisoformat(date)) if date else None,
        uk_parties=tuple(map(_fact, given["uk"])),
        kr_parties=tuple(map(_fact, given["kr"])),
        other_parties=(),
        people=tuple(_fact(Person(name, "", "other")) for name in given.get("people", ())),
        sectors=tuple(map(_fact, given.get("sectors", ()))),
        amounts=tuple(_fact(Money.exactly(*money.split())) for money in given.get("sums", ())),
        quote=Span(start, start + len(given["quote"])),
        spans=(),
        bilateral=True,
        umbrella=False,
        count=None,
    )


def _fact(value: T) -> Fact[T]:
    return Fact(value, (), "label")
