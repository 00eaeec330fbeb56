"""One finder of the reader replaced by another, and what that does to its figures on all sets that may be seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from agreements.reading import Document, read
from agreements.reading.compose import clues
from agreements.reading.page import lay_out
from agreements.reading.serialise import to_json
from benchmarks.reading.scoring import Scores, pairs_of, score
from benchmarks.reading.sets import Item, seen_items
from benchmarks.reading.speed import long_documents

_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of one way.

    ``given``: mentions dated though the annotators gave no date; ``rate``: items of 5 kB a second, the finder alone.
    """

    name: str
    scores: dict[str, Scores]
    given: int
    rate: float


def swapped(name: str, finder: str, stand_in: Callable[[Any], Any]) -> Report:
    """The reader's figures with ``stand_in`` for one of its finders."""
    items = seen_items()
    with _in_place(finder, stand_in):
        found = {item.identity: mentions(item.document) for item in items}
    by_language = {code: _scores([i for i in items if i.language == code], found) for code in ("en", "ko")}
    return Report(name, by_language, sum(_given(item, found[item.identity]) for item in items), _rate(stand_in))


def mentions(document: Document) -> list[dict[str, Any]]:
    """What the reader finds, as it is printed."""
    found: list[dict[str, Any]] = to_json(read(document), document)["mentions"]
    return found


def _scores(items: list[Item], found: dict[str, list[dict[str, Any]]]) -> Scores:
    return score((item.identity, item.document.text, item.gold, found[item.identity]) for item in items)


def _given(item: Item, found: list[dict[str, Any]]) -> int:
    ours = [mention for mention in found if mention["bilateral"]]
    return sum(
        not item.gold[g].get("date") and not item.gold[g].get("date_alt") and bool(ours[f]["date"])
        for g, f in pairs_of(item.document.text, item.gold, ours)
    )


def _rate(finder: Callable[[Any], Any]) -> float:
    pages = [lay_out(document) for document in long_documents()]
    began, done = time.process_time(), 0
    while done < len(pages) and time.process_time() - began < _SECONDS:
        finder(pages[done])
        done += 1
    return done / max(time.process_time() - began, 1e-6)


@contextmanager
def _in_place(finder: str, stand_in: Callable[[Any], Any]) -> Iterator[None]:
    own = getattr(clues, finder)
    setattr(clues, finder, stand_in)
    try:
        yield
    finally:
        setattr(clues, finder, own)
