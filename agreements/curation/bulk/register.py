"""The register's rows as the sheets hold them: plain text by column, links by the keys of what they point at."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from agreements.curation.bulk.kinds import Link
from agreements.curation.bulk.shape import BY_NAME, MARK, REMOVE, SHEET_OF_VALUE, SUPPORT, Sheet
from agreements.domain.vocabulary import RECORD_STATES, STATUSES
from agreements.models import Agreement, Evidence, PressItem, PressLink

_SHOWN = {"status": STATUSES, "record_state": RECORD_STATES}


@dataclass(frozen=True, slots=True)
class Held:
    """One row of the register: its plain text by column, and the mark by which it is told again."""

    row: Any
    cells: dict[str, str]
    mark: str


@dataclass
class Keys:
    """The keys under which the sheets name rows, by sheet and by number of the row."""

    known: dict[str, dict[int, str]] = field(default_factory=dict)

    def of(self, sheet: str, pk: int | None) -> str:
        return "" if pk is None else self.all(sheet)[pk]

    def all(self, sheet: str) -> dict[int, str]:
        """Every key of a noun's sheet, read once."""
        if sheet not in self.known:
            one = BY_NAME[sheet]
            self.known[sheet] = dict(one.model._default_manager.values_list("pk", one.key))
        return self.known[sheet]


class Reader:
    """Reads rows in the order of the sheets, so that the marks of rows are there when evidence names them."""

    def __init__(self, language: str = "en") -> None:
        self.keys = Keys()
        self.language = language
        self.marks: dict[tuple[str, int], str] = {}
        """The mark of each row read, by its sheet and its number."""

    def rows(self, sheet: Sheet, chosen: Iterable[int]) -> list[Held]:
        """The rows of a sheet that belong to the chosen nouns, in the order in which the sheet has them."""
        queryset = self._queryset(sheet, list(chosen))
        seen: Counter[str] = Counter()
        return [self._held(sheet, row, seen) for row in queryset]

    def _queryset(self, sheet: Sheet, chosen: list[int]) -> Any:
        rows = sheet.model._default_manager.order_by(*_order(sheet))
        if sheet.model is Evidence:
            rows = rows.select_related("reference", "revision__item").defer("revision__text", "revision__signature")
        if sheet.model is PressLink:
            rows = rows.select_related("item")
        return rows.filter(**{f"{sheet.parent or 'pk'}__in": chosen})

    def _held(self, sheet: Sheet, row: Model, seen: Counter[str]) -> Held:
        cells = {column.name: self._cell(sheet, row, column.name) for column in sheet.columns}
        mark = mark_of(sheet, cells)
        seen[mark] += 1
        cells[MARK] = mark if seen[mark] == 1 else f"{mark}-{seen[mark]}"
        self.marks[sheet.name, row.pk] = cells[MARK]
        return Held(row, cells, cells[MARK])

    def _cell(self, sheet: Sheet, row: Model, name: str) -> str:
        column = sheet.by_name[name]
        if name in (MARK, REMOVE) or (name == SUPPORT and sheet.has_support):
            return ""
        if column.is_shown_only:
            return _SHOWN[name].label(getattr(row, name), self.language)
        if isinstance(row, Evidence) and name in _OF_EVIDENCE:
            return self._of_evidence(row, name)
        if isinstance(row, PressLink) and name == "press":
            return press_key(row.item)
        if isinstance(column.kind, Link):
            return self.keys.of(column.kind.to, getattr(row, f"{name}_id"))
        return column.kind.write(row, name)

    def _of_evidence(self, row: Evidence, name: str) -> str:
        if name == "row":
            sheet = SHEET_OF_VALUE.get(row.value)
            return self.marks.get((sheet.name, row.row_id or 0), "") if sheet else ""
        if row.revision is None:
            return ""
        return {"press": press_key(row.revision.item), "text": row.revision.content_sha256}[name]


_OF_EVIDENCE = ("row", "press", "text")


def press_key(item: PressItem) -> str:
    """How the sheets name a press item: its address, or where it has none, its number here."""
    return item.address or f"https://press.invalid/{item.pk}"


def mark_of(sheet: Sheet, cells: dict[str, str]) -> str:
    """A short sign of all that a row holds: equal for equal rows, in any register."""
    held = "\x1f".join([sheet.name, *(f"{column.name}={cells.get(column.name, '')}" for column in sheet.content)])
    return f"r-{hashlib.sha256(held.encode()).hexdigest()[:12]}"


def _order(sheet: Sheet) -> tuple[str, ...]:
    if not sheet.parent:
        return (sheet.key,)
    noun = BY_NAME[sheet.noun]
    return (f"{sheet.parent}__{noun.key}", "pk")


def nouns_of(agreements: Iterable[int]) -> Iterator[tuple[str, set[int]]]:
    """The bodies, people, occasions and pages that agreements point at, by the sheet they stand in."""
    chosen = list(agreements)
    pages: set[int] = set()
    bodies: set[int] = set()
    people: set[int] = set()
    occasions: set[int] = set()
    for name, into, path in _POINTING:
        model = Agreement if name == "agreements" else BY_NAME[name].model
        owner = "pk" if name == "agreements" else "agreement"
        found = model._default_manager.filter(**{f"{owner}__in": chosen, f"{path}__isnull": False})
        {"organisations": bodies, "people": people, "occasions": occasions, "references": pages}[into].update(
            found.order_by().values_list(path, flat=True)
        )
    yield from (("organisations", bodies), ("people", people), ("occasions", occasions), ("references", pages))


_POINTING = (
    ("agreements", "occasions", "occasion"),
    ("actions", "occasions", "occasion"),
    ("signatories", "organisations", "organisation"),
    ("signatories", "people", "person"),
    ("amounts", "organisations", "payer"),
    ("evidence", "references", "reference"),
)
