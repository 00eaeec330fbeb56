"""A file as sheets of text: a workbook, a zip of CSV files, or one CSV file; nothing in it is ever run.

Every cell becomes text, or a date where the spreadsheet made one. What cannot be a value (a formula, an error value, a
cell beyond the limits) is a Problem at its place, and the rest is still read, so that all problems are seen at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.curation.bulk.kinds import Raw
from agreements.curation.bulk.shape import BY_NAME, SHEETS, Sheet
from agreements.domain.text import fold

MOST_BYTES = 10_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 30, 32_767
IGNORED = frozenset({"about", "codes"})
"""Sheets of explanations, which are not read."""


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place, and what to do. Row 1 holds the heads; 0 is the sheet itself."""

    sheet: str
    row: int
    column: str
    message: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the file: what is given, by column; empty cells are not there."""

    number: int
    cells: dict[str, Raw]


@dataclass
class Book:
    """The sheets of one file."""

    name: str = ""
    lines: dict[str, list[Line]] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The columns that each sheet has, whether or not anything stands in them."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(self.lines.values())


Cell = Raw | Problem | None
Grid = Iterable[tuple[int, list[Cell]]]
"""Rows with their numbers. A Problem in a cell has no place yet."""


def read(content: bytes, name: str) -> Book:
    """The file as a book. Raises Unreadable."""
    from agreements.curation.bulk import csv_files, workbook

    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(most)s MB. Split it.") % {"most": MOST_BYTES // 1_000_000})
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    _refuse_other_kinds(content)
    book = Book(name)
    grids = workbook.grids(content) if content.startswith(b"PK") else csv_files.alone(content, name)
    for title, grid in grids:
        add(book, title, grid)
    if not book.columns and not book.problems:
        raise Unreadable(_("The file holds no sheet that is known here. Start from the template."))
    return book


def _refuse_other_kinds(content: bytes) -> None:
    """What a file is shows in its first bytes, whatever it is called."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("This is an old or a protected workbook. Save it as .xlsx, without a password."))
    if start.startswith(b"%pdf"):
        raise Unreadable(_("This is a PDF, which has no rows to read. Bring the workbook it was made from, as .xlsx."))
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Unreadable(_("This is a web page or XML under another name. Open it in Excel and save it as .xlsx."))


def add(book: Book, title: str, grid: Grid) -> None:
    """Put one sheet into the book, under the name that its title or else its heads give it."""
    rows = iter(grid)
    head = next((row for row in rows if any(cell not in (None, "") for cell in row[1])), None)
    if fold(title) in IGNORED or head is None:
        return
    sheet = _sheet(title, head[1])
    if sheet is None:
        known = ", ".join(one.name for one in SHEETS)
        book.problems.append(
            Problem(title, 0, "", _("There is no sheet of this name. Sheets are: %(known)s.") % {"known": known})
        )
        return
    if sheet.name in book.columns:
        book.problems.append(Problem(sheet.name, 0, "", _("This sheet is there twice.")))
        return
    columns = list(_columns(book, sheet, head))
    book.columns[sheet.name] = tuple(filter(None, columns))
    book.lines[sheet.name] = list(_lines(book, sheet, columns, rows))


def _sheet(title: str, head: list[Cell]) -> Sheet | None:
    """The sheet of this title; else the only one that has all these heads and its own key among them."""
    wanted = title.strip().lower().replace(" ", "_")
    if wanted in BY_NAME:
        return BY_NAME[wanted]
    heads = {fold(cell) for cell in head if isinstance(cell, str) and cell}
    fitting = [sheet for sheet in SHEETS if heads and heads <= sheet.headings.keys() and _holds_key(sheet, heads)]
    return max(fitting, key=lambda sheet: -len(sheet.columns), default=None)


def _holds_key(sheet: Sheet, heads: set[str]) -> bool:
    needed = {column.name for column in sheet.columns if column.is_needed}
    return needed <= {sheet.headings[head] for head in heads}


def _columns(book: Book, sheet: Sheet, head: tuple[int, list[Cell]]) -> Iterator[str]:
    """The column that each head names; the empty text where it names none."""
    seen: set[str] = set()
    for cell in head[1]:
        if isinstance(cell, Problem):
            book.problems.append(Problem(sheet.name, head[0], "", cell.message, cell.typed))
            yield ""
            continue
        typed = cell if isinstance(cell, str) else ""
        name = sheet.headings.get(fold(typed), "") if typed else ""
        if cell and not name:
            known = ", ".join(column.name for column in sheet.columns)
            message = _("No column is called so. Columns are: %(known)s.") % {"known": known}
            book.problems.append(Problem(sheet.name, head[0], typed[:60], message, typed[:60]))
        if name in seen:
            book.problems.append(Problem(sheet.name, head[0], name, _("This column is there twice."), typed))
        seen |= {name} if name else set()
        yield name
    for column in sheet.columns:
        if column.name == sheet.owner and column.name not in seen:
            book.problems.append(
                Problem(
                    sheet.name, head[0], column.name, _("This column is missing, and nothing can be told without it.")
                )
            )


def _lines(book: Book, sheet: Sheet, columns: list[str], rows: Iterator[tuple[int, list[Cell]]]) -> Iterator[Line]:
    count = 0
    for number, cells in rows:
        given = {}
        for position, cell in enumerate(cells):
            name = columns[position] if position < len(columns) else ""
            if cell is None or cell == "":
                continue
            if isinstance(cell, Problem):
                book.problems.append(Problem(sheet.name, number, name, cell.message, cell.typed))
            elif name:
                given[name] = cell
            elif position >= len(columns) or not name:
                book.problems.append(
                    Problem(sheet.name, number, "", _("This cell stands under no head."), str(cell)[:60])
                )
        if given:
            count += 1
            if count > MOST_ROWS:
                message = _("A sheet holds at most %(most)s rows. Split the file.") % {"most": MOST_ROWS}
                book.problems.append(Problem(sheet.name, number, "", message))
                return
            yield Line(number, given)


def too_long(text: str) -> Problem | None:
    """A problem for a cell that holds more than any spreadsheet's cell does."""
    if len(text) <= LONGEST_CELL:
        return None
    return Problem("", 0, "", _("A cell holds at most %(most)s characters.") % {"most": LONGEST_CELL}, text[:60])
