"""A database of the benchmark's own, with the starter catalogue in it, that is gone afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def starter_catalogue() -> Iterator[None]:
    """Django set up on an embedded PostgreSQL in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(UKKR_DATA=folder, DJANGO_SETTINGS_MODULE="agreements.settings")
        from agreements.runtime.postgres import EmbeddedPostgres

        with EmbeddedPostgres(Path(folder), durable=False):
            import django
            from django.core.management import call_command

            django.setup()
            call_command("migrate", verbosity=0)
            from agreements.seeding import load_catalogue

            load_catalogue()
            yield
