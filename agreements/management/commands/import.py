"""`manage.py import FILE`: what a file of many records would change, and with --apply, the change itself."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agreements.curation import bulk
from agreements.curation.bulk import applying
from agreements.curation.bulk.book import Problem

SHOWN = 50
"""Changes printed; problems are printed all."""


class Command(BaseCommand):
    """As in the editing room; for moving a register, ids and who accepted what are taken as the file has them."""

    help = "Say what a workbook, a zip of CSV files or one CSV file would change; --apply applies it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--apply", action="store_true", help="apply it, all or nothing")
        parser.add_argument("--reason", default="", help="why, for the history")

    def handle(self, *, file: Path, apply: bool, reason: str, **options: Any) -> None:
        try:
            plan = bulk.plan(book=bulk.read(file.read_bytes(), file.name), by=None)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
        except bulk.Unreadable as problem:
            raise CommandError(str(problem)) from problem
        if not apply:
            applying.rehearse(plan=plan, by=None)
        self._describe(plan)
        self._refuse(plan.problems)
        if apply and plan.effective:
            self._apply(plan, reason or f"imported from {file.name}")

    def _apply(self, plan: bulk.Plan, reason: str) -> None:
        try:
            done = bulk.apply(plan=plan, by=None, reason=reason)
        except bulk.Refused as refused:
            self._refuse(refused.problems)
        else:
            self.stdout.write(f"Applied: {done.new} new rows, {done.changed} changed, {done.removed} taken out.")
            for name, public_id in done.made.items():
                self.stdout.write(f"  {name} is {public_id}, a draft.")

    def _describe(self, plan: bulk.Plan) -> None:
        for change in plan.effective[:SHOWN]:
            values = "; ".join(f"{one.column}: {one.old!r} → {one.new!r}" for one in change.differences)
            self.stdout.write(
                f"  {change.sheet.name} row {change.number} {change.owner}: {change.kind}  {values[:300]}"
            )
        if len(plan.effective) > SHOWN:
            self.stdout.write(f"  … and {len(plan.effective) - SHOWN} more")
        for remark in plan.remarks:
            self.stdout.write(f"  look: {_place(remark)}")
        counts = plan.counts
        told = f"{counts['new']} new rows, {counts['changed']} changed, {counts['removed']} taken out"
        self.stdout.write(f"{told}, {counts['same']} as they are.")

    @staticmethod
    def _refuse(problems: list[Problem]) -> None:
        if problems:
            raise CommandError("Nothing is applied:\n" + "\n".join(f"  {_place(problem)}" for problem in problems))


def _place(problem: Problem) -> str:
    row = f" row {problem.row}" if problem.row else ""
    column = f" {problem.column}" if problem.column else ""
    typed = f" (“{problem.typed}”)" if problem.typed else ""
    return f"{problem.sheet}{row}{column}{typed}: {problem.message}"
