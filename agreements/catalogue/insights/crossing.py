"""Counting two ways at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pyroaring import FrozenBitMap

from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights.groups import Group, address
from agreements.catalogue.pages.insights import Cell, Counted, Row

Crossed = tuple[tuple[Counted, ...], tuple[Row, ...]]
"""Columns, and rows with their cells."""


def cross(result: Result, rows: Sequence[Group], columns: Sequence[Group], language: str) -> Crossed:
    """The result by rows and columns; those that hold nothing of it are left out. No query."""
    rows, columns = ([each for each in groups if _count(result, each)] for groups in (rows, columns))
    lines = tuple(_line(result, column, language) for column in columns)
    return lines, tuple(_row(result, row, columns, language) for row in rows)


def occupied(crossed: Crossed) -> Crossed:
    """Without rows and columns that meet none of the others."""
    columns, rows = crossed
    rows = tuple(row for row in rows if any(cell.count for cell in row.cells))
    kept = [place for place in range(len(columns)) if any(row.cells[place].count for row in rows)]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows)
    return tuple(columns[place] for place in kept), rows


def _row(result: Result, row: Group, columns: Sequence[Group], language: str) -> Row:
    within = result.numbers & row.held
    return Row(_line(result, row, language), tuple(_cell(result, within, row, each, language) for each in columns))


def _cell(result: Result, within: FrozenBitMap, row: Group, column: Group, language: str) -> Cell:
    count = within.intersection_cardinality(column.held)
    return Cell(count, address(result.selection, language, row, column) if count else "")


def _line(result: Result, group: Group, language: str) -> Counted:
    return Counted(
        code=group.code,
        text=group.text,
        short=group.short or group.text.words,
        count=_count(result, group),
        address=address(result.selection, language, group),
    )


def _count(result: Result, group: Group) -> int:
    return result.numbers.intersection_cardinality(group.held)
