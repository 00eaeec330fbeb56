"""The one date under which a list shows an agreement: of signature, else announcement, else its first dated step."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Case, OuterRef, Subquery, Value, When

from agreements.models import Action
from agreements.models.agreement import AgreementQuerySet

_FIRST = ("signed", "announced")


def with_date(agreements: AgreementQuerySet) -> AgreementQuerySet:
    """Annotated with `dated`, the earliest day that the date can mean; null where no step is dated."""
    rank = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(_FIRST)), default=Value(len(_FIRST)))
    steps = Action.objects.filter(agreement=OuterRef("pk"), nature="actual", date__isnull=False)
    first = steps.annotate(rank=rank).order_by("rank", "date", "pk").values("date")[:1]
    return agreements.annotate(dated=Subquery(first, output_field=models.DateField()))


def dating_step(actions: Iterable[Action]) -> Action | None:
    """The same choice among the actions of one agreement."""
    dated = [action for action in actions if action.nature == "actual" and action.date]
    return min(dated, key=_precedence, default=None)


def _precedence(action: Action) -> tuple[int, object, int]:
    rank = _FIRST.index(action.kind) if action.kind in _FIRST else len(_FIRST)
    return rank, action.date, action.pk
