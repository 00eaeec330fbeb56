"""What words say about the field of an instrument."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from agreements.reading.lexicon import Lexicon
from agreements.reading.page import Page
from agreements.reading.rules import phrases


class SectorHit(NamedTuple):
    """A word that speaks of a sector. ``yields``: it gives way to a more exact word beside it."""

    start: int
    end: int
    code: str
    yields: bool


def find_sectors(page: Page) -> list[SectorHit]:
    """Every word on the page that speaks of a sector."""
    return list(_hits(page.surface, page.lowered))


def sectors_of(words: str) -> list[SectorHit]:
    """The sectors that a few words speak of."""
    return list(_hits(words, words.lower() if len(words.lower()) == len(words) else words))


def _hits(surface: str, lowered: str) -> Iterator[SectorHit]:
    for start, end, (codes, yields) in _lexicon().find(surface, lowered):
        for code in codes:
            yield SectorHit(start, end, code, yields)


@cache
def _lexicon() -> Lexicon[tuple[tuple[str, ...], bool]]:
    table = phrases("sectors")
    general = set(table["yields"]["words"])
    codes: dict[str, list[str]] = {phrase: [] for phrase in table["blind"]["phrases"]}
    for code, words in table["strong"].items():
        for word in words:
            codes.setdefault(word, []).append(code)
    return Lexicon((word, (tuple(found), word in general)) for word, found in codes.items())
