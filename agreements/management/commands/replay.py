"""`manage.py replay`: read the stored texts again, say what the reader would now propose otherwise, and put it so."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from agreements.domain.vocabulary import FORMS, REPORTED_STATUSES
from agreements.ingest import replay
from agreements.management.bar import bar
from agreements.reading import READER_VERSION


class Command(BaseCommand):
    help = "Read stored texts again and show the differences; with --apply, replace proposals nobody has touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="replace what only the machine has spoken of")

    def handle(self, *, apply: bool, **options: Any) -> None:
        found: list[replay.Difference] = []
        texts = replay.texts()
        with bar(self.stdout, f"Reading again with reader {READER_VERSION}", texts.count()) as told:
            for revision in texts.iterator(chunk_size=100):
                found.append(replay.put_right(revision) if apply else replay.compare(revision))
                told(revision)
        for difference in filter(None, found):
            self._show(difference)
        self._summarise(found, apply=apply)

    def _show(self, difference: replay.Difference) -> None:
        self.stdout.write(f"{difference.revision}")
        if difference.problem:
            self.stdout.write(f"  not read: {difference.problem}")
        for mention in difference.new:
            title = mention.title.value if mention.title else "(no title)"
            self._line("+", mention.form.value, mention.status.value, title)
        for sign, candidates in (("~", difference.changed), ("-", difference.gone)):
            for candidate in candidates:
                title = (candidate.reading.get("title") or {}).get("value", "(no title)")
                self._line(sign, candidate.reading["form"]["value"], candidate.reading["status"]["value"], title)

    def _line(self, sign: str, form: str, status: str, title: str) -> None:
        words = f"{FORMS.label(form, 'en')} · {REPORTED_STATUSES.label(status, 'en')} · {title}"
        self.stdout.write(f"  {sign} {words}")

    def _summarise(self, found: list[replay.Difference], *, apply: bool) -> None:
        counts = {
            "the same": sum(difference.same for difference in found),
            "new": sum(len(difference.new) for difference in found),
            "changed": sum(len(difference.changed) for difference in found),
            "gone": sum(len(difference.gone) for difference in found),
            "left as decided or edited": sum(difference.kept for difference in found),
        }
        self.stdout.write("Proposals: " + "  ".join(f"{name} {count}" for name, count in counts.items()))
        if not apply:
            self.stdout.write("Nothing was written; --apply replaces those that nobody has touched.")
