"""Things put together in groups, one pair at a time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """At first each thing is alone."""

    def __init__(self, things: Iterable[T]) -> None:
        self._of: dict[T, set[T]] = {thing: {thing} for thing in things}

    def __contains__(self, thing: T) -> bool:
        return thing in self._of

    def of(self, thing: T) -> set[T]:
        """The group of a thing, itself included."""
        return self._of[thing]

    def join(self, first: T, second: T) -> None:
        """Make their two groups one."""
        mine, theirs = self._of[first], self._of[second]
        if mine is not theirs:
            mine |= theirs
            self._of |= dict.fromkeys(theirs, mine)
