"""`manage.py ingest` says what it did, in words, and fails with one."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agreements.ingest.lease import claim_source, new_holder
from agreements.models import PressItem, Source
from tests.ingest.conftest import Write
from tests.ingest.texts import QUANTUM, SPACE

pytestmark = pytest.mark.django_db


def ingest(**options: object) -> str:
    output = StringIO()
    call_command("ingest", stdout=output, **options)
    return output.getvalue()


def test_any_folder_is_read_and_summed_up(place: Path, write: Write) -> None:
    write("a.txt", SPACE)
    write("b.txt", QUANTUM)
    write("c.txt", "")
    said = ingest(path=place)
    assert "read 3  new 2  changed 0  same 0  refused 1" in said
    assert "refused: c.txt is empty" in said
    assert "Proposals for a curator: 2 new" in said
    assert not Source.objects.get().is_active
    assert Source.objects.get().name == place.name, "the rest of its path is nobody's business"
    assert "same 2" in ingest(path=place)


def test_a_dry_run_writes_nothing(place: Path, write: Write) -> None:
    write("a.txt", SPACE)
    said = ingest(path=place, dry_run=True)
    assert "new 1" in said
    assert "Nothing was written." in said
    assert not PressItem.objects.exists()


@pytest.mark.parametrize(("name", "reason"), [("nowhere", "There is no folder"), ("file", "is not a folder")])
def test_a_path_that_is_no_folder_is_said_to_be_none(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match=reason):
        ingest(path=tmp_path / name)
    assert not Source.objects.exists()


def test_an_unknown_source_is_told_from_the_known_ones(source: Source) -> None:
    with pytest.raises(CommandError, match=rf"There is no source “other”. Sources: {source.slug}"):
        ingest(source="other")


def test_a_source_in_other_hands_is_left_to_them(source: Source) -> None:
    claim_source(source.pk, new_holder(), only_when_due=True)
    with pytest.raises(CommandError, match="is being read by another process"):
        ingest(source=source.slug)


def test_a_lost_folder_fails_with_its_name(source: Source, place: Path) -> None:
    place.rmdir()
    with pytest.raises(CommandError, match="There is no folder"):
        ingest(source=source.slug)


def test_an_unreachable_source_stops_no_other(source: Source, write: Write) -> None:
    write("a.txt", SPACE)
    for name in ("AAA", "ZZZ"):
        Source.objects.create(slug=name.lower(), name=name, location=f"/nowhere/{name}")
    with pytest.raises(CommandError, match=r"/nowhere/AAA.*\n.*/nowhere/ZZZ"):
        ingest()
    assert PressItem.objects.count() == 1
