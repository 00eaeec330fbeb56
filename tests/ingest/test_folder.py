"""A folder gives its regular, settled, readable files and a reason for each of the others."""

from __future__ import annotations

import os
import pwd
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agreements.ingest.sources.folder import BATCH, Listed, Refusal, Unreachable, Unsettled, count, listing
from agreements.ingest.sources.found import FoundFile, Refused

LATER = 60.0
"""Seconds by which the clock that is passed in runs ahead, so that files just made count as settled."""


def looked_at(folder: Path) -> dict[str, FoundFile | str]:
    """Every key with its file or its reason."""
    found: dict[str, FoundFile | str] = {}
    for batch in listing(folder):
        for entry in batch:
            found[entry.key] = outcome(entry)
    return found


def outcome(entry: Listed | Refusal) -> FoundFile | str:
    if isinstance(entry, Refusal):
        return entry.reason
    try:
        return entry.read(time.time() + LATER)
    except Refused as refusal:
        return refusal.reason


def test_files_of_all_folders_are_given_by_path(tmp_path: Path) -> None:
    (tmp_path / "2023" / "11").mkdir(parents=True)
    (tmp_path / "2023" / "11" / "a.txt").write_text("one")
    (tmp_path / "b.md").write_text("two")
    for passed_over in ("README.md", ".hidden.txt", "b.md~"):
        (tmp_path / passed_over).write_text("no")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("no")
    assert looked_at(tmp_path) == {
        "2023/11/a.txt": FoundFile("2023/11/a.txt", b"one", "text/plain"),
        "b.md": FoundFile("b.md", b"two", "text/markdown"),
    }


def test_links_and_special_files_are_refused_and_hold_nobody_up(tmp_path: Path) -> None:
    """B28: a link out of the folder, a link to a folder, a pipe."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "null.txt").symlink_to("/dev/null")
    os.mkfifo(inside / "pipe.txt")
    began = time.monotonic()
    found = looked_at(inside)
    assert time.monotonic() - began < 1
    assert found == {
        "link.txt": "is a symbolic link",
        "folder": "is a symbolic link",
        "null.txt": "is a symbolic link",
        "pipe.txt": "is not a regular file",
    }


def test_a_link_put_in_place_after_the_listing_is_refused(tmp_path: Path) -> None:
    """B28: what is opened is what was listed."""
    (tmp_path / "a.txt").write_text("good")
    (tmp_path / "b.txt").write_text("secret")
    for batch in listing(tmp_path):
        (tmp_path / "a.txt").unlink()
        (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
        assert outcome(batch[0]) == "is a symbolic link"


def test_a_file_gone_meanwhile_is_a_refusal(tmp_path: Path) -> None:
    """B28: deleted between listing and reading."""
    (tmp_path / "a.txt").write_text("good")
    for batch in listing(tmp_path):
        (tmp_path / "a.txt").unlink()
        assert outcome(batch[0]) == "was gone when it was to be read"


def test_a_growing_file_is_left_for_later(tmp_path: Path) -> None:
    """B28: stable, then read; an old time of modification does not make a file settled."""
    growing = tmp_path / "a.txt"
    growing.write_text("half a sen")
    os.utime(growing, (1, 1))
    for batch in listing(tmp_path):
        assert isinstance(batch[0], Listed)
        with pytest.raises(Unsettled):
            batch[0].read(time.time())


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    """C9, F9: 50 MB of one line."""
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    began = time.monotonic()
    assert looked_at(tmp_path) == {"huge.txt": "is too large: 50 MB; the most is 10 MB"}
    assert time.monotonic() - began < 0.5


def test_other_kinds_of_file_are_named(tmp_path: Path) -> None:
    """B18, B19: archives and documents are refused by name."""
    for name in ("a.zip", "b.pdf", "c"):
        (tmp_path / name).write_text("x")
    assert all("is of a kind that is not read" in str(reason) for reason in looked_at(tmp_path).values())


def test_names_are_composed(tmp_path: Path) -> None:
    """B28, C5: a decomposed Hangul name is the same name; two spellings side by side are one file and a refusal."""
    name = "보도자료.txt"
    (tmp_path / unicodedata.normalize("NFD", name)).write_text("one")
    (only,) = looked_at(tmp_path)
    assert only == name
    (tmp_path / name).write_text("two")
    reasons = [outcome(entry) for batch in listing(tmp_path) for entry in batch]
    assert sum("same name" in str(reason) for reason in reasons) == 1


@pytest.mark.parametrize("name", [b"bad\xff.txt", b"line\nbreak.txt", b"\xe2\x80\xaeevil.txt", b"tab\t.txt"])
def test_names_that_cannot_be_kept_are_refused(tmp_path: Path, name: bytes) -> None:
    """B28, H5: bytes that are no UTF-8, controls that would forge a line of a log."""
    with open(os.fsencode(tmp_path) + b"/" + name, "w") as file:
        file.write("text")
    ((key, reason),) = looked_at(tmp_path).items()
    assert reason == "has a name with characters that cannot be kept"
    assert "\n" not in key


@contextmanager
def as_somebody_without_rights() -> Iterator[None]:
    """Root may read everything, so root steps down for a while."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(me)


def test_an_unreadable_file_or_folder_is_refused() -> None:
    """B28"""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # unlike pytest's own folders, which only their owner may enter
        (folder / "a.txt").write_text("x")
        (folder / "a.txt").chmod(0)
        (folder / "closed").mkdir(mode=0)
        with as_somebody_without_rights():
            assert len(looked_at(folder)) == 2
        (folder / "closed").chmod(0o700)


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="there is no folder"):
        count(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unreachable, match="is not a folder"):
        count(tmp_path / "file")


def test_many_files_come_in_batches(tmp_path: Path) -> None:
    """B28: a large folder is listed piece by piece, and every piece can still be opened."""
    for number in range(3 * BATCH + 7):
        (tmp_path / f"{number:05}.txt").write_text(str(number))
    sizes = [len(batch) for batch in listing(tmp_path)]
    assert sizes == [BATCH, BATCH, BATCH, 7]
    assert len(looked_at(tmp_path)) == count(tmp_path) == 3 * BATCH + 7
