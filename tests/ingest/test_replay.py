"""A changed reader reads the stored texts again; what a person has touched stays as it is."""

from __future__ import annotations

import time
from contextlib import closing
from io import StringIO
from threading import Event, Thread
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.functions import Now

from agreements.ingest import extract
from agreements.ingest import replay as stored_texts
from agreements.models import Candidate, PressItemRevision
from tests.factories import make_press_item, make_user
from tests.ingest.texts import QUANTUM, SPACE

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_once() -> Candidate:
    """One text read, with its one proposal."""
    make_press_item(QUANTUM)
    extract.read_waiting()
    return Candidate.objects.get()


def replay(**options: Any) -> str:
    call_command("replay", stdout=(said := StringIO()), **options)
    return said.getvalue()


def as_an_older_reader_would(candidate: Candidate, **columns: Any) -> Candidate:
    """The proposal as another version of the reader would have left it."""
    Candidate.objects.filter(pk=candidate.pk).delete()
    candidate.pk = None
    for name, value in columns.items():
        setattr(candidate, name, value)
    candidate.save(force_insert=True)
    return candidate


def test_the_same_reader_changes_nothing(read_once: Candidate) -> None:
    """D10"""
    before = list(Candidate.objects.values())
    assert "the same 1  new 0  changed 0  gone 0" in replay(apply=True)
    assert list(Candidate.objects.values()) == before


def test_differences_are_shown_and_nothing_is_written(read_once: Candidate) -> None:
    as_an_older_reader_would(read_once, fingerprint="0" * 64)
    before = list(Candidate.objects.values())
    said = replay()
    assert "  + Memorandum of understanding · Signed" in said
    assert "  - Memorandum of understanding · Signed" in said
    assert "Nothing was written" in said
    assert list(Candidate.objects.values()) == before


def test_proposals_that_nobody_touched_are_replaced(read_once: Candidate) -> None:
    today = dict(read_once.reading)
    as_an_older_reader_would(read_once, reading=today | {"sectors": []})
    assert "changed 1" in replay(apply=True)
    assert Candidate.objects.get().reading == today


def test_what_a_curator_decided_or_edited_stays(read_once: Candidate) -> None:
    """D7"""
    make_press_item(SPACE)
    extract.read_waiting()
    edited = Candidate.objects.exclude(pk=read_once.pk).first()
    assert edited is not None
    as_an_older_reader_would(edited, reading=edited.reading | {"sectors": []}, edited={"title": "As a curator would"})
    decided = {"state": "rejected", "decided_by": make_user(), "decided_at": Now()}
    old = as_an_older_reader_would(read_once, reading=read_once.reading | {"sectors": []})
    Candidate.objects.filter(pk=old.pk).update(**decided)
    before = set(Candidate.objects.filter(reading__sectors=[]).values_list("pk", "state"))
    assert "left as decided or edited 2" in replay(apply=True)
    assert set(Candidate.objects.filter(reading__sectors=[]).values_list("pk", "state")) == before
    assert len(before) == 2


def test_a_text_that_could_not_be_read_is_tried_again(read_once: Candidate, monkeypatch: pytest.MonkeyPatch) -> None:
    Candidate.objects.all().delete()
    PressItemRevision.objects.update(read_state="failed", error="the reader failed")
    with monkeypatch.context() as patch:
        patch.setattr(stored_texts, "read", lambda document, names: 1 / 0)
        assert "not read: the reader failed: ZeroDivisionError" in replay(apply=True)
    assert "new 1" in replay(apply=True)
    assert list(PressItemRevision.objects.values_list("read_state", "error")) == [("read", "")]
    assert Candidate.objects.count() == 1


def test_what_an_earlier_version_proposed_is_not_new(read_once: Candidate) -> None:
    """D10: after --apply the same reader finds nothing to say, also of a second version of a text."""
    first = read_once.revision
    second = PressItemRevision.objects.create(
        item=first.item,
        number=2,
        text=f"Corrected on Tuesday.\n\n{QUANTUM}",
        text_kind="original",
        language="en",
        content_sha256="f" * 64,
        raw=first.raw,
    )
    type(first.item).objects.update(current=second)
    extract.read_waiting()
    replay(apply=True)
    assert "new 0  changed 0  gone 0" in replay(apply=True)
    assert Candidate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_decision_under_way_is_waited_for(read_once: Candidate) -> None:
    """A17: a curator rejects a proposal in the moment in which the replay would replace it."""
    old = as_an_older_reader_would(read_once, reading=read_once.reading | {"sectors": []})
    curator, decided = make_user(), Event()

    def decide() -> None:
        with closing(connection), transaction.atomic():
            Candidate.objects.filter(pk=old.pk).update(state="rejected", decided_by=curator, decided_at=Now())
            decided.set()
            time.sleep(0.5)

    thread = Thread(target=decide)
    thread.start()
    assert decided.wait(10)
    difference = stored_texts.put_right(old.revision)
    thread.join()
    assert (difference.kept, difference.changed) == (1, ())
    assert Candidate.objects.get().state == "rejected"
