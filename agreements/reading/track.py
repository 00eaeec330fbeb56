"""Things found in a text, in its order, with quick looks at what stands between two places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar, overload

from agreements.reading.model import Span


class Placed(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)
_START = attrgetter("start")


class Track(Sequence[P]):
    """An immutable row of things in the order in which they begin."""

    __slots__ = ("_items", "_starts")

    def __init__(self, items: Iterable[P] = ()) -> None:
        self._items = tuple(items)
        self._starts = tuple(map(_START, self._items))

    @overload
    def __getitem__(self, index: int) -> P: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[P, ...]: ...

    def __getitem__(self, index: int | slice) -> P | tuple[P, ...]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[P]:
        return iter(self._items)

    def between(self, start: int, end: int) -> tuple[P, ...]:
        """Those that begin between two places."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Stretches:
    """Stretches of a text that do not overlap, to ask whether any lies wholly inside another."""

    __slots__ = ("_spans",)

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans

    def any_in(self, area: Span) -> bool:
        """Whether any lies wholly inside these words."""
        if not self._spans:
            return False
        first = bisect_left(self._spans, Span(area.start, area.start))
        return first < len(self._spans) and self._spans[first].end <= area.end


# Those of a track that begin between two places.
within = Track.between
