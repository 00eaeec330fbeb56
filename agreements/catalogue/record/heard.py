"""When an instrument was last heard of, and the activity that follows: `domain.activity` on the published set."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import DateField, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from agreements.catalogue.listing.dating import known_by
from agreements.domain import activity
from agreements.models import Action, Evidence
from agreements.models.agreement import AgreementQuerySet

ITEM = "revision__item__date"


def traces() -> tuple[QuerySet[Action], QuerySet[Evidence], QuerySet[Evidence]]:
    """Dated steps, and evidence by its dated page or press item, each with the day `known` and its `agreement`."""
    steps = Action.objects.filter(nature="actual", date__isnull=False).annotate(known=known_by("date", "recorded_on"))
    pages = Evidence.objects.filter(reference__date__isnull=False)
    items = Evidence.objects.filter(revision__item__date__isnull=False)
    return (
        steps.order_by(),
        pages.annotate(known=known_by("reference__date", "accepted_on")).order_by(),
        items.annotate(known=known_by(ITEM, "accepted_on")).order_by(),
    )


def last(on: datetime.date) -> tuple[dict[int, datetime.date], list[tuple[datetime.date, int]]]:
    """The day of the newest trace of each published agreement known on the day `on`, and those that are yet to be."""
    newest: dict[int, datetime.date] = {}
    later: list[tuple[datetime.date, int]] = []
    for rows in traces():
        public = rows.filter(agreement__record_state="published")
        for key, day in public.filter(Q(known__lte=on)).values_list("agreement").annotate(last=Max(F("known"))):
            newest[key] = max(day, newest.get(key, day))
        later += public.filter(Q(known__gt=on)).values_list(F("known"), "agreement")
    return newest, sorted(later)


def pairs() -> Iterator[tuple[int, datetime.date]]:
    """Each published agreement with the days of its dated evidence."""
    for rows in traces()[1:]:
        public = rows.filter(agreement__record_state="published").values_list("agreement", F("known")).distinct()
        yield from public.iterator(chunk_size=20_000)


def with_last_heard(agreements: AgreementQuerySet, on: datetime.date) -> AgreementQuerySet:
    """Annotated with `heard`, the day of the newest trace known on the day `on`; null where there is none."""
    return agreements.annotate(heard=Greatest(*(_newest(rows, on) for rows in traces()), output_field=DateField()))


def of_activity(agreements: AgreementQuerySet, codes: Iterable[str], on: datetime.date, ended: Q) -> AgreementQuerySet:
    """Those of one of the activities `codes` on the day `on`; `ended` says which are over by then."""
    active_from, quiet_from = activity.bounds(on)
    meant = {
        activity.ACTIVE: Q(heard__gte=active_from),
        activity.QUIET: Q(heard__gte=quiet_from, heard__lt=active_from),
        activity.DORMANT: Q(heard__lt=quiet_from),
        activity.NOT_KNOWN: Q(heard__isnull=True),
    }
    chosen = Q()
    for code in codes:
        chosen |= meant[code]
    asked = agreements.exclude(legal_nature__in=activity.BINDING).exclude(ended)
    return with_last_heard(asked, on).filter(chosen)


def _newest(rows: QuerySet[Action] | QuerySet[Evidence], on: datetime.date) -> Subquery:
    of_one = rows.filter(Q(known__lte=on), agreement=OuterRef("pk")).values("agreement")
    return Subquery(of_one.annotate(last=Max(F("known"))).values("last"), output_field=DateField())
