"""`manage.py setup`: everything between an empty database and a site worth opening. Harmless to repeat."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from agreements.curation.accounts import create_first_curator, ensure_groups
from agreements.management.progress import counter, step


class Command(BaseCommand):
    help = "Make the tables, load the starter catalogue, create the groups and a first curator."

    def handle(self, *args: Any, **options: Any) -> None:
        self._make_tables()
        try:
            from agreements.seeding import load_catalogue
        except ImportError:
            pass
        else:
            with step(self.stdout.write, "Loading the starter catalogue"):
                load_catalogue(progress=counter(self.stdout.write))
        ensure_groups()
        if settings.STATIC_ROOT:
            call_command("collectstatic", interactive=False, verbosity=0)
        if curator := create_first_curator():
            self.stdout.write(curator.as_notice(settings.SITE_ORIGIN))

    def _make_tables(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            with step(self.stdout.write, "Making the tables"):
                call_command("migrate", interactive=False)
