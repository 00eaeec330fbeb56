"""Names the catalogue already knows, found in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from agreements.reading.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Name:
    """One surface form of a body or person. ``kind``: organisation or person; ``side``: uk, kr, other."""

    text: str
    key: str
    kind: str
    side: str
    language: str


class Gazetteer:
    """An immutable set of names; built once per catalogue version and shared by all readings."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names: tuple[Name, ...] = tuple(name for name in names if len(name.text.strip()) > 1)

    @cached_property
    def _lexicon(self) -> Lexicon[Name]:
        return Lexicon((name.text, name) for name in self.names)

    def find(self, surface: str, lowered: str) -> Iterator[tuple[int, int, Name]]:
        """Every known name in the text, leftmost and longest first."""
        return self._lexicon.find(surface, lowered) if self.names else iter(())
