"""Show what the reader finds in files, without touching the register."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agreements.domain.dates import PartialDate
from agreements.domain.text import clean, clean_line
from agreements.reading import Document, read
from agreements.reading.html import main_text
from agreements.reading.reader import refusals
from agreements.reading.serialise import to_json
from agreements.reading.show import explained, painted


class Command(BaseCommand):
    """``extract FILE…``: mentions as coloured text, or as one JSON object a line."""

    help = "Read press items (.json, .txt, .md, .html, or - for standard input) and print the agreements found in them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a press item, or - for standard input")
        parser.add_argument("--format", choices=["text", "jsonl"], default="text", help="how to print what was found")
        parser.add_argument("--explain", action="store_true", help="also say which words gave nothing, and why")

    def handle(self, *, files: list[str], format: str, explain: bool, **options: Any) -> None:
        for name in files:
            identity, document = _open(name)
            reading = read(document)
            if format == "jsonl":
                line = {"id": identity, **to_json(reading, document)}
                self.stdout.write(json.dumps(line, ensure_ascii=False))
                continue
            self.stdout.write(painted(identity, reading, document, colour=self.stdout.isatty()))
            if explain:
                self.stdout.write(explained(refusals(document), document))


def _open(name: str) -> tuple[str, Document]:
    if name == "-":
        return "-", Document(clean(sys.stdin.read()))
    path = Path(name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}") from error
    if path.suffix == ".json":
        return _item(name, raw)
    if path.suffix in {".html", ".htm"}:
        page = main_text(raw)
        return path.stem, Document(clean(page.text), clean_line(page.title), page.published, page.language)
    return path.stem, Document(clean(raw.decode("utf-8", errors="replace")))


def _item(name: str, raw: bytes) -> tuple[str, Document]:
    """A press item as JSON: ``id``, ``text`` and, where known, ``title``, ``published`` and ``lang``.

    The text is read as it stands, so that quotes keep their places in it.
    """
    try:
        item = json.loads(raw)
        published = PartialDate.fromisoformat(item["published"]) if item.get("published") else None
        document = Document(item["text"], item.get("title") or "", published, item.get("lang"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{name}: not a press item: {error}") from error
    return str(item.get("id", Path(name).stem)), document
