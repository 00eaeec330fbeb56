"""`manage.py verify`: check that what the register holds is sound; fails with the list of what is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agreements.ingest.verify import CHECKS


class Command(BaseCommand):
    help = "Check hashes, quotations, proposals and derived statuses; nothing is changed."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for what, check in CHECKS.items():
            found = list(check())
            wrong += len(found)
            self.stdout.write(f"{what}: {'sound' if not found else f'{len(found)} wrong'}")
            for sentence in found:
                self.stdout.write(f"  {sentence}")
        if wrong:
            raise CommandError(f"{wrong} things are wrong.")
