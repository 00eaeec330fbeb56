"""Which agreement a mention is about: one that is known, one of several, or one that the register has not seen.

Every verdict says why, as codes. A wrong match costs more than an open question, so a match needs both a high score and
a clear lead over the next agreement.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from agreements.ingest import titles
from agreements.ingest.compare import compare, made_with
from agreements.ingest.known import Catalogue, Known
from agreements.ingest.point import Point
from agreements.ingest.records import catalogue
from agreements.ingest.reported import Reported
from agreements.reading.model import Document, Mention

__all__ = ["Catalogue", "Likely", "Verdict", "catalogue", "link_all"]

PRIOR = -4.0
"""Points that a mention starts with against any one agreement."""
MATCHED = 1.0
"""Points from which it may be that agreement (73 %)."""
POSSIBLE = -2.0
"""Points from which a curator should look at it (12 %)."""
LEAD = 0.5
"""Points by which the first must lead the second."""
MOST_LIKELY = 5


@dataclass(frozen=True, slots=True)
class Likely:
    """An agreement that a mention may be about; `score` from 0 to 1, reasons by weight."""

    agreement_id: int
    public_id: str
    points: float
    reasons: tuple[Point, ...]

    @property
    def score(self) -> float:
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, self.points)))), 4)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`match` is new, matched or ambiguous; `reason` a code and what it is about; `likely` the agreements behind it."""

    match: str
    reason: str
    likely: tuple[Likely, ...]


def link_all(mentions: Sequence[Mention], document: Document, known: Catalogue) -> list[Verdict]:
    """Compare every mention of a text with what may be it, each for itself and then in the others' company."""
    reports = [Reported.of(mention, document, known, alone=len(mentions) == 1) for mention in mentions]
    places = known.near(reports)
    alone = [
        [(one, _points(reported, one, known)) for one in near] for reported, near in zip(reports, places, strict=True)
    ]
    verdicts = [_verdict(scored) for scored in alone]
    sure = {verdict.likely[0].agreement_id for verdict in verdicts if verdict.match == "matched"}
    companions = list({one.pk: one for near in places for one in near if one.pk in sure}.values())
    return [
        verdict if verdict.match == "matched" else _verdict(_in_company(scored, companions))
        for verdict, scored in zip(verdicts, alone, strict=True)
    ]


Scored = tuple[Known, list[Point]]


def _points(reported: Reported, one: Known, known: Catalogue) -> list[Point]:
    return [*compare(reported, one, known.index), *titles.compare(reported, one, titles.Rarity(known.index))]


def _in_company(scored: Sequence[Scored], companions: Sequence[Known]) -> list[Scored]:
    return [(one, [*points, *made_with(one, companions)]) for one, points in scored]


def _verdict(scored: Sequence[Scored]) -> Verdict:
    ranked = sorted((_likely(one, own) for one, own in scored), key=lambda likely: (-likely.points, likely.public_id))
    return _decide(tuple(likely for likely in ranked[:MOST_LIKELY] if likely.points >= POSSIBLE))


def _likely(known: Known, points: Sequence[Point]) -> Likely:
    weighed = sorted(points, key=lambda point: -abs(point.weight))
    return Likely(known.pk, known.public_id, PRIOR + sum(point.weight for point in points), tuple(weighed))


def _decide(possible: tuple[Likely, ...]) -> Verdict:
    if not possible:
        return Verdict("new", "nothing-like-it", ())
    first = possible[0]
    lead = first.points - possible[1].points if len(possible) > 1 else math.inf
    if first.points < MATCHED:
        return Verdict("ambiguous", f"too-little {first.public_id}", possible)
    if lead < LEAD:
        rivals = [likely.public_id for likely in possible if first.points - likely.points < LEAD]
        return Verdict("ambiguous", f"equally-like {' '.join(rivals)}", possible)
    return Verdict("matched", f"one-stands-out {first.public_id}", possible)
