"""What is due now, by the database's clock and rows alone; looking changes nothing."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from agreements.curation import disputes
from agreements.ingest import ask
from agreements.models import Agreement, PressItemRevision, Source

TEXTS_A_BELL = 200
"""Waiting texts for which one more worker is woken."""
MOST_BELLS = 16


def sources() -> list[int]:
    """Sources to be read again, longest overdue first."""
    return list(Source.objects.due().order_by("next_check_at", "pk").values_list("pk", flat=True))


def readers() -> int:
    """How many workers the waiting texts are worth."""
    waiting = PressItemRevision.objects.waiting().values("pk")[: TEXTS_A_BELL * MOST_BELLS].count()
    return -(-waiting // TEXTS_A_BELL)


def statuses(today: datetime.date | None = None) -> bool:
    """Whether some status was last derived on an earlier day: an expiry passes by the clock alone."""
    today = today or timezone.now().date()
    return Agreement.objects.filter(status_as_at__lt=today).exists()


def links() -> bool:
    """Whether some page that records link to is to be asked whether it still answers."""
    return settings.CHECK_LINKS and ask.is_due()


def notes() -> bool:
    """Whether readers' notes that were set aside are old enough to be deleted."""
    return disputes.to_bury().exists()
