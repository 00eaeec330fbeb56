"""Where each published agreement stood on a day, derived from its steps; and which day may be asked for."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.utils import timezone

from agreements.domain.dates import PartialDate
from agreements.domain.statuses import NOTHING, DatedAction, derive
from agreements.models import Action, Agreement

EARLIEST = datetime.date(1600, 1, 1)
_AHEAD = datetime.timedelta(hours=9)
"""By so much the reader's day in Korea begins before the register's."""


def today() -> datetime.date:
    return timezone.now().date()


def latest_day() -> datetime.date:
    """The last day that can be asked for: today, where it is furthest on."""
    return (timezone.now() + _AHEAD).date()


def steps() -> Iterator[tuple[int, list[DatedAction]]]:
    """The steps of every published agreement that has any, in the order in which a status is derived from them."""
    columns = ("agreement", "kind", "date", "date_precision", "nature", "recorded_on")
    rows = Action.objects.filter(agreement__record_state="published").values_list(*columns)
    gathered: dict[int, list[DatedAction]] = defaultdict(list)
    for key, kind, date, precision, nature, recorded in rows.iterator(chunk_size=20_000):
        gathered[key].append(DatedAction(kind, PartialDate.at(date, precision) if date else None, nature, recorded))
    yield from gathered.items()


def statuses(on: datetime.date) -> dict[int, str]:
    """The status of every published agreement on the day `on`."""
    derived = dict.fromkeys(Agreement.objects.published().values_list("pk", flat=True), NOTHING.status)
    return derived | {key: derive(actions, on).status for key, actions in steps()}
