"""Where in the catalogue to look: which agreements share a word of a title, a body, a person, a day or a sum.

Holds keys and numbers of rows only, so that a hundred thousand agreements fit; what is known of the few that come into
question is loaded when they do.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money

COMMON = 2_000
"""A key that more agreements share tells nothing about where to look."""
LOOKED_AT = 60
"""Agreements that are compared with one mention at most."""


class Index:
    """Agreements by their keys. Changed in place when a few agreements change."""

    def __init__(self) -> None:
        self._by_key: dict[str, array[int]] = {}
        self._keys: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def put(self, pk: int, keys: Iterable[str]) -> None:
        """Set the keys of an agreement, in place of those that it had."""
        self.drop(pk)
        own = self._keys[pk] = tuple(set(keys))
        for key in own:
            self._by_key.setdefault(key, array("l")).append(pk)

    def drop(self, pk: int) -> None:
        for key in self._keys.pop(pk, ()):
            among = self._by_key[key]
            among.remove(pk)
            if not among:
                del self._by_key[key]

    def count(self, key: str) -> int:
        return len(self._by_key.get(key, ()))

    def rarity(self, key: str) -> float:
        """How much it says that an agreement has this key: 0 where all do, more the fewer do."""
        return math.log((len(self) + 1) / (self.count(key) + 1)) if self._keys else 0.0

    def near(self, keys: Mapping[str, float]) -> list[int]:
        """The agreements that share most of `keys`, each by its weight and rarity."""
        shared: defaultdict[int, float] = defaultdict(float)
        for key, weight in keys.items():
            among = self._by_key.get(key, ())
            worth = weight * self.rarity(key)
            if len(among) <= COMMON:
                for pk in among:
                    shared[pk] += worth
        ranked = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
        return [pk for pk, _worth in ranked[:LOOKED_AT]]


def word(stem: str) -> str:
    return f"w:{stem}"


def body(pk: int) -> str:
    return f"b:{pk}"


def person(pk: int) -> str:
    return f"p:{pk}"


def form(code: str) -> str:
    return f"f:{code}"


def form_in(code: str, date: PartialDate) -> list[str]:
    """An agreement of a form in a year, and in a month where that is known."""
    text = date.isoformat()
    return [f"f:{code}:{text[:length]}" for length in (4, 7) if length <= len(text)]


def money(sum_: Money) -> str:
    return f"a:{sum_.currency}:{sum_.minimum.normalize():f}"


def dates(date: PartialDate) -> list[str]:
    """A date as it is known and as it is less exactly known."""
    text = date.isoformat()
    return [f"d:{text[:length]}" for length in (4, 7, 10) if length <= len(text)]
