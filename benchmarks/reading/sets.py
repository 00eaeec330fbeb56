"""The annotated sets: short cases of our own beside the tests, and the shared press items where they are at hand."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from agreements.domain.dates import PartialDate
from agreements.reading import Document

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "reading" / "cases"
PAGES = ROOT / "tests" / "reading" / "pages"
BATCHES = ("first", "second", "third", "fourth")
PRESS = ROOT.parent / "shared" / "press-dev"


@dataclass(frozen=True)
class Item:
    """One annotated text. ``held_back``: nobody looked at it while rules were written."""

    identity: str
    language: str
    kind: str
    document: Document
    gold: Sequence[dict[str, Any]]
    held_back: bool = False


def own_cases() -> list[Item]:
    """Every case in tests/reading/cases."""
    return list(_cases(sorted(CASES.glob("*.yaml"))))


def pages(batch: str) -> list[Item]:
    """Long items with the furniture of real pages: each batch was annotated before the reader had seen it."""
    return list(_cases(sorted(PAGES.glob(f"{batch}-*.yaml"))))


def all_sets() -> Iterator[tuple[str, list[Item]]]:
    """Every annotated set with its name; those kept unseen last."""
    press = press_items()
    yield "own cases", own_cases()
    for batch in BATCHES:
        yield f"pages, {batch} lot", pages(batch)
    yield "press items", [item for item in press if not item.held_back]
    yield "press items held back", [item for item in press if item.held_back]


def seen_items() -> list[Item]:
    """Every annotated item but those that nobody has looked at."""
    return [item for _, items in all_sets() for item in items if not item.held_back]


def _cases(paths: Iterable[Path]) -> Iterator[Item]:
    for path in paths:
        yield from map(_case, yaml.safe_load(path.read_text("utf-8")))


def press_items() -> list[Item]:
    """The annotated press items; none where the shared folder is absent."""
    if not PRESS.is_dir():
        return []
    raw = [json.loads(path.read_text("utf-8")) for path in sorted((PRESS / "items").glob("*.json"))]
    held_back = set(_held_back(raw))
    return [_press_item(entry, entry["id"] in held_back) for entry in raw]


def _held_back(raw: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A third of each language and kind, chosen by the hash of the id."""
    strata: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in raw:
        strata[entry["lang"], entry["kind"]].append(entry["id"])
    for ids in strata.values():
        yield from sorted(ids, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[: round(len(ids) / 3)]


def _press_item(entry: dict[str, Any], held_back: bool) -> Item:
    gold = json.loads((PRESS / "gold" / f"{entry['id']}.json").read_text("utf-8"))
    document = Document(entry["text"], entry.get("title") or "", _date(entry.get("published")), entry.get("lang"))
    return Item(entry["id"], entry["lang"], entry["kind"], document, gold["mentions"], held_back)


def _case(entry: dict[str, Any]) -> Item:
    language = entry["id"].partition("-")[0]
    document = Document(entry["text"], entry.get("title", ""), _date(entry.get("published")), language)
    return Item(entry["id"], language, entry.get("kind", "case"), document, [_gold(m) for m in entry["mentions"]])


def _gold(mention: dict[str, Any]) -> dict[str, Any]:
    empty = {"sectors": ["other"], "people": [], "amounts": [], "bilateral": True}
    sides = {"uk_parties": mention.get("uk", []), "kr_parties": mention.get("kr", [])}
    date = str(mention["date"]) if mention.get("date") else None
    return {**empty, **sides, **mention, "date": date, "date_alt": [str(d) for d in mention.get("date_alt", ())]}


def _date(value: object) -> PartialDate | None:
    return PartialDate.fromisoformat(str(value)) if value else None
