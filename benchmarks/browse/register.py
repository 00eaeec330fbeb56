"""A register of invented agreements in a database of its own, made in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command
from django.db import connection, connections

WORDS = """
    semiconductors hydrogen batteries shipbuilding railways vaccines genomics fusion reactors wind quantum satellites
    robotics textiles fisheries forestry museums archives films games schools universities apprentices nursing trade
    customs tariffs patents standards taxation insurance banking pensions ports aviation roads housing water waste steel
    chemicals minerals defence cyber policing courts visas youth sport tourism language statistics meteorology oceans
    biodiversity agriculture food wine aerospace photonics materials
""".split()


@contextmanager
def register(many: int) -> Iterator[None]:
    """While open, the project's database holds `many` agreements and nothing else."""
    from agreements.runtime.folders import make_folder
    from agreements.runtime.postgres import EmbeddedPostgres, embedded_settings

    django.setup()
    with TemporaryDirectory(prefix="ukkr-browse-") as name:
        folder = make_folder(Path(name) / "data")
        with EmbeddedPostgres(folder, durable=False):
            connections.close_all()
            connections.settings["default"].update(embedded_settings(folder))
            connections["default"].settings_dict.update(embedded_settings(folder))
            call_command("migrate", verbosity=0)
            _fill(many)
            yield
            connections.close_all()


def _fill(many: int) -> None:
    from agreements.domain import vocabulary

    values = {
        "many": many,
        "words": WORDS,
        "forms": list(vocabulary.FORMS),
        "natures": list(vocabulary.LEGAL_NATURES),
        "levels": list(vocabulary.LEVELS),
        "sectors": list(vocabulary.SECTORS),
    }
    with connection.cursor() as cursor:
        cursor.execute(Path(__file__).with_name("generate.sql").read_text("utf-8"), values)
