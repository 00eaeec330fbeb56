"""The one date under which a list shows an agreement: of signature, else announcement, else its first dated step.

Also by which day something was known, so that the list can be shown as it stood on a day: a date known to the month or
the year counts from its last day, or from the day it was recorded where that came first, as in `domain.statuses`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.db import models
from django.db.models import Case, DateField, F, Func, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate

from agreements.domain.dates import PartialDate
from agreements.domain.statuses import DatedAction
from agreements.models import Action
from agreements.models.agreement import AgreementQuerySet

FIRST = ("signed", "announced")


class _LastDay(Func):
    """The last day of the month or year that begins on the date."""

    output_field = DateField()

    def __init__(self, date: str, period: str) -> None:
        template = f"(%(expressions)s + interval '1 {period}' - interval '1 day')::date"
        super().__init__(F(date), template=template)


def known_by(date: str, recorded: str) -> Least:
    """The day by which the partial date of the column `date` had surely passed or was recorded."""
    precision = f"{date}_precision"
    latest = Case(
        When(**{precision: "month"}, then=_LastDay(date, "month")),
        When(**{precision: "year"}, then=_LastDay(date, "year")),
        default=F(date),
        output_field=DateField(),
    )
    return Least(latest, F(recorded), output_field=DateField())


def with_date(agreements: AgreementQuerySet, on: datetime.date | None = None) -> AgreementQuerySet:
    """Annotated with `dated`, the earliest day that the date can mean; null where no step is dated.

    With `on`, from what was known on that day.
    """
    rank = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(FIRST)), default=Value(len(FIRST)))
    steps = Action.objects.filter(agreement=OuterRef("pk"), nature="actual", date__isnull=False)
    if on is not None:
        steps = steps.annotate(known=known_by("date", "recorded_on")).filter(Q(known__lte=on))
    first = steps.annotate(rank=rank).order_by("rank", "date", "pk").values("date")[:1]
    return agreements.annotate(dated=Subquery(first, output_field=DateField()))


def standing_on(agreements: AgreementQuerySet, on: datetime.date) -> AgreementQuerySet:
    """Those of which a first step was known on the day `on`."""
    return with_first_day(agreements).filter(Q(first__lte=on))


def with_first_day(agreements: AgreementQuerySet) -> AgreementQuerySet:
    """Annotated with `first`: the day by which its first step had taken place or, where it is only planned, was
    recorded; the day of publication of a record without any step."""
    day = Case(When(nature="actual", then=known_by("date", "recorded_on")), default=F("recorded_on"))
    steps = Action.objects.filter(agreement=OuterRef("pk")).order_by().values("agreement")
    first = Subquery(steps.annotate(day=Min(day)).values("day"), output_field=DateField())
    return agreements.annotate(first=Coalesce(first, TruncDate("published_at"), output_field=models.DateField()))


class Step(Protocol):
    """An action, or what a list knows of one."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def nature(self) -> str: ...
    @property
    def date(self) -> datetime.date | None: ...
    @property
    def recorded_on(self) -> datetime.date: ...
    @property
    def when(self) -> PartialDate | None: ...
    @property
    def dated(self) -> DatedAction: ...


AnyStep = TypeVar("AnyStep", bound=Step)


def dating_step(actions: Iterable[AnyStep], on: datetime.date | None = None) -> AnyStep | None:
    """The same choice among the actions of one agreement."""
    dated = [action for action in actions if action.nature == "actual" and action.date]
    known = dated if on is None else [action for action in dated if action.dated.known_by <= on]
    return min(known, key=_precedence, default=None)


def _precedence(action: Step) -> tuple[int, object, int]:
    rank = FIRST.index(action.kind) if action.kind in FIRST else len(FIRST)
    return rank, action.date, action.pk
