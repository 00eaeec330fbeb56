"""Work belongs to whoever holds its lease: a claim that runs out by itself, by the database's clock.

A holder that dies leaves nothing to clean up, a clock that is wrong does no harm, and of two workers that claim the
same row in the same instant one gets it.
"""

from __future__ import annotations

import datetime
import os
import secrets
import socket

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from agreements.models import PressItemRevision, Source

SOURCE_LEASE = datetime.timedelta(seconds=45)
"""Renewed while a pull runs; how long a source rests after its worker was killed."""
READING_LEASE = datetime.timedelta(seconds=60)
"""Longer than the longest time that one text may be read for."""


class LeaseLost(Exception):
    """Somebody else holds the work by now; this holder must leave it."""


def new_holder() -> str:
    """A name for one piece of work by one process; never used twice."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(6)}"


def claim_source(source_id: int, holder: str, *, only_when_due: bool) -> bool:
    """Whether the source is this holder's now. On demand it need not be due, but it may not be in other hands."""
    sources = Source.objects.due() if only_when_due else Source.objects.free()
    return bool(sources.filter(pk=source_id).update(lease_until=Now() + SOURCE_LEASE, lease_by=holder))


def renew_source(source_id: int, holder: str) -> None:
    """Go on holding it."""
    if not Source.objects.filter(pk=source_id, lease_by=holder).update(lease_until=Now() + SOURCE_LEASE):
        raise LeaseLost


def claim_waiting_text(holder: str, among: list[int] | None = None) -> PressItemRevision | None:
    """The longest-waiting text that nobody holds, one attempt counted before anything is done with it."""
    waiting = PressItemRevision.objects.waiting().order_by("pk")
    if among is not None:
        waiting = waiting.filter(pk__in=among)
    with transaction.atomic():
        revision = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("item").first()
        if revision is None:
            return None
        PressItemRevision.objects.filter(pk=revision.pk).update(
            attempts=F("attempts") + 1, lease_until=Now() + READING_LEASE, lease_by=holder
        )
    return revision
