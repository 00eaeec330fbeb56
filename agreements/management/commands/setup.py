"""`manage.py setup`: everything between an empty database and a site worth opening. Harmless to repeat."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from agreements.catalogue import search
from agreements.curation.access.accounts import create_first_curator, ensure_groups
from agreements.management.progress import counter, step
from agreements.seeding import load_catalogue
from agreements.seeding.problems import BadSeeds


class Command(BaseCommand):
    help = "Make the tables, load the starter catalogue, create the groups and a first curator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--empty", action="store_true", help="without the starter catalogue, as for a register filled from files"
        )

    def handle(self, *args: Any, empty: bool, **options: Any) -> None:
        self._make_tables()
        if not empty:
            self._load()
        if search.is_outdated():
            call_command("reindex", stdout=self.stdout)
        ensure_groups()
        if settings.STATIC_ROOT:
            call_command("collectstatic", interactive=False, verbosity=0)
        if curator := create_first_curator():
            self.stdout.write(curator.as_notice(settings.SITE_ORIGIN))

    def _load(self) -> None:
        with step(self.stdout.write, "Loading the starter catalogue"):
            try:
                summary = load_catalogue(progress=counter(self.stdout.write))
            except BadSeeds as mistakes:
                raise CommandError(str(mistakes)) from None
        for refusal in summary.refused:
            self.stderr.write(f"  {refusal}")

    def _make_tables(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            with step(self.stdout.write, "Making the tables"):
                call_command("migrate", interactive=False)
