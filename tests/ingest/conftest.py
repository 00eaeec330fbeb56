"""A folder of press items and a clock by which everything in it has settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from agreements.ingest.sources import ensure, folder
from agreements.models import Source

Write = Callable[..., Path]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder whose files count as settled at once."""
    monkeypatch.setattr(folder, "SETTLED", 0.0)
    (tmp_path / "press").mkdir()
    return tmp_path / "press"


@pytest.fixture
def source(db: None, place: Path) -> Source:
    return ensure(place, name="Test folder")


@pytest.fixture
def write(place: Path) -> Write:
    """`write("a.md", "text", title=…, address=…)`: a file with front matter where fields are given."""

    def write(name: str, text: str, **fields: str) -> Path:
        head = "".join(f"{key}: {value!r}\n" for key, value in fields.items())
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n{text}\n" if fields else text, encoding="utf-8")
        return path

    return write
