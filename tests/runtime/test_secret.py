"""The secret key of an installation that was given none. Guards E16."""

from pathlib import Path

from agreements.runtime.secret import kept_secret


def test_it_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "data")
    assert len(first) >= 50
    assert kept_secret(tmp_path / "data") == first
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]


def test_a_folder_that_cannot_hold_it_gives_a_key_for_this_process(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert len(kept_secret(tmp_path / "file" / "data")) >= 50
