"""Each row of a file by itself: what is given, in the plain text of its columns, or what is wrong with it and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.curation.bulk import kinds
from agreements.curation.bulk.book import Book, Line, Problem
from agreements.curation.bulk.guide import EMPTIES
from agreements.curation.bulk.register import mark_of
from agreements.curation.bulk.resolving import Resolver
from agreements.curation.bulk.shape import JUDGEMENT, MARK, REMOVE, SHEETS, SUPPORT, Column, Sheet
from agreements.domain.text import clean_line, fold
from agreements.domain.vocabulary import STRENGTHS

_JUDGEMENTS = {fold(word) for word in (JUDGEMENT, STRENGTHS["judgement"].en, STRENGTHS["judgement"].ko, "판단")}


@dataclass
class Understood:
    """One row: what it gives. An empty text among the given empties the value; what is not given stays as it is."""

    sheet: Sheet
    number: int
    given: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    support: str = ""
    """The address of a page, the word for a judgement, or nothing."""
    is_untouched: bool = False
    """Whether it is still as it was exported."""
    is_removed: bool = False
    """Whether the file asks to take it out."""
    is_wrong: bool = False

    @property
    def owner(self) -> str:
        """The key of the noun that it is, or hangs on."""
        return self.given.get(self.sheet.owner, "")


def understand(book: Book, resolver: Resolver, problems: list[Problem]) -> dict[str, list[Understood]]:
    """Every row of every sheet; what is wrong is added to `problems`."""
    resolver.note_keys(book)
    return {
        sheet.name: [_row(sheet, line, book, resolver, problems) for line in book.lines.get(sheet.name, ())]
        for sheet in SHEETS
        if sheet.name in book.columns
    }


def _row(sheet: Sheet, line: Line, book: Book, resolver: Resolver, problems: list[Problem]) -> Understood:
    row = Understood(sheet, line.number)
    for problem in _read_cells(row, line, resolver):
        row.is_wrong = True
        problems.append(problem)
    held_here = {column.name for column in sheet.content} <= set(book.columns[sheet.name])
    row.is_untouched = (
        bool(row.mark)
        and held_here
        and not (row.support or row.is_removed)
        and row.mark.startswith(mark_of(sheet, row.given))
    )
    return row


def _read_cells(row: Understood, line: Line, resolver: Resolver) -> Iterator[Problem]:
    sheet = row.sheet
    for name, raw in line.cells.items():
        try:
            _take(row, name, raw, resolver)
        except kinds.Wrong as problem:
            yield Problem(sheet.name, line.number, name, str(problem), str(raw)[:120])
    if not row.owner and sheet.owner not in line.cells:
        yield Problem(sheet.name, line.number, sheet.owner, _("Say which one this row is about."), "")


def _take(row: Understood, name: str, raw: kinds.Raw, resolver: Resolver) -> None:
    """One cell into its row. Raises Wrong."""
    column = row.sheet.by_name[name]
    if column.is_shown_only:
        return
    if name == MARK:
        row.mark = column.kind.read(raw)
    elif name == REMOVE:
        row.is_removed = column.kind.read(raw) == kinds.YES
    elif name == SUPPORT and row.sheet.has_support:
        row.support = _support(raw, resolver)
    else:
        row.given[name] = _value(row.sheet, column, raw, resolver)


def _value(sheet: Sheet, column: Column, raw: kinds.Raw, resolver: Resolver) -> str:
    if isinstance(raw, str) and clean_line(raw).lower() in EMPTIES:
        if column.is_needed or column.name == sheet.owner:
            raise kinds.Wrong(_("This value cannot be emptied."))
        return ""
    text = column.kind.read(raw)
    return resolver.key(column.kind.to, text) if isinstance(column.kind, kinds.Link) else text


def _support(raw: kinds.Raw, resolver: Resolver) -> str:
    if fold(str(raw)) in _JUDGEMENTS:
        return JUDGEMENT
    return resolver.key("references", kinds.Kind(2_000).read(raw))
