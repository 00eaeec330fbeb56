"""Files for tests, made the way a person makes them: heads, then rows, cell by cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from openpyxl import Workbook

from agreements.curation import bulk
from agreements.curation.bulk import applying, csv_files, writing

Rows = Iterable[Mapping[str, Any]]


def workbook(**sheets: Rows) -> bytes:
    """A workbook of these sheets; each row names its columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        rows = list(rows)
        heads = list(dict.fromkeys(head for row in rows for head in row))
        page = book.create_sheet(name)
        page.append(heads)
        for row in rows:
            page.append([row.get(head) for head in heads])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**sheets: Rows) -> bytes:
    """The same as CSV files in a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, rows in sheets.items():
            rows = list(rows)
            heads = list(dict.fromkeys(head for row in rows for head in row))
            lines = [heads, *([str(row.get(head, "")) for head in heads] for row in rows)]
            packed.writestr(f"{name}.csv", csv_files.written(iter(lines)))
    return out.getvalue()


def book_of(**sheets: Rows) -> bulk.Book:
    """A book as read from a workbook."""
    return bulk.read(workbook(**sheets), "file.xlsx")


def exported(by: User | None = None) -> dict[str, list[dict[str, str]]]:
    """The register as it is exported, as rows that can be edited."""
    rows = bulk.everything(by=by)
    return {
        sheet.name: [
            {column.name: cell for column, cell in zip(sheet.columns, row, strict=True)} for row in rows[sheet.name]
        ]
        for sheet in bulk.shape.SHEETS
    }


def planned(by: User | None, **sheets: Rows) -> bulk.Plan:
    """What these rows would do, tried out."""
    made = bulk.plan(book=book_of(**sheets), by=by)
    applying.rehearse(plan=made, by=by)
    return made


def applied(by: User | None, **sheets: Rows) -> bulk.Applied:
    """These rows, applied."""
    return bulk.apply(plan=bulk.plan(book=book_of(**sheets), by=by), by=by, reason="a test file")


def as_workbook() -> bytes:
    return writing.as_workbook(bulk.everything(by=None))
