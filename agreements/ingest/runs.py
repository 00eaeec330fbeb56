"""The record of one reading of a source, and the source's own state when it ends.

::

    running ──▶ done         everything was looked at
        ├─────▶ failed       the source itself could not be read; asked again after a growing rest
        └─────▶ interrupted  its worker died (found by the sweep), or its time was up and the next goes on
"""

from __future__ import annotations

import datetime
import time

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from agreements.ingest.lease import LeaseLost, renew_source
from agreements.ingest.tally import Tally
from agreements.models import FetchRun, Source

RENEW_EVERY = 10.0
LONGEST_REST = datetime.timedelta(hours=1)
_UNCHANGED = ("read", "new", "changed", "same", "refused", "refusals")


class Run:
    """A reading under way: its row, its tally and the lease that it holds."""

    def __init__(self, row: FetchRun, holder: str) -> None:
        self.row, self.holder, self.tally = row, holder, Tally()
        self._renewed = time.monotonic()

    def go_on(self) -> None:
        """Renew the lease and note the counts from time to time. Raises LeaseLost."""
        if time.monotonic() - self._renewed > RENEW_EVERY:
            self._renewed = time.monotonic()
            renew_source(self.row.source_id, self.holder)
            FetchRun.objects.filter(pk=self.row.pk).update(**self.tally.columns())

    def finish(self) -> Run:
        """Everything was looked at. A reading that found what the one before found is folded into that one."""
        with transaction.atomic():
            self._release(
                next_check_at=Now() + F("check_every"), last_success_at=Now(), consecutive_failures=0, error=""
            )
            self._end("done")
            self._fold()
        return self

    def pause(self) -> Run:
        """Its time is up; the next reading goes on at once."""
        with transaction.atomic():
            self._release(next_check_at=Now())
            self._end("interrupted", "its time was up; the next reading goes on from here")
        return self

    def fail(self, problem: str) -> Run:
        """The source could not be read; asked again after a rest that doubles with every failure, up to an hour."""
        with transaction.atomic():
            source = Source.objects.get(pk=self.row.source_id)
            rest = min(min(source.check_every, LONGEST_REST) * 2 ** min(source.consecutive_failures, 12), LONGEST_REST)
            self._release(
                next_check_at=Now() + max(rest, source.check_every),
                consecutive_failures=F("consecutive_failures") + 1,
                error=problem,
            )
            self._end("failed", problem)
        return self

    def _release(self, **columns: object) -> None:
        """Last of all, and only by its holder."""
        mine = Source.objects.filter(pk=self.row.source_id, lease_by=self.holder)
        if not mine.update(lease_until=None, lease_by="", last_checked_at=Now(), **columns):
            raise LeaseLost

    def _end(self, outcome: str, error: str = "") -> None:
        FetchRun.objects.filter(pk=self.row.pk).update(
            finished_at=Now(), outcome=outcome, error=error, **self.tally.columns()
        )
        self.row.refresh_from_db()

    def _fold(self) -> None:
        """A folder looked at every few seconds must not leave thousands of rows a day that say the same."""
        if self.row.new or self.row.changed:
            return
        before = FetchRun.objects.filter(source=self.row.source_id).exclude(pk=self.row.pk).order_by("-pk").first()
        if (
            before
            and before.outcome == "done"
            and all(getattr(before, name) == getattr(self.row, name) for name in _UNCHANGED)
        ):
            FetchRun.objects.filter(pk=before.pk).delete()


def begin(source: Source, holder: str) -> Run:
    """A new row, running. Whatever reading of this source still says so was interrupted: its lease was ours to take."""
    FetchRun.objects.filter(source=source, outcome="running").update(outcome="interrupted", finished_at=Now())
    return Run(FetchRun.objects.create(source=source), holder)


def sweep() -> int:
    """Say of every reading whose worker died that it was interrupted; how many there were."""
    dead = FetchRun.objects.filter(outcome="running", source__in=Source.objects.free())
    return dead.update(outcome="interrupted", finished_at=Now())
