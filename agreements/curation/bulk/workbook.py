"""Reading a workbook, or a zip of CSV files: cells as they are typed, dates as exact as they are shown, no formula."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from agreements.curation.bulk import csv_files
from agreements.curation.bulk.book import MOST_COLUMNS, MOST_ROWS, Cell, Grid, Problem, Unreadable, too_long
from agreements.curation.bulk.harmless import as_it_was, decoded
from agreements.curation.bulk.packed import opened
from agreements.domain.dates import EARLIEST_YEAR, LATEST_YEAR, PartialDate

_SILENT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""Parts of a number format that show no part of a date."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):')


def grids(content: bytes) -> Iterator[tuple[str, Grid]]:
    """The sheets of a workbook, or the files of a zip. Raises Unreadable."""
    with opened(content) as packed:
        if "xl/workbook.xml" in packed.namelist():
            yield from _sheets(content)
        elif {"content.xml", "xl/workbook.bin"} & set(packed.namelist()):
            raise Unreadable(_("This workbook is of another kind. Save it as .xlsx."))
        else:
            yield from _files(packed)


def _files(packed: zipfile.ZipFile) -> Iterator[tuple[str, Grid]]:
    names = [name for name in packed.namelist() if name.lower().endswith((".csv", ".tsv", ".txt"))]
    names = [name for name in names if not name.startswith("__MACOSX/")]
    if not names:
        raise Unreadable(_("This zip holds no CSV file."))
    for name in names:
        yield csv_files.title_of(name), csv_files.grid(packed.read(name))


def _sheets(content: bytes) -> Iterator[tuple[str, Grid]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            if sheet.title not in ("about", "codes"):
                with book._archive.open(sheet._worksheet_path) as part:
                    merged = _merged(part.read())
                yield sheet.title, list(_rows(sheet, merged))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(_("The workbook cannot be read. Open it, save it as .xlsx and try once more.")) from problem


def _merged(part: bytes) -> set[tuple[int, int]]:
    """The first cell of each merged area, by row and column: what it says is said of one row, and seems to be of more.
    Reading row by row, the library passes them over."""
    found = _MERGED.findall(part)
    return {(int(row), column_index_from_string(letters.decode())) for letters, row in found}


def _rows(sheet: Any, merged: set[tuple[int, int]]) -> Iterator[tuple[int, list[Cell]]]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS + 1)
    for number, row in enumerate(rows, 1):
        cells = [_merger() if (number, place) in merged else _cell(cell) for place, cell in enumerate(row, 1)]
        if any(cell is not None for cell in cells):
            yield number, cells


def _merger() -> Problem:
    return Problem("", 0, "", _("This cell is merged with others. Unmerge them, and fill in each row by itself."))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | datetime.date | datetime.time):
        typed = value if isinstance(value, str) else "="
        return Problem(
            "", 0, "", _("This is a formula. Paste its value instead: formulas are never worked out here."), typed[:60]
        )
    if cell.data_type == "e":
        return Problem("", 0, "", _("The spreadsheet could not work this out. Type the value."), str(value)[:60])
    if isinstance(value, str):
        text = decoded(value)
        return too_long(text) or as_it_was(text) if text.strip() else None
    if isinstance(value, datetime.date | datetime.time):
        return _date(value, str(cell.number_format or ""))
    return _figure(value)


def _figure(value: bool | int | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


def _date(value: datetime.date | datetime.time, shown: str) -> Cell:
    """A date is as exact as the cell shows it: “Nov 2023” typed into a spreadsheet is no day."""
    if isinstance(value, datetime.time) or not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        return Problem(
            "",
            0,
            "",
            _("The spreadsheet has made a time of this cell. Format it as text and type it again."),
            str(value),
        )
    letters = _SILENT.sub("", shown).lower()
    if "d" in letters or "y" not in letters:
        return PartialDate(value.year, value.month, value.day)
    return PartialDate(value.year, value.month) if "m" in letters else PartialDate(value.year)
