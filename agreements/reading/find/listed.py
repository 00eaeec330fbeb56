"""Bodies of the reader's own list, wherever their names stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from agreements.domain.names import organisation_key
from agreements.reading.find.countries import KR, OTHER, UK
from agreements.reading.lexicon import Lexicon
from agreements.reading.page.surface import lowered, surface
from agreements.reading.rules import phrases

LISTED = frozenset({"known-body", "gazetteer"})
_SHARED_NAMES = frozenset(phrases("actors")["shared_names_en"])


class Listed(NamedTuple):
    """What a listed name stands for."""

    key: str
    side: str


def sides_of_bodies(words: str) -> set[str]:
    """The sides of the listed bodies that some words name."""
    alike = surface(words)
    return {body.side for _, _, body in listed_bodies().find(alike, lowered(alike))}


def key_of(name: str) -> str:
    """The key of a body by any of its listed names: 산업부 is 산업통상자원부."""
    alike = surface(name)
    found = next(listed_bodies().find(alike, lowered(alike)), None)
    return found[2].key if found and found[:2] == (0, len(name)) else organisation_key(name)


@cache
def listed_bodies() -> Lexicon[Listed]:
    """Every listed name of a body, with what it stands for."""
    return Lexicon(_entries())


def _entries() -> Iterator[tuple[str, Listed]]:
    for side in (UK, KR, OTHER):
        for line in phrases("bodies")[side]:
            names = [name.strip() for name in line.split("|")]
            for name in names:
                if name.lower() not in _SHARED_NAMES:
                    yield name, Listed(organisation_key(names[0]), side)


@cache
def family_side(name: str) -> str:
    """The side of a group of companies, or of a place, by which a body's name begins: 'Hanwha …', 'Kunsan …'."""
    return _families().get(name.partition(" ")[0], "")


@cache
def _families() -> dict[str, str]:
    return {word: side for side, words in phrases("bodies")["families"].items() for word in words}
