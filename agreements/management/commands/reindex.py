"""`manage.py reindex`: work out anew what is derived from the records: statuses, then search entries."""

from typing import Any

from django.core.management.base import BaseCommand

from agreements.curation.upkeep import rebuild
from agreements.management.progress import step


class Command(BaseCommand):
    help = "Derive every status and write every search entry anew; records themselves are not changed."

    def handle(self, *args: Any, **options: Any) -> None:
        with step(self.stdout.write, "Deriving statuses and writing search entries"):
            changed, entries = rebuild()
        self.stdout.write(f"Statuses that changed: {changed}. Search entries: {entries}.")
