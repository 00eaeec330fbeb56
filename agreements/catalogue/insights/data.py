"""The figures of a chart for programs: nested as the table is, or one line a count."""

from __future__ import annotations

import csv
import io

from agreements.catalogue.pages.insights import Chart, Counted, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(chart: Chart, origin: str) -> dict[str, object]:
    """Rows with their cells; addresses are whole."""
    return {
        "question": chart.question,
        "finding": chart.finding,
        "note": chart.note,
        "columns": [_line(column, origin) for column in chart.columns],
        "rows": [_line(row.line, origin) | {"cells": _cells(chart, row, origin)} for row in chart.rows],
    }


def as_csv(chart: Chart, origin: str) -> str:
    """One line for each cell that holds something."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(("row", "row_label", "column", "column_label", "agreements", "list"))
    for row in chart.rows:
        for column, cell in zip(chart.columns, row.cells, strict=True):
            if cell.count:
                named = (row.line.code, row.line.text.words, column.code, column.text.words)
                lines.writerow((*map(_plain, named), cell.count, origin + cell.address))
    return written.getvalue()


def _line(line: Counted, origin: str) -> dict[str, object]:
    label, language = line.text.words, line.text.language
    return {"code": line.code, "label": label, "language": language, "count": line.count, "list": origin + line.address}


def _cells(chart: Chart, row: Row, origin: str) -> list[dict[str, object]]:
    return [
        {"column": column.code, "count": cell.count, "list": origin + cell.address if cell.address else None}
        for column, cell in zip(chart.columns, row.cells, strict=True)
    ]


def _plain(text: str) -> str:
    """A name that a spreadsheet would take for a formula is kept from being one."""
    return f"'{text}" if text.startswith(_FORMULA) else text
