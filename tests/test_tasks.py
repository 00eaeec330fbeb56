"""Celery's tasks do nothing twice, believe nothing that they are told, and find by themselves what was lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agreements import tasks
from agreements.celery import app
from agreements.ingest.sources import ensure, folder
from agreements.models import Candidate, FetchRun, PressItem, PressItemRevision, Source
from tests.factories import make_agreement
from tests.ingest.texts import QUANTUM, SPACE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    """A source with two press items; messages are heard at once, in this process."""
    monkeypatch.setattr(folder, "SETTLED", 0.0)
    (tmp_path / "a.txt").write_text(SPACE)
    (tmp_path / "b.txt").write_text(QUANTUM)
    app.conf.update(task_always_eager=True, task_eager_propagates=True)
    yield ensure(tmp_path, name="Two items")
    app.conf.update(task_always_eager=False, task_eager_propagates=False)


def test_one_tick_takes_a_file_to_its_candidates(source: Source) -> None:
    tasks.dispatch_due()
    assert PressItem.objects.count() == Candidate.objects.count() == 2


def test_doubled_and_forged_messages_do_nothing(source: Source) -> None:
    """A21, A22, A23: the same message twice, one for a source that is not due, one for none that exists."""
    tasks.dispatch_due()
    before = [list(table.objects.order_by("pk").values()) for table in (PressItem, Candidate, FetchRun)]
    tasks.pull_source.delay(source.pk)
    tasks.pull_source.delay(999_999_999)
    tasks.read_texts.delay()
    tasks.dispatch_due()
    assert before == [list(table.objects.order_by("pk").values()) for table in (PressItem, Candidate, FetchRun)]


def test_what_a_lost_message_left_waiting_is_found_by_the_next_tick(source: Source) -> None:
    """A9: texts stored, and nobody told to read them."""
    tasks.dispatch_due()
    PressItemRevision.objects.update(read_state="waiting", attempts=0)
    Candidate.objects.all().delete()
    tasks.dispatch_due()
    assert Candidate.objects.count() == 2


def test_statuses_follow_the_day(source: Source) -> None:
    agreement = make_agreement()
    type(agreement).objects.update(status="expired", status_as_at="2020-01-01")
    tasks.dispatch_due()
    agreement.refresh_from_db()
    assert agreement.status != "expired"
