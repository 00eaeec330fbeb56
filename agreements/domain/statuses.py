"""The status of an agreement on any day, derived from its dated actions and from nothing else.

An agreement moves forward through stages (announced → negotiating → agreed → signed → provisional → in force or in
effect) and holds the furthest that it has reached; an end (suspended, completed, expired, terminated, superseded,
lapsed) outranks every stage until a later dated step revives it. An action that is only scheduled changes nothing, but
an expiry whose day has passed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agreements.domain.dates import PartialDate

_STAGES = {
    "announced": "announced",
    "talks-launched": "negotiating",
    "round": "negotiating",
    "concluded": "agreed",
    "initialled": "agreed",
    "signed": "signed",
    "provisional-application": "provisional",
    "entered-into-force": "in-force",
    "came-into-effect": "in-effect",
}
_RANK = {kind: rank for rank, kind in enumerate(_STAGES)}
_ENDS = {
    "suspended": "suspended",
    "completed": "completed",
    "expires": "expired",
    "terminated": "terminated",
    "superseded": "superseded",
    "withdrawn": "lapsed",
    "abandoned": "lapsed",
}
_END_RANK = {kind: rank for rank, kind in enumerate(_ENDS)}
ENDED = frozenset(_ENDS.values()) - {"suspended"}
"""Statuses of what is over."""
_REVIVALS = frozenset({"renewed", "provisional-application", "entered-into-force", "came-into-effect"})


def steps_to(status: str) -> tuple[str, ...]:
    """Kinds of action that give this status; none for that of an agreement of which nothing is recorded."""
    return tuple(kind for kind, given in (_STAGES | _ENDS).items() if given == status)


@dataclass(frozen=True, slots=True)
class DatedAction:
    """What status derivation needs of an action. `recorded_on` is the day by which the register knew of it."""

    kind: str
    date: PartialDate | None
    nature: str
    recorded_on: datetime.date

    @property
    def known_by(self) -> datetime.date:
        """The first day on which it has surely happened: an imprecise or missing date counts only once recorded."""
        return min(self.date.latest, self.recorded_on) if self.date else self.recorded_on


@dataclass(frozen=True, slots=True)
class DerivedStatus:
    """`since` is the date of the deciding action; `rule` is `stated` (an action says so), `expiry-passed` or
    `nothing-recorded`; `action` is the deciding action's place in the sequence given."""

    status: str
    since: PartialDate | None
    rule: str
    action: int | None


NOTHING = DerivedStatus("unclear", None, "nothing-recorded", None)


def derive(actions: Sequence[DatedAction], on: datetime.date) -> DerivedStatus:
    """The status on the day `on`."""
    happened = [(place, action) for place, action in enumerate(actions) if _has_happened(action, on)]
    ends = [pair for pair in happened if pair[1].kind in _ENDS and not _revived(pair[1], happened)]
    if ends:
        place, action = max(ends, key=lambda pair: (_day(pair[1]), _END_RANK[pair[1].kind]))
        rule = "expiry-passed" if action.kind == "expires" else "stated"
        return DerivedStatus(_ENDS[action.kind], action.date, rule, place)
    stages = [pair for pair in happened if pair[1].kind in _STAGES]
    if not stages:
        return NOTHING
    place, action = max(stages, key=lambda pair: (_RANK[pair[1].kind], pair[1].date is not None, -_ordinal(pair[1])))
    return DerivedStatus(_STAGES[action.kind], action.date, "stated", place)


def course(actions: Sequence[DatedAction]) -> list[tuple[datetime.date, str]]:
    """Every change of the status: the first day of each and the status from then on; before the first it is unclear."""
    changes: list[tuple[datetime.date, str]] = []
    before = NOTHING.status
    for day in sorted({day for action in actions if (day := _counts_from(action))}):
        status = derive(actions, day).status
        if status != before:
            changes.append((day, status))
            before = status
    return changes


def comes_before(kind: str, other: str) -> bool:
    """Whether an action of `kind` leads to an earlier stage than one of `other`; ends are no stages."""
    return kind in _RANK and other in _RANK and _RANK[kind] < _RANK[other]


def _has_happened(action: DatedAction, on: datetime.date) -> bool:
    day = _counts_from(action)
    return day is not None and day <= on


def _counts_from(action: DatedAction) -> datetime.date | None:
    """The first day on which it bears on the status; none for what is only planned."""
    if action.kind == "expires":
        return action.recorded_on if action.date is None else action.date.latest + datetime.timedelta(1)
    return action.known_by if action.nature == "actual" else None


def _revived(end: DatedAction, happened: Iterable[tuple[int, DatedAction]]) -> bool:
    return end.date is not None and any(
        action.kind in _REVIVALS and action.date is not None and action.date.earliest > end.date.latest
        for _, action in happened
    )


def _day(action: DatedAction) -> datetime.date:
    return action.date.latest if action.date else datetime.date.min


def _ordinal(action: DatedAction) -> int:
    """Of several actions of one stage the earliest gives the date: an agreement is signed once."""
    return action.date.earliest.toordinal() if action.date else 0
