"""Which agreement a mention is about: one that is known, one of several, or one that the register has not seen.

Every verdict says why. A wrong match costs more than an open question, so a match needs both a high score and a clear
lead over the next agreement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from agreements.ingest.compare import Point, compare
from agreements.ingest.known import Catalogue, Known, catalogue
from agreements.reading.model import Document, Mention

__all__ = ["Catalogue", "Likely", "Verdict", "catalogue", "link"]

PRIOR = -4.0
"""Points that a mention starts with against any one agreement."""
MATCHED = 1.0
"""Points from which it may be that agreement (73 %)."""
POSSIBLE = -1.0
"""Points from which a curator should look at it (27 %)."""
LEAD = 1.25
"""Points by which the first must lead the second."""
MOST_LIKELY = 5


@dataclass(frozen=True, slots=True)
class Likely:
    """An agreement that a mention may be about; `score` from 0 to 1, reasons by weight."""

    agreement_id: int
    public_id: str
    points: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, self.points)))), 4)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`match` is new, matched or ambiguous; `likely` the agreements behind it, most likely first."""

    match: str
    reason: str
    likely: tuple[Likely, ...]


def link(mention: Mention, document: Document, known: Catalogue) -> Verdict:
    """Compare the mention with every known agreement."""
    scored = [_likely(one, tuple(compare(mention, document, one, known))) for one in known.agreements]
    ranked = sorted(scored, key=lambda likely: (-likely.points, likely.public_id))
    possible = tuple(likely for likely in ranked[:MOST_LIKELY] if likely.points >= POSSIBLE)
    return _decide(possible)


def _likely(known: Known, points: Sequence[Point]) -> Likely:
    weighed = sorted(points, key=lambda point: -abs(point.weight))
    return Likely(known.pk, known.public_id, PRIOR + sum(p.weight for p in points), tuple(p.reason for p in weighed))


def _decide(possible: tuple[Likely, ...]) -> Verdict:
    if not possible:
        return Verdict("new", "nothing in the catalogue is like it", ())
    first = possible[0]
    lead = first.points - possible[1].points if len(possible) > 1 else math.inf
    if first.points < MATCHED:
        return Verdict("ambiguous", f"{first.public_id} is like it, but too little speaks for it", possible)
    if lead < LEAD:
        rivals = [likely.public_id for likely in possible if first.points - likely.points < LEAD]
        return Verdict("ambiguous", f"equally like {' and '.join(rivals)}", possible)
    return Verdict("matched", f"{first.public_id}: {', '.join(first.reasons[:4])}", possible)
