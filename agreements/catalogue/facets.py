"""How many agreements each choice would give, from bitmaps of the published set held in the process.

The agreements are numbered newest first; every choice is the bitmap of its agreements' numbers. `numbering` builds the
index from the published rows in `filters`' own orders; `shelf` keeps the one in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyroaring import FrozenBitMap

from agreements.catalogue import search
from agreements.catalogue.selection import FACETS, NEWEST, RELEVANCE, Selection

NOTHING = FrozenBitMap()


@dataclass(frozen=True)
class Index:
    """The published set at one edition."""

    stamp: tuple[int, str]
    ids: Sequence[int]
    """Primary keys by number, newest first."""
    choices: Mapping[str, Mapping[str, FrozenBitMap]]
    names: Mapping[str, Mapping[str, tuple[str, str]]]
    """English and Korean names of the choices that are not of the vocabulary."""
    orders: Mapping[tuple[str, str], Sequence[int]]
    """Numbers in each further order, by order and language."""

    @cached_property
    def everything(self) -> FrozenBitMap:
        return FrozenBitMap(range(len(self.ids)))

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """Number by primary key."""
        return {key: number for number, key in enumerate(self.ids)}

    def select(self, selection: Selection) -> Result:
        """What the selection gives. Only words that nobody asked for before in this edition cost a query."""
        ranked, found = None, None
        if selection.q:
            found = search.find(selection.q, self.stamp)
            held = zip(found.keys, found.ranks, strict=True)
            pairs = sorted((-rank, self.numbers[key]) for key, rank in held if key in self.numbers)
            ranked = [number for _rank, number in pairs]
        return Result(self, selection, ranked, found)


class Result:
    """The agreements of one selection, and what each further choice would give."""

    def __init__(
        self,
        index: Index,
        selection: Selection,
        ranked: Sequence[int] | None,
        found: search.Found | None = None,
    ) -> None:
        self.index, self.selection, self.ranked, self.found = index, selection, ranked, found
        words = index.everything if ranked is None else FrozenBitMap(ranked)
        unions = {facet: self._union(facet) for facet in FACETS if selection.of(facet)}
        self.given = {facet: _all(words, [each for key, each in unions.items() if key != facet]) for facet in FACETS}
        """For each facet, what all the others let through."""
        self.numbers = _all(words, list(unions.values()))

    def __len__(self) -> int:
        return len(self.numbers)

    def counts(self, facet: str) -> dict[str, int]:
        """Choices of the facet and how many agreements each would give."""
        given = self.given[facet]
        return {value: given.intersection_cardinality(held) for value, held in self.index.choices[facet].items()}

    def within(self, facet: str) -> dict[str, int]:
        """Choices of the facet that stand on the result itself, whatever is chosen of the facet."""
        held = self.index.choices[facet]
        counts = {value: self.numbers.intersection_cardinality(each) for value, each in held.items()}
        return {value: count for value, count in counts.items() if count}

    def page(self, start: int, size: int, language: str) -> list[int]:
        """Primary keys of a stretch of the result, in its order."""
        order = self.selection.order
        if order == NEWEST:
            numbers: Iterable[int] = self.numbers[start : start + size]
        elif order == RELEVANCE and self.ranked is not None:
            numbers = [each for each in self.ranked if each in self.numbers][start : start + size]
        else:
            numbers = _stretch(self.index.orders[order, language[:2]], self.numbers, start, size)
        return [self.index.ids[number] for number in numbers]

    def dropping(self, facet: str, value: str) -> Result:
        """The result without one of its choices, or without its words; no query."""
        return Result(self.index, self.selection.without(facet, value), None if facet == "q" else self.ranked)

    def _union(self, facet: str) -> FrozenBitMap:
        held = self.index.choices[facet]
        return FrozenBitMap.union(NOTHING, *(held.get(value, NOTHING) for value in self.selection.of(facet)))


def _all(first: FrozenBitMap, others: list[FrozenBitMap]) -> FrozenBitMap:
    return FrozenBitMap.intersection(first, *others) if others else first


def _stretch(order: Sequence[int], numbers: FrozenBitMap, start: int, size: int) -> list[int]:
    """Rows `start` to `start + size` of `numbers`, in `order`, going no further than needed."""
    found: list[int] = []
    for number in order:
        if number in numbers:
            found.append(number)
            if len(found) == start + size:
                break
    return found[start:]
