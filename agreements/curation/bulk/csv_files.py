"""CSV as people's programs write it: UTF-8 with or without a mark, UTF-16, or Korean Excel's CP949; any separator."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.curation.bulk.book import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Grid,
    Problem,
    Unreadable,
    too_long,
)
from agreements.curation.bulk.harmless import as_it_was, made_harmless
from agreements.curation.bulk.shape import SHEETS
from agreements.domain.text import fold

_KNOWN_HEADS = frozenset(head for sheet in SHEETS for head in sheet.headings)
_COPY = re.compile(r"(?:[ _-]*\(\d+\)|[ _-]*copy|[ _-]*복사본)+$", re.IGNORECASE)
"""What a computer adds to the name of a file that is there already."""


def alone(content: bytes, name: str) -> Iterator[tuple[str, Grid]]:
    """One CSV file, as the sheet that its name or its heads tell."""
    yield title_of(name), grid(content)


def title_of(name: str) -> str:
    """The name of a sheet in the name of its file."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _COPY.sub("", stem)


def grid(content: bytes) -> Grid:
    """The cells of one file. Raises Unreadable."""
    text = _text(content)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    return _rows(rows)


def _rows(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[Cell]]]:
    number = 0
    before = csv.field_size_limit(LONGEST_CELL * 4)
    try:
        for cells in rows:
            number += 1
            if number > MOST_ROWS * 2:
                return
            if len(cells) > MOST_COLUMNS:
                cells = cells[:MOST_COLUMNS] if not any(cells[MOST_COLUMNS:]) else cells[: MOST_COLUMNS + 1]
            yield number, [_cell(cell) for cell in cells]
    except csv.Error as problem:
        message = _("From here on the file cannot be told into cells: look for a quotation mark that is not closed.")
        yield number + 1, [Problem("", 0, "", message, str(problem)[:60])]
    finally:
        csv.field_size_limit(before)


def _cell(text: str) -> Cell:
    return too_long(text) or as_it_was(text) or None if text.strip() else None


def _text(content: bytes) -> str:
    """The file as text: by its mark, else UTF-8, else CP949."""
    marks = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
    marked = [name for mark, name in marks if content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp949"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("The letters of this file cannot be told. Save it as “CSV UTF-8”, or as .xlsx."))


def _delimiter(text: str) -> str:
    """The sign under which the first row holds most heads that are known."""
    first = text.lstrip().split("\n", 1)[0]

    def heads(sign: str) -> int:
        return sum(fold(cell.strip(' "\r')) in _KNOWN_HEADS for cell in first.split(sign))

    return max(",;\t", key=heads)


def written(rows: Iterator[list[str]]) -> bytes:
    """Rows as a CSV file that Excel, too, reads as UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([made_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
