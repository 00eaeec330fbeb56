"""From which day to which each agreement had which value, so that the bitmaps of any day are a few cuts away."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pyroaring import FrozenBitMap

ALWAYS = 0
"""The day before every other, counted as `date.toordinal` does."""
Change = tuple[int, str]
"""A day and the value from then on; an empty value ends the one before and begins none."""
_Moves = list[tuple[int, int]]
FEWEST_APART, MOST_MARKS = 1024, 32
NOTHING = FrozenBitMap()


class Moments:
    """Things, by number, in the order of the day on which something happened to them."""

    def __init__(self, moves: _Moves) -> None:
        moves.sort()
        self.days, self.numbers = array("i", [day for day, _ in moves]), array("I", [number for _, number in moves])
        self.step = max(FEWEST_APART, len(moves) // MOST_MARKS)
        self.marks = [NOTHING]
        """All until the first, second … step, so that a day costs one step at most."""
        for start in range(0, len(moves) - self.step + 1, self.step):
            self.marks.append(self.marks[-1] | FrozenBitMap(self.numbers[start : start + self.step]))

    def until(self, day: int) -> FrozenBitMap:
        end = bisect_right(self.days, day)
        mark = end // self.step
        return self.marks[mark] | FrozenBitMap(self.numbers[mark * self.step : end])


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
            (value, Moments(moves), Moments(over.get((value, time), []))) for (value, time), moves in begun.items()
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
