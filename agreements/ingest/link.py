"""Which agreement a mention is about: one that is known, one of several, or one that the register has not seen.

Every verdict says why. A wrong match costs more than an open question, so a match needs both a high score and a clear
lead over the next agreement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from agreements.ingest import titles
from agreements.ingest.compare import compare, made_with
from agreements.ingest.known import Catalogue, Known, catalogue
from agreements.ingest.point import Point
from agreements.ingest.reported import Reported
from agreements.reading.model import Document, Mention

__all__ = ["Catalogue", "Likely", "Verdict", "catalogue", "link_all"]

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


def link_all(mentions: Sequence[Mention], document: Document, known: Catalogue) -> list[Verdict]:
    """Compare every mention of a text with every known agreement, each for itself and then in the others' company."""
    reports = [Reported.of(mention, document, known) for mention in mentions]
    alone = [[_points(reported, one, known) for one in known.agreements] for reported in reports]
    verdicts = [_verdict(known, points) for points in alone]
    sure = {verdict.likely[0].agreement_id for verdict in verdicts if verdict.match == "matched"}
    companions = [one for one in known.agreements if one.pk in sure]
    return [
        verdict if verdict.match == "matched" else _verdict(known, _in_company(points, known, companions))
        for verdict, points in zip(verdicts, alone, strict=True)
    ]


def _points(reported: Reported, one: Known, known: Catalogue) -> tuple[Point, ...]:
    """All points; the title is not looked at where it could not bring the agreement into question."""
    points = tuple(compare(reported, one, known))
    if PRIOR + sum(point.weight for point in points) + titles.MOST < POSSIBLE:
        return points
    return (*points, *titles.compare(reported, one))


def _in_company(points: list[tuple[Point, ...]], known: Catalogue, companions: Sequence[Known]) -> list[list[Point]]:
    return [[*own, *made_with(one, companions)] for own, one in zip(points, known.agreements, strict=True)]


def _verdict(known: Catalogue, points: Sequence[Sequence[Point]]) -> Verdict:
    scored = [_likely(one, own) for one, own in zip(known.agreements, points, strict=True)]
    ranked = sorted(scored, key=lambda likely: (-likely.points, likely.public_id))
    return _decide(tuple(likely for likely in ranked[:MOST_LIKELY] if likely.points >= POSSIBLE))


def _likely(known: Known, points: Sequence[Point]) -> Likely:
    weighed = sorted(points, key=lambda point: -abs(point.weight))
    total = PRIOR + sum(point.weight for point in points)
    return Likely(known.pk, known.public_id, total, tuple(point.reason for point in weighed))


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
