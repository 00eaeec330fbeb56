"""Whether anything has been heard of an instrument lately: the published rule of follow-through.

An instrument that does not bind is kept up by being used. So the newest dated source or step is what tells: for two
years after it the instrument is active, until five years after it quiet, later dormant; without any it is not known.
The question is not put to treaties and contracts, which bind whether or not anyone writes of them, nor to what has
ended. A date known to the month or the year counts from its last day, or from the day it was recorded where that came
first.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from agreements.domain.dates import PartialDate
from agreements.domain.statuses import ENDED

ACTIVE_YEARS, QUIET_YEARS = 2, 5
ACTIVE, QUIET, DORMANT, NOT_KNOWN = "active", "quiet", "dormant", "not-known"
BINDING = frozenset({"binding", "contract"})
"""Legal natures of which it is not asked."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One dated source or step. `recorded_on` is the day by which the register knew of it."""

    date: PartialDate
    recorded_on: datetime.date

    @property
    def known_by(self) -> datetime.date:
        return min(self.date.latest, self.recorded_on)


def is_asked(legal_nature: str, status: str) -> bool:
    """Whether activity says anything about an instrument of this nature and status."""
    return legal_nature not in BINDING and status not in ENDED


def newest(traces: Iterable[Trace], on: datetime.date) -> Trace | None:
    """The newest that was known on the day `on`."""
    return max((each for each in traces if each.known_by <= on), key=lambda each: each.known_by, default=None)


def judge(last: datetime.date | None, on: datetime.date) -> str:
    """The activity on the day `on` of an instrument last heard of on `last`."""
    if last is None:
        return NOT_KNOWN
    active_from, quiet_from = bounds(on)
    return ACTIVE if last >= active_from else QUIET if last >= quiet_from else DORMANT


def bounds(on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The earliest last days that still mean active, and quiet, on the day `on`."""
    return _back(on, ACTIVE_YEARS), _back(on, QUIET_YEARS)


def course(days: Iterable[datetime.date]) -> list[tuple[datetime.date, str]]:
    """Every change of activity from the days on which something was heard; before the first it is not known."""
    changes: list[tuple[datetime.date, str]] = []
    for day, following in pairwise([*sorted(set(days)), datetime.date.max]):
        if not changes or changes[-1][1] != ACTIVE:
            changes.append((day, ACTIVE))
        for years, code in ((ACTIVE_YEARS, QUIET), (QUIET_YEARS, DORMANT)):
            if (over := _over(day, years)) < following:
                changes.append((over, code))
    return changes


def _back(day: datetime.date, years: int) -> datetime.date:
    """The same day `years` before; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _over(last: datetime.date, years: int) -> datetime.date:
    """The first day from which `last` lies more than `years` back."""
    after = last + datetime.timedelta(1)
    try:
        return after.replace(year=after.year + years)
    except ValueError:
        return datetime.date(after.year + years, 3, 1)
