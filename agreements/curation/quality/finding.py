"""What a check is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to be mended. `noun` and `pk` name the record whose form mends it, `place` where on that form; what is
    mended by putting something under a value names it as `target`, and of what `strength`, if that is given.

    `twin` is the other of two records that may be one."""

    noun: str
    pk: int
    name: str
    note: str = ""
    place: str = ""
    target: str = ""
    strength: str = ""
    twin: int | None = None
    link: str = ""
    """A page of another site that is to be looked at."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question. `rows` finds what is amiss, lazily where it can; `tell` says it of one row, in a language."""

    code: str
    group: str
    title: Promise
    cure: Promise
    """What to do about it, in one sentence."""
    rows: Callable[[], Rows]
    tell: Callable[[Any, str], Finding]
    has_looked: Callable[[], bool] = lambda: True
    """Whether there is anything to go by yet; until then nothing found is no good news."""

    def count(self) -> int:
        rows = self.rows()
        return rows.count() if isinstance(rows, QuerySet) else len(rows)

    def page(self, number: int, size: int, language: str) -> list[Finding]:
        """The findings of one page, in an order that stays."""
        return [self.tell(row, language) for row in self.rows()[(number - 1) * size : number * size]]
