"""`manage.py ingest`: read sources now, without waiting for the schedule, and say what came of it."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agreements.ingest import extract, pipeline
from agreements.ingest.sources import ensure, folder, folder_of, known_as
from agreements.ingest.tally import Tally
from agreements.management.bar import bar
from agreements.models import Candidate, PressItemRevision, Source
from agreements.seeding.press import link_press

SHOWN = 50
"""Refusals printed; the reading's row in the admin holds more."""


class Command(BaseCommand):
    """Without arguments every active source is read; with --path any folder, which then is a source off schedule."""

    help = "Read folders of press items: keep what is new, read it, propose agreements."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--source", metavar="SLUG", help="one source, by its short name")
        which.add_argument("--path", metavar="DIR", type=Path, help="any folder of .txt, .md, .html and .json files")
        parser.add_argument("--dry-run", action="store_true", help="say what would be kept, and write nothing")

    def handle(self, *, source: str | None, path: Path | None, dry_run: bool, **options: Any) -> None:
        if path and dry_run:
            self._rehearse(known_as(checked(path)))
            return
        chosen = [ensure(checked(path), is_active=False)] if path else _chosen(source)
        if not chosen:
            raise CommandError("There is no active source; name a folder with --path.")
        problems = [self._problem_with(one, self._rehearse if dry_run else self._ingest) for one in chosen]
        if any(problems):
            raise CommandError("\n".join(filter(None, problems)))

    def _problem_with(self, source: Source, work: Callable[[Source], None]) -> str:
        """What went wrong with one source, which stops no other."""
        try:
            work(source)
        except CommandError as problem:
            return str(problem)
        return ""

    def _rehearse(self, source: Source) -> None:
        with bar(self.stdout, f"Looking at {source.name}", _count(folder_of(source))) as told:
            tally = pipeline.rehearse(source, told=told)
        self._summarise(tally)
        self.stdout.write("Nothing was written.")

    def _ingest(self, source: Source) -> None:
        tally = self._pull(source)
        if tally.unsettled:
            self.stdout.write(f"{tally.unsettled} files changed just now; waiting until they have settled …")
            time.sleep(folder.SETTLED)
            tally = self._pull(source).after(tally)
        revisions = self._read(source)
        link_press()
        self._summarise(tally)
        self._proposals(revisions)

    def _pull(self, source: Source) -> Tally:
        with bar(self.stdout, f"Reading {source.name}", _count(folder_of(source))) as told:
            run = pipeline.pull(source.pk, told=told)
        if run is None:
            raise CommandError(f"{source.name} is being read by another process; try again in a minute.")
        if run.row.outcome == "failed":
            raise CommandError(f"{source.name} cannot be read: {run.row.error}.")
        return run.tally

    def _read(self, source: Source) -> list[int]:
        waiting = PressItemRevision.objects.waiting().filter(item__sightings__source=source)
        ids = list(waiting.order_by("pk").values_list("pk", flat=True).distinct())
        if ids:
            with bar(self.stdout, "Finding agreements in new texts", len(ids)) as told:
                extract.read_waiting(among=ids, told=told)
        return ids

    def _summarise(self, tally: Tally) -> None:
        counts = [(name, getattr(tally, name)) for name in ("read", "new", "changed", "same", "refused")]
        self.stdout.write("  ".join(f"{name} {count}" for name, count in counts))
        if tally.unsettled:
            self.stdout.write(f"left for later, still being written: {tally.unsettled}")
        for refusal in tally.refusals[:SHOWN]:
            self.stdout.write(f"  refused: {refusal['name']} {refusal['reason']}")
        if tally.refused > SHOWN:
            self.stdout.write(f"  … and {tally.refused - SHOWN} more")

    def _proposals(self, revisions: list[int]) -> None:
        """How many agreements the new texts name, by what the register knows of them, and what could not be read."""
        made = Candidate.objects.filter(revision__in=revisions).values_list("match", flat=True)
        if counts := Counter(made):
            found = ", ".join(f"{counts[match]} {match}" for match in ("matched", "ambiguous", "new") if counts[match])
            self.stdout.write(f"Proposals for a curator: {found}")
        unread = PressItemRevision.objects.filter(pk__in=revisions).exclude(read_state="read")
        for left in unread.select_related("item"):
            self.stdout.write(f"  not read: {left.item}: {left.error or 'it is tried again in a minute'}")


def checked(path: Path) -> Path:
    """The folder, or the reason for which it is none."""
    try:
        _count(path)
    except CommandError as problem:
        raise CommandError(f"{problem} Name a folder with press items in it.") from None
    return path


def _count(place: Path) -> int:
    try:
        return folder.count(place)
    except folder.Unreachable as problem:
        words = str(problem)
        raise CommandError(f"{words[0].upper()}{words[1:]}.") from None


def _chosen(slug: str | None) -> list[Source]:
    if slug is None:
        return list(Source.objects.filter(kind="folder", is_active=True))
    folders = Source.objects.filter(kind="folder")
    found = folders.filter(slug=slug)
    if not found:
        known = ", ".join(folders.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no source “{slug}”. Sources: {known}.")
    return list(found)
