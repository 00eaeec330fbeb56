"""`manage.py export FILE`: the whole register as a workbook, or as a zip of CSV files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agreements.curation import bulk
from agreements.curation.bulk import writing

WRITERS = {".xlsx": writing.as_workbook, ".zip": writing.as_zip}


class Command(BaseCommand):
    """Drafts are in it, too: it is for keepers of the register, not for readers."""

    help = "Write the register into a workbook (.xlsx) or a zip of CSV files (.zip), which import reads back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a name that ends in .xlsx or .zip")

    def handle(self, *, file: Path, **options: Any) -> None:
        write = WRITERS.get(file.suffix.lower())
        if write is None:
            raise CommandError(f"{file.name} ends in neither .xlsx nor .zip.")
        rows = bulk.everything(by=None)
        try:
            file.write_bytes(write(rows))
        except OSError as problem:
            raise CommandError(f"{file} cannot be written: {problem.strerror}.") from problem
        self.stdout.write(f"{len(rows['agreements'])} agreements with {sum(map(len, rows.values()))} rows in {file}.")
