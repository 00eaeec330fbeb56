"""How the queue does: what waits and for how long, and what came of the proposals of each source and each rule."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, DurationField, F, Max, Min, Q
from django.db.models.functions import Now

from agreements.models import Candidate

NO_SOURCE = ""


class Median(Aggregate):
    """The middle one of a set of lengths of time."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits of one kind: how many, the middle age and the greatest."""

    name: str
    count: int
    median: datetime.timedelta | None
    oldest: datetime.timedelta | None


@dataclass(frozen=True, slots=True)
class Yield:
    """What became of the proposals of one source or one rule. `corrected` counts values that a curator changed."""

    name: str
    proposed: int = 0
    open: int = 0
    accepted: int = 0
    merged: int = 0
    rejected: int = 0
    corrected: int = 0

    @property
    def decided(self) -> int:
        return self.accepted + self.merged + self.rejected

    @property
    def precision(self) -> float | None:
        """The share of decided proposals that were taken; unknown before any is decided."""
        return (self.accepted + self.merged) / self.decided if self.decided else None


def waiting_by(column: str) -> list[Waiting]:
    """What waits now by the values of a column, the most first; put off ones are not counted."""
    rows = Candidate.objects.at_hand().order_by().values(name=F(column))
    found = rows.annotate(
        n=Count("pk", distinct=True), median=Median(Now() - F("created_at")), first=Min("created_at"), now=Max(Now())
    )
    lines = [Waiting(row["name"] or NO_SOURCE, row["n"], row["median"], row["now"] - row["first"]) for row in found]
    return sorted(lines, key=lambda line: (-line.count, line.name))


def waiting() -> Waiting:
    """All that waits now."""
    found = Candidate.objects.at_hand().aggregate(
        n=Count("pk"), median=Median(Now() - F("created_at")), first=Min("created_at"), now=Max(Now())
    )
    oldest = found["now"] - found["first"] if found["n"] else None
    return Waiting("", found["n"], found["median"], oldest)


def by_source() -> list[Yield]:
    """Every proposal counts for each source that holds its item."""
    counts = {state: Count("pk", filter=Q(state=state), distinct=True) for state in _STATES}
    grouped = Candidate.objects.order_by().values(name=F("revision__item__sightings__source__name"))
    rows: Any = grouped.annotate(proposed=Count("pk", distinct=True), **counts)
    return _by_worst(Yield(**{**row, "name": row["name"] or NO_SOURCE}) for row in rows)


_STATES = ("open", "accepted", "merged", "rejected")
_RULES = """
    SELECT rule, state, count(*) FROM (
        SELECT DISTINCT c.id, c.state, found.rule #>> '{}' AS rule
        FROM agreements_candidate c, jsonb_path_query(c.reading, '$.**.rule') AS found(rule)
    ) AS used WHERE rule <> '' GROUP BY rule, state
"""


def by_rule() -> list[Yield]:
    """Every proposal counts once for each rule of the reader that found something in it."""
    with connection.cursor() as cursor:
        cursor.execute(_RULES)
        rows = cursor.fetchall()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for rule, state, count in rows:
        counts[rule].update({state: count, "proposed": count})
    changed = _corrected()
    return _by_worst(Yield(name=rule, corrected=changed[rule], **found) for rule, found in counts.items())


def _corrected() -> Counter[str]:
    """Values that each rule read and that a curator replaced or took out."""
    found: Counter[str] = Counter()
    for candidate in Candidate.objects.filter(edited__isnull=False).only("reading", "edited").iterator():
        kept = set(_facts(candidate.edited or {}))
        found.update(fact[1] for fact in _facts(candidate.reading) if fact not in kept)
    return found


def _facts(stored: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each value of a stored proposal with the rule that read it. A title is one, in whichever language."""
    for name, one in stored.items():
        for fact in one if isinstance(one, list) else [one]:
            if isinstance(fact, dict) and fact.get("rule") and name not in ("title_en", "title_ko"):
                yield name, fact["rule"], str(fact.get("value"))


def _by_worst(lines: Iterable[Yield]) -> list[Yield]:
    """Those that mislead most first: most rejections, then the lowest share; undecided ones last."""
    return sorted(lines, key=lambda line: (-line.rejected, 2 if line.precision is None else line.precision, line.name))
