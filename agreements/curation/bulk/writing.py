"""Writing sheets: a workbook that explains itself, or a zip of CSV files of the same sheets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from agreements.curation.bulk import csv_files, guide
from agreements.curation.bulk.harmless import coded, made_harmless
from agreements.curation.bulk.shape import SHEETS, Sheet

Rows = Mapping[str, Iterable[list[str]]]
"""The rows of each sheet, by its name."""
_EARLIER = (2000, 1, 1, 0, 0, 0)
"""The same sheets are the same bytes."""
_HEAD = Font(bold=True, color="FFFFFF")
_NEEDED, _MAY = PatternFill("solid", fgColor="0B5F59"), PatternFill("solid", fgColor="57524A")


def as_zip(rows: Rows) -> bytes:
    """One CSV file for each sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for sheet in SHEETS:
            packed.writestr(zipfile.ZipInfo(f"{sheet.name}.csv", _EARLIER), as_csv(sheet, rows.get(sheet.name, ())))
    return out.getvalue()


def as_csv(sheet: Sheet, rows: Iterable[list[str]]) -> bytes:
    """One sheet."""
    return csv_files.written(_with_heads(sheet, rows))


def as_workbook(rows: Rows) -> bytes:
    """Every sheet, after one that says what each column means and before one that lists the codes."""
    book = Workbook(write_only=True)
    _explain(book)
    for sheet in SHEETS:
        _write(book, sheet, rows.get(sheet.name, ()))
    _codes(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_heads(sheet: Sheet, rows: Iterable[list[str]]) -> Iterator[list[str]]:
    yield [column.name for column in sheet.columns]
    yield from rows


def _write(book: Workbook, sheet: Sheet, rows: Iterable[list[str]]) -> None:
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "B2"
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = guide.width(column)
        page.column_dimensions[letter].number_format = "@"
    page.append([_head(page, column.name, is_needed=column.is_needed) for column in sheet.columns])
    plain = _plain(page)
    for row in rows:
        page.append([_text(page, cell, plain) if cell else None for cell in row])


def _head(page: Any, text: str, *, is_needed: bool = False) -> Any:
    cell = WriteOnlyCell(page, text)
    cell.font, cell.fill = _HEAD, _NEEDED if is_needed else _MAY
    return cell


def _text(page: Any, text: str, like: Any) -> Any:
    """A cell that is text whatever it looks like, and stays text when it is edited."""
    cell = WriteOnlyCell(page)
    cell.value = coded(made_harmless(text))
    cell.data_type = "s"
    cell._style = like._style
    return cell


def _plain(page: Any) -> Any:
    cell = WriteOnlyCell(page)
    cell.number_format = "@"
    return cell


def _explain(book: Workbook) -> None:
    page = book.create_sheet("about")
    for letter, width in zip("ABCDEF", (20, 18, 26, 22, 62, 62), strict=True):
        page.column_dimensions[letter].width = width
    plain = _plain(page)
    plain.alignment = Alignment(wrap_text=True, vertical="top")
    for english, korean in guide.rules():
        page.append([_text(page, english, _plain(page)), None, None, None, None, _text(page, korean, _plain(page))])
    page.append([])
    page.append([_head(page, text) for text in ("sheet", "column", "English", "한국어", "what it holds", "내용")])
    for row in guide.columns():
        page.append([_text(page, text, plain) for text in row])


def _codes(book: Workbook) -> None:
    page = book.create_sheet("codes")
    for letter, width in zip("ABCDE", (20, 18, 26, 44, 34), strict=True):
        page.column_dimensions[letter].width = width
    page.append([_head(page, text) for text in ("sheet", "column", "code", "English", "한국어")])
    for row in guide.codes():
        page.append(list(row))
