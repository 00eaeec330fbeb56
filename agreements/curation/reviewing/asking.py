"""Who is asked about which texts first, and who has a candidate before them now."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from agreements.curation import rights
from agreements.models import Candidate, Curator, Look

BOTH = ("en", "ko")
A_LOOK = datetime.timedelta(minutes=5)
"""How long after its last sign of life a look is over."""


def reads(user: User, interface: str) -> tuple[str, ...]:
    """The languages whose texts this person is asked about first: their own choice, else that of the interface."""
    chosen = chosen_by(user) or interface
    return BOTH if chosen == "both" else (chosen,)


def chosen_by(user: User) -> str:
    return Curator.objects.filter(user=user).values_list("reads", flat=True).first() or ""


def set_reads(*, user: User, reads: str) -> None:
    """Keep a person's choice. Raises ValueError for a language that the register has no texts in."""
    if reads not in ("", "both", *BOTH):
        raise ValueError(f"no such choice: {reads}")
    Curator.objects.update_or_create(user=user, defaults={"reads": reads})


def look(*, candidate: Candidate, by: User) -> list[Look]:
    """Note that `by` has the candidate open, and return the others who have it open too. It keeps nobody out."""
    rights.require(by, rights.REVIEW)
    now = timezone.now()
    gone = Look.objects.filter(candidate=candidate, by=by, seen_at__lt=now - A_LOOK)
    gone.delete()
    mine = Look(candidate=candidate, by=by)
    Look.objects.bulk_create(
        [mine], update_conflicts=True, unique_fields=["candidate", "by"], update_fields=["seen_at"]
    )
    Look.objects.filter(by=by).exclude(candidate=candidate).delete()
    return list(others(candidate, by))


def others(candidate: Candidate, by: User) -> QuerySet[Look]:
    """Who else has it open now."""
    present = Look.objects.filter(candidate=candidate, seen_at__gte=timezone.now() - A_LOOK)
    return present.exclude(by=by).select_related("by").order_by("since")


def looked_at(now: datetime.datetime | None = None) -> QuerySet[Look]:
    """Every look that is not over, for a list."""
    return Look.objects.filter(seen_at__gte=(now or timezone.now()) - A_LOOK).select_related("by").order_by("since")
