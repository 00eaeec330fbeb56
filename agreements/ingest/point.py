"""One reason for or against, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """`weight` is in rough log-odds; `reason` is for the curator."""

    weight: float
    reason: str
