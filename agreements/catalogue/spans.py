"""From which day to which each agreement had which value, so that the bitmaps of any day are a few cuts away."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyroaring import FrozenBitMap

ALWAYS = 0
"""The day before every other, counted as `date.toordinal` does."""
Change = tuple[int, str]
"""A day and the value from then on; an empty value ends the one before and begins none."""
_Moves = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Moments:
    """Agreements, by number, in the order of the day on which something happened to them."""

    days: array[int]
    numbers: array[int]

    @classmethod
    def of(cls, moves: _Moves) -> _Moments:
        moves.sort()
        return cls(array("i", [day for day, _ in moves]), array("I", [number for _, number in moves]))

    def until(self, day: int) -> FrozenBitMap:
        return FrozenBitMap(self.numbers[: bisect_right(self.days, day)])


class Spans:
    """Built once from the changes of every agreement; no agreement has two values on one day."""

    def __init__(self, changes: Iterable[tuple[int, list[Change]]]) -> None:
        begun: dict[tuple[str, int], _Moves] = defaultdict(list)
        over: dict[tuple[str, int], _Moves] = defaultdict(list)
        for number, course in changes:
            times: Counter[str] = Counter()
            layer = ("", 0)
            for day, value in course:
                if layer[0]:
                    over[layer].append((day, number))
                if value:
                    begun[layer := (value, times[value])].append((day, number))
                    times[value] += 1
                else:
                    layer = ("", 0)
        self._layers = [
            (value, _Moments.of(moves), _Moments.of(over.get((value, time), [])))
            for (value, time), moves in begun.items()
        ]
        """A value that an agreement takes for the second time stands in a second layer, so that each layer holds each
        agreement once: what has begun in it and is not over is what holds."""

    def on(self, day: int) -> Mapping[str, FrozenBitMap]:
        """Value and the agreements that have it on the day."""
        held: dict[str, FrozenBitMap] = {}
        for value, begun, over in self._layers:
            now = begun.until(day) - over.until(day)
            held[value] = held[value] | now if value in held else now
        return held
