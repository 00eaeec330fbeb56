"""The folder of press items that comes with the catalogue, as a source to be pulled like any other."""

from __future__ import annotations

from pathlib import Path

from agreements.ingest.sources.register import ensure
from agreements.models import Source

PRESS_SLUG = "starter-press"


def ensure_press_source(folder: Path) -> Source:
    """The source row for `seeds/press`; what an administrator changed in it stays."""
    return ensure(folder, name="Press items of the starter catalogue", slug=PRESS_SLUG)
