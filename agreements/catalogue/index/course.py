"""How the published set came to stand as it does: status, date and activity of every agreement from day to day."""

from __future__ import annotations

import datetime
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pyroaring import FrozenBitMap

from agreements.catalogue.index import past
from agreements.catalogue.index.spans import ALWAYS, Change, Spans
from agreements.catalogue.listing.dating import FIRST
from agreements.catalogue.listing.orders import Dates
from agreements.catalogue.record import heard
from agreements.domain import activity, statuses
from agreements.domain.activity import NOT_KNOWN
from agreements.domain.statuses import ENDED, DatedAction
from agreements.models import Agreement

NEVER = datetime.date.max.toordinal()
NOTHING = FrozenBitMap()


@dataclass(frozen=True, slots=True)
class Course:
    """Days are counted as `date.toordinal` does."""

    entered: Spans
    """Which agreements the register would have held."""
    status: Spans
    year: Spans
    activity: Spans
    dates: Dates

    def standing_on(self, day: datetime.date) -> FrozenBitMap:
        return self.entered.on(day.toordinal()).get("in", NOTHING)

    def choices_on(self, day: datetime.date) -> dict[str, Mapping[str, FrozenBitMap]]:
        """The facets that change with the day, as they were on it."""
        number = day.toordinal()
        status = self.status.on(number)
        return {"status": status, "year": self.year.on(number), "activity": self.activity_on(day, status)}

    def activity_on(self, day: datetime.date, status: Mapping[str, FrozenBitMap]) -> Mapping[str, FrozenBitMap]:
        """Activity of what was not over by then."""
        over = FrozenBitMap.union(NOTHING, *(status.get(code, NOTHING) for code in ENDED))
        return {code: held - over for code, held in self.activity.on(day.toordinal()).items()}


@dataclass(frozen=True, slots=True)
class Heard:
    """When each agreement was last heard of, from which its activity follows on this day and every later one; the
    course, which takes much longer to read, is asked for former days alone."""

    since: datetime.date
    asked: FrozenBitMap
    """Agreements of which activity is asked: what does not bind."""
    last: Sequence[int]
    """The day of the newest trace by number, 0 where there is none."""
    later: Sequence[tuple[int, int]]
    """Days yet to come on which something will have been heard, with the number; in order."""

    @classmethod
    def read(cls, numbers: Mapping[int, int], asked: Iterable[int], day: datetime.date) -> Heard:
        """Six queries."""
        newest, later = heard.last(day)
        last = array("I", bytes(4 * len(numbers)))
        for key, known in newest.items():
            if key in numbers:
                last[numbers[key]] = known.toordinal()
        to_come = [(known.toordinal(), numbers[key]) for known, key in later if key in numbers]
        return cls(day, FrozenBitMap(asked), last, to_come)

    def activity_on(self, day: datetime.date, status: Mapping[str, FrozenBitMap]) -> Mapping[str, FrozenBitMap]:
        """Activity of what is not over on a day from `since` on."""
        last = array("I", self.last)
        for known, number in takewhile(lambda each: each[0] <= day.toordinal(), self.later):
            last[number] = max(last[number], known)
        over = FrozenBitMap.union(NOTHING, *(status.get(code, NOTHING) for code in ENDED))
        held: dict[str, list[int]] = defaultdict(list)
        active_from, quiet_from = (bound.toordinal() for bound in activity.bounds(day))
        for number in self.asked - over:
            known = last[number]
            code = (
                activity.ACTIVE if known >= active_from
                else activity.QUIET if known >= quiet_from
                else activity.DORMANT if known else NOT_KNOWN
            )  # fmt: skip
            held[code].append(number)
        return {code: FrozenBitMap(some) for code, some in held.items()}


def read(ids: list[int], numbers: Mapping[int, int]) -> Course:
    """From the steps and the dated evidence of the published set: five queries."""
    steps: list[list[DatedAction]] = [[] for _ in ids]
    for key, actions in past.steps():
        if key in numbers:
            steps[numbers[key]] = actions
    columns = ("pk", "public_id", "legal_nature", "published_at")
    records = {row[0]: row for row in Agreement.objects.published().values_list(*columns)}
    places = {public_id: place for place, public_id in enumerate(sorted(row[1] for row in records.values()))}
    rows = [records.get(key, (key, "", "binding", None)) for key in ids]
    asked = {number for number, row in enumerate(rows) if row[2] not in activity.BINDING}
    dated = [_dates(actions) for actions in steps]
    return Course(
        entered=Spans((number, _entry(actions, rows[number][3])) for number, actions in enumerate(steps)),
        status=Spans((number, _statuses(actions)) for number, actions in enumerate(steps)),
        year=Spans((number, _years(changes)) for number, changes in enumerate(dated)),
        activity=Spans(_activities(asked, _heard(numbers, steps))),
        dates=Dates(_spans(dated, lambda number: places.get(rows[number][1], 0))),
    )


def _entry(actions: list[DatedAction], published_at: datetime.datetime | None) -> list[Change]:
    days = [action.known_by if action.nature == "actual" else action.recorded_on for action in actions]
    first = min(days) if days else published_at.date() if published_at else None
    return [(first.toordinal(), "in")] if first else []


def _statuses(actions: list[DatedAction]) -> list[Change]:
    changes = [(day.toordinal(), status) for day, status in statuses.course(actions)]
    return [(ALWAYS, statuses.NOTHING.status), *changes]


def _dates(actions: list[DatedAction]) -> list[tuple[int, int, int]]:
    """The date that a list shows, as it became known: first day, the date counted, and its year."""
    known = sorted(
        (
            action.known_by.toordinal(),
            FIRST.index(action.kind) if action.kind in FIRST else len(FIRST),
            action.date.earliest,
        )
        for action in actions
        if action.date and action.nature == "actual"
    )
    changes: list[tuple[int, int, int]] = []
    best: tuple[int, datetime.date] | None = None
    for day, rank, date in known:
        if best is None or (rank, date) < best:
            best = rank, date
            if changes and changes[-1][0] == day:
                changes.pop()
            changes.append((day, date.toordinal(), date.year))
    return changes


def _years(changes: list[tuple[int, int, int]]) -> list[Change]:
    return [(day, str(year)) for day, _date, year in changes]


def _spans(
    dated: list[list[tuple[int, int, int]]], place: Callable[[int], int]
) -> Iterator[tuple[int, int, int, int, int]]:
    for number, changes in enumerate(dated):
        begun, date = ALWAYS, 0
        for day, next_date, _year in changes:
            yield number, place(number), date, begun, day
            begun, date = day, next_date
        yield number, place(number), date, begun, NEVER


def _heard(numbers: Mapping[int, int], steps: list[list[DatedAction]]) -> Mapping[int, set[datetime.date]]:
    """The days on which something was heard of each agreement."""
    days: dict[int, set[datetime.date]] = defaultdict(set)
    for number, actions in enumerate(steps):
        days[number].update(action.known_by for action in actions if action.date and action.nature == "actual")
    for key, day in heard.pairs():
        if key in numbers:
            days[numbers[key]].add(day)
    return days


def _activities(asked: Iterable[int], days: Mapping[int, set[datetime.date]]) -> Iterator[tuple[int, list[Change]]]:
    for number in asked:
        changes = [(day.toordinal(), code) for day, code in activity.course(days.get(number, ()))]
        yield number, [(ALWAYS, NOT_KNOWN), *changes]
