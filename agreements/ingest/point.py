"""One reason for or against, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Value = str | int


@dataclass(frozen=True, slots=True)
class Point:
    """`weight` is in rough log-odds. The reason is a code with its values, put into words by `wording` when shown."""

    weight: float
    code: str
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def stored(self) -> dict[str, Any]:
        return {"code": self.code, "weight": round(self.weight, 2), **dict(self.values)}


def point(weight: float, code: str, **values: Value) -> Point:
    """`point(2.5, "same-bodies", sides=2)`."""
    return Point(weight, code, tuple(values.items()))
