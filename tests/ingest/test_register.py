"""A folder is one source, however often and however it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from agreements.ingest.sources import ensure, folder_of
from agreements.models import Source

pytestmark = pytest.mark.django_db


def test_a_folder_is_registered_once(tmp_path: Path) -> None:
    first = ensure(tmp_path, name="A folder")
    assert ensure(tmp_path / ".." / tmp_path.name, name="Another name") == first
    assert folder_of(first) == tmp_path.resolve()


def test_a_folder_of_the_project_may_move_with_it() -> None:
    source = ensure(Path(settings.BASE_DIR) / "seeds" / "press", slug="starter")
    assert source.location == "seeds/press"
    assert folder_of(source) == Path(settings.BASE_DIR) / "seeds" / "press"


def test_a_source_that_an_administrator_moved_stays_where_it_is(tmp_path: Path) -> None:
    source = ensure(tmp_path / "old", slug="press")
    Source.objects.filter(pk=source.pk).update(location=str(tmp_path / "new"))
    assert ensure(tmp_path / "old", slug="press").location == str(tmp_path / "new")
    assert Source.objects.count() == 1
