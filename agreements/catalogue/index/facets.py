"""How many agreements each choice would give, from bitmaps of the published set held in the process.

The agreements are numbered newest first; every choice is the bitmap of its agreements' numbers. `numbering` builds the
index from the published rows in `filters`' own orders; `shelf` keeps the one in use.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyroaring import FrozenBitMap

from agreements.catalogue import search
from agreements.catalogue.index.course import NOTHING, Course, Heard
from agreements.catalogue.kept import Kept, Once
from agreements.catalogue.listing import years
from agreements.catalogue.listing.orders import InGroups, NewestOn, OldestOn, Order, Ranking, by_status
from agreements.catalogue.pages.parts import Text
from agreements.catalogue.selection import FACETS, NEWEST, RELEVANCE, Selection

MOST_DAYS = 8
"""Former states kept ready; any other day is worked out again."""
MOST_WORDS = 64


@dataclass(frozen=True, eq=False)
class Index:
    """The published set at one edition, as it stands today or, by `on`, stood on a day."""

    stamp: tuple[int, str]
    day: datetime.date
    """For which activity is told."""
    ids: Sequence[int]
    """Primary keys by number, newest first."""
    numbers: Mapping[int, int]
    """Number by primary key."""
    everything: FrozenBitMap
    """What stands in the register at all."""
    choices: Mapping[str, Mapping[str, FrozenBitMap]]
    names: Mapping[str, Mapping[str, tuple[str, str]]]
    """English and Korean names of the choices that are not of the vocabulary."""
    orders: Mapping[tuple[str, str], Ranking]
    """By name and language; that by status follows from the choices."""
    heard: Heard
    so_far: Once[Course]
    present: Index | None = None
    """The index of today that this one is a former state of; none for that of today."""
    past: Kept[Index] = field(default_factory=lambda: Kept(MOST_DAYS))
    """Former states that were asked for lately."""
    sought: Kept[list[FrozenBitMap]] = field(default_factory=lambda: Kept(MOST_WORDS))
    """What words that were looked for lately found, by rank."""
    named: Kept[list[tuple[str, Text]]] = field(default_factory=lambda: Kept(MOST_DAYS))
    """Choices of the long facets in their order and in words, by facet and language."""
    commonest: Kept[frozenset[str]] = field(default_factory=lambda: Kept(MOST_DAYS))
    """Those of the long facets that stand on most agreements, by facet and choices."""

    def on(self, day: datetime.date | None) -> Index:
        """The register as it stood on `day`, today where there is none."""
        now = self.present or self
        return now if day is None else now.past.get(day, lambda: now._stood_on(day))

    def today(self, day: datetime.date) -> Index:
        """The same records on another day, on which other instruments are active."""
        told = self.heard if day >= self.heard.since else self.so_far.get()
        activity = told.activity_on(day, self.choices["status"])
        return replace(
            self,
            day=day,
            choices={**self.choices, "activity": activity},
            past=Kept(MOST_DAYS),
            commonest=Kept(MOST_DAYS),
        )

    def order(self, name: str, language: str) -> Order:
        if name == "status":
            return by_status(self.choices["status"], self.orders[NEWEST, language])
        return self.orders[name, language]

    def select(self, selection: Selection) -> Result:
        """What the selection gives. Only words that nobody asked for before in this edition cost a query."""
        index = self.on(selection.as_of)
        if not selection.q:
            return Result(index, selection, None)
        found = search.find(selection.q, self.stamp)
        groups = (self.present or self).sought.get(selection.q, lambda: self._numbered(found))
        return Result(index, selection, InGroups(groups, index.orders[NEWEST, "en"]), found)

    def _numbered(self, found: search.Found) -> list[FrozenBitMap]:
        """What was found as bitmaps, one for each rank, best first."""
        numbers = self.numbers
        return [FrozenBitMap([numbers[key] for key in keys if key in numbers]) for _rank, keys in found.groups]

    def _stood_on(self, day: datetime.date) -> Index:
        course = self.so_far.get()
        newest, oldest = NewestOn(course.dates, day.toordinal()), OldestOn(course.dates, day.toordinal())
        languages = {language for _name, language in self.orders}
        dated = {(name, each): order for each in languages for name, order in ((NEWEST, newest), ("oldest", oldest))}
        return replace(
            self,
            day=day,
            everything=course.standing_on(day),
            choices={**self.choices, **course.choices_on(day)},
            orders={**self.orders, **dated},
            present=self,
            commonest=Kept(MOST_DAYS),
        )


class Result:
    """The agreements of one selection, and what each further choice would give."""

    def __init__(
        self,
        index: Index,
        selection: Selection,
        ranked: InGroups | None,
        found: search.Found | None = None,
    ) -> None:
        self.index, self.selection, self.ranked, self.found = index, selection, ranked, found
        words = index.everything if ranked is None else index.everything & FrozenBitMap.union(NOTHING, *ranked.held)
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
        if order == RELEVANCE and self.ranked is not None:
            numbers = self.ranked.stretch(self.numbers, start, size)
        else:
            numbers = self.index.order(order, language[:2]).stretch(self.numbers, start, size)
        return [self.index.ids[number] for number in numbers]

    def dropping(self, facet: str, value: str) -> Result:
        """The result without one of its choices, its words or its day; no query."""
        selection = self.selection.without(facet, value)
        return Result(self.index.on(selection.as_of), selection, None if facet == "q" else self.ranked)

    def _union(self, facet: str) -> FrozenBitMap:
        held, chosen = self.index.choices[facet], self.selection.of(facet)
        found = _in_years(held, chosen) if facet == "year" else [held.get(value, NOTHING) for value in chosen]
        return FrozenBitMap.union(NOTHING, *found)


def _in_years(held: Mapping[str, FrozenBitMap], tokens: Iterable[str]) -> list[FrozenBitMap]:
    chosen = [span for span in map(years.read, tokens) if span]
    return [numbers for year, numbers in held.items() if any(int(year) in span for span in chosen)]


def _all(first: FrozenBitMap, others: list[FrozenBitMap]) -> FrozenBitMap:
    return FrozenBitMap.intersection(first, *others) if others else first
