"""A tick rings once for each piece of work that is due, and for nothing else."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest
from django.db.models.functions import Now

from agreements.dispatch import bells, due
from agreements.ingest.lease import claim_source, claim_waiting_text, new_holder
from agreements.ingest.sources import ensure
from agreements.models import Agreement, PressItemRevision, Source
from tests.factories import make_agreement, make_press_item

pytestmark = pytest.mark.django_db


def rung() -> Counter[str]:
    heard: Counter[str] = Counter()
    bells.tick(
        pull_source=lambda source_id: heard.update([f"pull {Source.objects.get(pk=source_id).name}"]),
        read_texts=lambda: heard.update(["read"]),
        refresh_statuses=lambda: heard.update(["statuses"]),
        check_links=lambda: heard.update(["links"]),
        bury_notes=lambda: heard.update(["notes"]),
    )
    return heard


def test_nothing_due_is_silence() -> None:
    assert not rung()


def test_due_sources_are_rung_for_until_somebody_holds_them(tmp_path: Path) -> None:
    """A17, A22: a message that was lost is rung again; a second scheduler rings for the same and harms nothing."""
    first = ensure(tmp_path, name="One")
    ensure(tmp_path / "two", name="Two", is_active=False)
    assert rung() == rung() == {"pull One": 1}
    claim_source(first.pk, new_holder(), only_when_due=True)
    assert not rung()
    Source.objects.filter(pk=first.pk).update(lease_until=Now() - datetime.timedelta(seconds=1))
    assert rung() == {"pull One": 1}


def test_waiting_texts_ring_for_as_many_readers_as_they_are_worth() -> None:
    make_press_item("one")
    make_press_item("two")
    assert rung() == {"read": 1}
    claim_waiting_text(new_holder())
    claim_waiting_text(new_holder())
    assert not rung()


def test_a_tick_sweeps_up_after_the_dead(tmp_path: Path) -> None:
    """A6: what killed its reader three times is given up."""
    make_press_item("poison")
    PressItemRevision.objects.update(attempts=3, lease_until=Now() - datetime.timedelta(seconds=1), lease_by="gone")
    assert not rung()
    assert PressItemRevision.objects.get().read_state == "failed"


def test_statuses_are_derived_once_a_day() -> None:
    """A17: by the day that the rows say, not by the clock of a scheduler that may have slept."""
    agreement = make_agreement()
    assert not rung()
    Agreement.objects.filter(pk=agreement.pk).update(status_as_at=datetime.date(2023, 11, 22))
    assert rung() == {"statuses": 1}
    assert due.statuses(today=datetime.date(2023, 11, 23))
    assert not due.statuses(today=datetime.date(2023, 11, 22))
