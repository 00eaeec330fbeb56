"""A worker killed in the middle of a pull and started again: nothing is lost, nothing is there twice."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from agreements import tasks
from agreements.ingest import extract, pipeline, runs
from agreements.ingest.sources import folder
from agreements.models import (
    Candidate,
    FetchRun,
    PressItem,
    PressItemRevision,
    PressLink,
    RawDocument,
    Sighting,
    Source,
)
from tests.factories import make_agreement
from tests.ingest.conftest import Write
from tests.ingest.texts import QUANTUM, SPACE

ITEMS = 6
WORKER = [sys.executable, "-W", "ignore", "-m", "tests.ingest.pull_until_killed"]


def run_worker(place: Path, step: str, times: int) -> int:
    """The worker's exit, on the test's own database."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"
    environment = os.environ | {"DATABASE_URL": url, "SECRET_KEY": "s" * 60, "DEBUG": "1", "REDIS_URL": ""}
    environment |= {"DJANGO_SETTINGS_MODULE": "agreements.settings", "UKKR_DATA": str(place.parent / "data")}
    worker = subprocess.run(
        [*WORKER, str(place), step, str(times)], cwd=settings.BASE_DIR, env=environment, timeout=120, check=False
    )
    return worker.returncode


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("step", "times"),
    [
        ("claimed", 1),
        ("begun", 1),
        ("listed", 1),
        ("parsed", 3),
        ("bytes kept", 2),
        ("item made", 4),
        ("version made", 5),
        ("stored", 3),
        ("text claimed", 2),
        ("text read", 3),
        ("proposed", 4),
        ("reading kept", 5),
    ],
)
def test_killed_and_started_again(
    place: Path, write: Write, step: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A1, A2: SIGKILL at P1 to P7; once the leases have run out, everything is there, once."""
    for number in range(ITEMS):
        text = f"{QUANTUM if number % 2 else SPACE} It is agreement number {number}."
        write(f"{number}.md", text, title=f"Agreement {number}", address=f"https://example.org/{number}")
    assert run_worker(place, step, times) == -signal.SIGKILL
    half_written()

    let_leases_run_out()
    runs.sweep()
    source = Source.objects.get()
    assert pipeline.pull(source.pk)
    extract.read_waiting()

    rows = (PressItem, PressItemRevision, RawDocument, Sighting)
    assert [table.objects.count() for table in rows] == [ITEMS] * 4
    assert set(PressItemRevision.objects.values_list("read_state", flat=True)) == {"read"}
    assert Candidate.objects.values("revision").distinct().count() == Candidate.objects.count() == ITEMS
    assert not FetchRun.objects.filter(outcome="running").exists()
    source.refresh_from_db()
    assert (source.lease_until, source.lease_by) == (None, "")


@pytest.mark.django_db(transaction=True)
def test_killed_between_a_pull_and_its_links(place: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A2: what the starter catalogue states of an item is linked by a later pull, which finds nothing new."""
    monkeypatch.setattr(settings, "SEEDS_DIR", place.parent)
    fields = {"title": "Leaders meet", "address": "https://example.org/1", "publisher": "The Herald"}
    agreement = make_agreement("Memorandum on space")
    path = write("1.md", SPACE, **fields, published="2023-11-22", language="en", text_kind="digest")
    path.write_text(path.read_text().replace("---\n", f"---\nagreements: [{agreement.public_id}]\n", 1))
    assert run_worker(place, "pulled", 1) == -signal.SIGKILL
    assert PressItem.objects.count() == 1

    let_leases_run_out()
    Source.objects.update(next_check_at=Now())
    for _ in range(2):
        tasks.pull_source(Source.objects.get().pk)
    assert [(link.agreement, link.item.title) for link in PressLink.objects.all()] == [(agreement, "Leaders meet")]


def let_leases_run_out() -> None:
    Source.objects.update(lease_until=F("lease_until") - datetime.timedelta(minutes=5))
    PressItemRevision.objects.filter(lease_until__isnull=False).update(
        lease_until=Now() - datetime.timedelta(seconds=1)
    )


def half_written() -> None:
    """Whatever the moment of death, every item that is there is there whole."""
    assert not PressItem.objects.filter(current=None).exists()
    assert not PressItem.objects.filter(sightings=None).exists()
    assert RawDocument.objects.count() == PressItemRevision.objects.count()
    unread = PressItemRevision.objects.exclude(read_state="read")
    assert not Candidate.objects.filter(revision__in=unread).exists()


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "SETTLED", 0.0)
