"""Orders of a list, each able to give a stretch of any set of agreements without sorting the register."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain, islice
from typing import Protocol

from pyroaring import FrozenBitMap

from agreements.catalogue.index.spans import Moments
from agreements.domain.vocabulary import STATUSES

FEW = 16
"""A set smaller than the register by this factor is ordered by itself; a larger one is met soon on the way through."""


class Order(Protocol):
    def stretch(self, numbers: FrozenBitMap, start: int, size: int) -> list[int]:
        """Rows `start` to `start + size` of `numbers`."""


class Ranking(Order, Protocol):
    def place(self, number: int) -> int:
        """Where the agreement stands among all."""


class Newest:
    """As the agreements are numbered."""

    def place(self, number: int) -> int:
        return number

    def stretch(self, numbers: FrozenBitMap, start: int, size: int) -> list[int]:
        return list(numbers[start : start + size])


class Listed:
    """As a list of all numbers has them."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = array("I", numbers)
        self.places = array("I", bytes(4 * len(numbers)))
        for place, number in enumerate(numbers):
            self.places[number] = place

    def place(self, number: int) -> int:
        return self.places[number]

    def stretch(self, numbers: FrozenBitMap, start: int, size: int) -> list[int]:
        return _stretch(numbers, start, size, self.place, self.numbers, len(self.numbers))


class InGroups:
    """One group after another, and within each in another order."""

    def __init__(self, held: Iterable[FrozenBitMap], within: Order) -> None:
        self.held, self.within = tuple(held), within

    def stretch(self, numbers: FrozenBitMap, start: int, size: int) -> list[int]:
        found: list[int] = []
        for held in self.held:
            if not size:
                break
            here = numbers & held
            if start < len(here):
                found += (some := self.within.stretch(here, start, size))
                size -= len(some)
            start = max(0, start - len(here))
        return found


def by_status(held: Mapping[str, FrozenBitMap], within: Order) -> InGroups:
    """In the vocabulary's order of statuses."""
    return InGroups((held[code] for code in STATUSES if code in held), within)


class Dates:
    """Under which date each agreement stood from which day to which, in the order of these dates."""

    def __init__(self, spans: Iterable[tuple[int, int, int, int, int]]) -> None:
        """Of each span: the agreement's number and its place by public id; the date, 0 for none; its first day and the
        day after its last."""
        rows = sorted(spans, key=lambda row: (row[2] == 0, -row[2], -row[1]))
        self.numbers, self.begun, self.over = (array("I", [row[column] for row in rows]) for column in (0, 3, 4))
        self.undated = sum(row[2] != 0 for row in rows)
        """Where the undated ones begin."""
        most = max(self.numbers, default=-1) + 1
        self.first = array("I", bytes(4 * (most + 1)))
        for number in self.numbers:
            self.first[number + 1] += 1
        for number in range(most):
            self.first[number + 1] += self.first[number]
        free, self.places = array("I", self.first), array("I", bytes(4 * len(rows)))
        for place, number in enumerate(self.numbers):
            self.places[free[number]] = place
            free[number] += 1
        self._begun = Moments([(day, place) for place, day in enumerate(self.begun)])
        self._over = Moments([(day, place) for place, day in enumerate(self.over)])

    def place(self, number: int, day: int) -> int:
        """Where the agreement stands on the day, newest first."""
        for each in self.places[self.first[number] : self.first[number + 1]]:
            if self.begun[each] <= day < self.over[each]:
                return each
        return len(self.numbers)

    def standing(self, day: int) -> FrozenBitMap:
        """The places at which an agreement stands on the day."""
        return self._begun.until(day) - self._over.until(day)


class NewestOn:
    """Newest first as the dates were known on a day; undated ones last."""

    def __init__(self, dates: Dates, day: int) -> None:
        self.dates, self.day = dates, day

    @cached_property
    def standing(self) -> FrozenBitMap:
        return self.dates.standing(self.day)

    def place(self, number: int) -> int:
        return self.dates.place(number, self.day)

    def places(self) -> Iterable[int]:
        """In this order."""
        return self.standing

    def stretch(self, numbers: FrozenBitMap, start: int, size: int) -> list[int]:
        ordered = (self.dates.numbers[each] for each in self.places())
        return _stretch(numbers, start, size, self.place, ordered, len(self.dates.numbers))


class OldestOn(NewestOn):
    """Oldest first; undated ones last."""

    def place(self, number: int) -> int:
        place, undated = super().place(number), self.dates.undated
        return undated - place if place < undated else undated + len(self.dates.numbers) - place

    def places(self) -> Iterable[int]:
        dated = FrozenBitMap(range(self.dates.undated))
        return chain(reversed(self.standing & dated), reversed(self.standing - dated))


def _stretch(
    numbers: FrozenBitMap, start: int, size: int, place: Callable[[int], int], ordered: Iterable[int], many: int
) -> list[int]:
    """Few are sorted by their places; many are met on the way through everything `ordered`."""
    if len(numbers) * FEW < many:
        return nsmallest(start + size, numbers, key=place)[start:]
    return list(islice((number for number in ordered if number in numbers), start, start + size))
