"""A pull keeps what is good, names what is not, and may be repeated, refused, resumed."""

from __future__ import annotations

import datetime
import json
import os
import random
import string
import time
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.ingest import pipeline, runs
from agreements.ingest.lease import LeaseLost, claim_source, new_holder, renew_source
from agreements.ingest.sources import ensure, folder, known_as
from agreements.ingest.sources.found import FoundDocument, FoundFile, Refused
from agreements.models import FetchRun, PressItem, PressItemRevision, Sighting, Source
from tests.ingest.conftest import Write
from tests.ingest.texts import KOREAN, QUANTUM, SPACE

COUNTS = ("read", "new", "changed", "same", "refused")


def pulled(source: Source, **options: object) -> dict[str, int]:
    run = pipeline.pull(source.pk, **options)  # type: ignore[arg-type]
    assert run
    return {name: getattr(run.row, name) for name in COUNTS if getattr(run.row, name)}


def test_a_pull_counts_what_it_found(source: Source, write: Write) -> None:
    write("a.txt", SPACE)
    write("deep/er/b.md", QUANTUM, title="Quantum", address="https://example.org/q", published="2026-03-03")
    assert pulled(source) == {"read": 2, "new": 2}
    assert pulled(source) == {"read": 2, "same": 2}
    write("a.txt", SPACE + " Corrected.")
    assert pulled(source) == {"read": 2, "changed": 1, "same": 1}
    source.refresh_from_db()
    assert source.last_success_at
    assert (source.lease_until, source.lease_by, source.error) == (None, "", "")
    assert source.next_check_at > timezone.now()


def test_bad_files_are_named_and_stop_nothing_else(source: Source, write: Write, place: Path) -> None:
    """C4, C8, C9, B28: broken, empty, binary, huge and mis-encoded files between good ones."""
    write("a.txt", SPACE)
    (place / "b-binary.txt").write_bytes(bytes(range(256)))
    (place / "c-empty.md").write_bytes(b"")
    with (place / "d-huge.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    (place / "e-cp949.html").write_bytes(
        f"<html><head><meta charset=utf-8></head><body><article><p>{KOREAN}</p><p>{KOREAN}</p></article></body></html>"
        .encode("cp949")
    )  # fmt: skip
    (place / "f-link.txt").symlink_to("/etc/passwd")
    os.mkfifo(place / "g-pipe.txt")
    write("h-future.md", QUANTUM, published="2999-01-01")
    (place / "i-broken.json").write_text("{")
    write("z.txt", QUANTUM)
    assert pulled(source) == {"read": 10, "new": 3, "refused": 7}
    run = FetchRun.objects.get()
    assert [refusal["name"][0] for refusal in run.refusals] == list("bcdfghi")
    assert all(refusal["reason"] for refusal in run.refusals)
    assert KOREAN in PressItem.objects.get(language="ko").current.text  # type: ignore[union-attr]


def test_names_too_long_for_an_index_are_refused_and_stop_nothing_else(source: Source, write: Write) -> None:
    """C9: random characters, which the index cannot compress; Hangul takes three bytes a letter, nine in an address."""
    long = "".join(random.Random(1).choices(string.ascii_letters, k=3_800))
    hangul = "".join(map(chr, random.Random(1).choices(range(0xAC00, 0xD7A4), k=900)))
    write("a.json", json.dumps({"text": SPACE, "address": f"https://example.org/{long}"}))
    write("b.json", json.dumps({"text": SPACE, "address": f"https://example.org/{hangul}"}))
    write("c.json", json.dumps({"text": SPACE, "address": f"https://example.org/{long[:1_900]}"}))
    write("/".join(["d", *(hangul[start : start + 75] for start in range(0, 900, 75)), "d.txt"]), QUANTUM)
    write("하.txt", QUANTUM)
    assert pulled(source) == {"read": 5, "new": 2, "refused": 3}
    reasons = [refusal["reason"] for refusal in FetchRun.objects.get().refusals]
    assert all("2,000 bytes" in reason for reason in reasons)


def test_a_source_may_be_a_link_to_its_folder(db: None, place: Path, write: Write) -> None:
    write("a.txt", SPACE)
    (place.parent / "link").symlink_to(place)
    linked = Source.objects.create(slug="linked", name="Linked", location=str(place.parent / "link"))
    assert pulled(linked) == {"read": 1, "new": 1}


def test_refused_bytes_are_parsed_once(source: Source, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a few hostile files would take the whole time of every pull."""
    asked: list[str] = []

    def parser(file: FoundFile) -> FoundDocument:
        asked.append(file.key)
        raise Refused("is " + "very " * 1_000 + "bad")

    monkeypatch.setattr(pipeline, "parse", parser)
    (place / "a.txt").write_text("Bytes that no other test refuses.")
    first, second = pulled(source), pulled(source)
    assert first == second == {"read": 1, "refused": 1}
    assert asked == ["a.txt"]
    assert len(FetchRun.objects.latest("pk").refusals[0]["reason"]) == 300


def test_the_end_of_a_workers_time_is_no_fault_of_the_file(
    source: Source, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(file: FoundFile) -> FoundDocument:
        raise SoftTimeLimitExceeded

    write("a.txt", f"{SPACE} Too late.")
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "parse", too_late)
        with pytest.raises(SoftTimeLimitExceeded):
            pipeline.pull(source.pk)
    Source.objects.update(lease_until=Now() - datetime.timedelta(seconds=1))
    assert pulled(source) == {"read": 1, "new": 1}


@pytest.mark.parametrize("gone", [False, True])
def test_a_pull_that_lost_its_lease_ends_quietly(source: Source, write: Write, place: Path, gone: bool) -> None:
    """A17: whether it would have finished or failed."""
    write("a.txt", SPACE)

    def steal(_key: str) -> None:
        Source.objects.filter(pk=source.pk).update(lease_by="another")
        if gone:
            raise folder.Unreachable("the folder is gone")

    assert pipeline.pull(source.pk, told=steal) is None
    assert Source.objects.get().lease_by == "another"


def test_html_may_not_hold_a_pull_up(source: Source, place: Path) -> None:
    """C3: deep nesting, many attributes, millions of angle brackets."""
    (place / "a.html").write_text("<div>" * 100_000 + "text")
    (place / "b.html").write_text("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">text</p>")
    (place / "c.html").write_text("<" * 2_000_000)
    began = time.monotonic()
    assert pulled(source) == {"read": 3, "refused": 3}
    assert time.monotonic() - began < 20


def test_a_file_that_still_grows_waits_for_the_next_pull(
    source: Source, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B28: it is neither read nor refused."""
    monkeypatch.setattr(folder, "SETTLED", 3600.0)
    write("a.txt", SPACE)
    run = pipeline.pull(source.pk)
    assert run
    assert (run.tally.read, run.tally.unsettled) == (0, 1)
    monkeypatch.setattr(folder, "SETTLED", 0.0)
    assert pulled(source) == {"read": 1, "new": 1}


def test_a_renamed_and_a_deleted_file_change_nothing(source: Source, write: Write) -> None:
    """B28, B21: nothing is deleted by a pull."""
    path = write("a.txt", SPACE)
    pulled(source)
    path.rename(path.with_name("b.txt"))
    assert pulled(source) == {"read": 1, "same": 1}
    path.with_name("b.txt").unlink()
    assert pulled(source) == {}
    assert PressItem.objects.count() == 1


def test_a_quiet_source_leaves_one_row_and_not_thousands(source: Source, write: Write) -> None:
    write("a.txt", SPACE)
    for _ in range(5):
        pulled(source)
    assert [(run.outcome, run.new, run.same) for run in FetchRun.objects.order_by("pk")] == [
        ("done", 1, 0),
        ("done", 0, 1),
    ]


def test_a_source_that_is_gone_fails_and_rests_longer_each_time(source: Source, place: Path) -> None:
    place.rmdir()
    for failures in range(1, 4):
        run = pipeline.pull(source.pk)
        assert run
        assert run.row.outcome == "failed"
        assert "there is no folder" in run.row.error
        source.refresh_from_db()
        assert source.consecutive_failures == failures
        rest = source.next_check_at - timezone.now()
        assert rest > source.check_every * 2 ** (failures - 1) - datetime.timedelta(seconds=10)
    Source.objects.update(check_every=datetime.timedelta(days=400_000), consecutive_failures=12)
    run = pipeline.pull(source.pk)
    assert run
    assert run.row.outcome == "failed", "however long the rest would be"
    place.mkdir()
    pulled(source)
    source.refresh_from_db()
    assert (source.consecutive_failures, source.error) == (0, "")


def test_one_holder_at_a_time(source: Source) -> None:
    """A17, A21: two claims of one source; who lost its lease may not write the outcome."""
    first, second = new_holder(), new_holder()
    assert claim_source(source.pk, first, only_when_due=True)
    assert not claim_source(source.pk, second, only_when_due=True)
    assert not claim_source(source.pk, second, only_when_due=False)
    assert pipeline.pull(source.pk) is None
    run = runs.begin(source, first)
    Source.objects.filter(pk=source.pk).update(lease_until=Now() - datetime.timedelta(seconds=1))
    assert claim_source(source.pk, second, only_when_due=True)
    with pytest.raises(LeaseLost):
        renew_source(source.pk, first)
    with pytest.raises(LeaseLost):
        run.finish()
    assert Source.objects.get().lease_by == second


def test_an_inactive_or_resting_source_is_read_only_when_asked_for(source: Source, write: Write) -> None:
    write("a.txt", SPACE)
    Source.objects.update(is_active=False)
    assert pipeline.pull(source.pk, only_when_due=True) is None
    assert pulled(source) == {"read": 1, "new": 1}


def test_a_scheduled_pull_stops_when_its_time_is_up_and_the_next_goes_on(
    source: Source, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "BATCH", 2)
    for number in range(5):
        write(f"{number}.txt", f"{SPACE} {number}")
    run = pipeline.pull(source.pk, only_when_due=True, seconds=1e-9)
    assert run
    assert (run.row.outcome, run.row.new) == ("interrupted", 1)
    while run.row.outcome == "interrupted":
        run = pipeline.pull(source.pk, only_when_due=True, seconds=0.2)
        assert run
    assert PressItem.objects.count() == 5


def test_a_reading_whose_worker_died_is_swept(source: Source) -> None:
    """A2: counted as interrupted once its lease has run out, not before."""
    holder = new_holder()
    claim_source(source.pk, holder, only_when_due=True)
    runs.begin(source, holder)
    assert runs.sweep() == 0
    Source.objects.update(lease_until=Now() - datetime.timedelta(seconds=1))
    assert runs.sweep() == 1
    assert FetchRun.objects.get().outcome == "interrupted"


def test_a_rehearsal_writes_nothing(db: None, place: Path, write: Write) -> None:
    write("a.txt", SPACE)
    write("b.txt", QUANTUM)
    (place / "c.txt").write_bytes(b"")
    tally = pipeline.rehearse(known_as(place))
    assert (tally.new, tally.refused) == (2, 1)
    assert not Source.objects.exists()
    assert not PressItem.objects.exists()
    source = ensure(place)
    pulled(source)
    write("a.txt", SPACE + " Corrected.")
    before = (PressItemRevision.objects.count(), Sighting.objects.count())
    tally = pipeline.rehearse(known_as(place))
    assert (tally.changed, tally.same, tally.refused) == (1, 1, 1)
    assert (PressItemRevision.objects.count(), Sighting.objects.count()) == before


def test_unchanged_files_cost_one_query_a_batch(source: Source, write: Write) -> None:
    for number in range(40):
        write(f"{number}.txt", f"{SPACE} {number}")
    pulled(source)
    pulled(source)
    with CaptureQueriesContext(connection) as queries:
        pulled(source)
    assert len(queries) < 20


def test_replay_gives_the_same_hashes(place: Path, write: Write, source: Source) -> None:
    """D10: the same files into an empty store give the same contents in the same order."""
    write("a.txt", SPACE)
    write("b.md", QUANTUM, title="Quantum", address="https://example.org/q")

    def kept() -> list[tuple[str, str, list[int]]]:
        rows = PressItemRevision.objects.order_by("pk").values_list("content_sha256", "raw__sha256", "signature")
        return list(rows)

    pulled(source)
    first = kept()
    PressItem.objects.update(current=None)
    PressItem.objects.all().delete()
    pulled(source)
    assert kept() == first
