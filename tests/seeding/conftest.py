"""A small catalogue in a folder of its own, and the whole one, loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from agreements.seeding import Summary, load_catalogue

Edit = Callable[[str, str, str], None]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the catalogue's files, to be edited."""
    folder = tmp_path / "seeds"
    shutil.copytree(settings.SEEDS_DIR, folder)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two agreements with everything that they name."""
    folder = tmp_path / "seeds"
    shutil.copytree(Path(__file__).parent / "small", folder)
    return folder


@pytest.fixture
def edit(small: Path) -> Edit:
    """Replace, in a file of the small catalogue, the one place where a text stands."""

    def replace(file: str, old: str, new: str) -> None:
        path = small / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} holds {text.count(old)} times {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def loaded(db: None, small: Path) -> Summary:
    """The small catalogue, loaded."""
    return load_catalogue(folder=small)
