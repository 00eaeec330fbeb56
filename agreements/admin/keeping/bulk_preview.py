"""A plan as a page shows it: changes gathered by record, in words; what is wrong, by sheet and row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.admin.entry.row_words import said
from agreements.admin.keeping.bulk_names import LinkedNames, row_words
from agreements.curation.bulk.book import Problem
from agreements.curation.bulk.planning import Change, Plan
from agreements.curation.bulk.shape import BY_NAME, JUDGEMENT, SHEETS
from agreements.domain.vocabulary import VALUES


@dataclass(frozen=True, slots=True)
class Value:
    """One column of one row: what the register holds and what it would hold."""

    name: str
    old: str
    new: str
    is_emptied: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of the file would do."""

    sheet: str
    number: int
    kind: str
    values: tuple[Value, ...]
    support: str
    going: tuple[str, ...] = ()
    """What stands under the row and goes with it."""

    @property
    def is_new(self) -> bool:
        return self.kind == "new"

    @property
    def is_removed(self) -> bool:
        return self.kind == "removed"


@dataclass
class Record:
    """One record with all the rows of the file that change it."""

    noun: str
    key: str
    title: str
    is_new: bool = False
    bare: int = 0
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """One problem, with its sheet and its column in words."""

    sheet: str
    title: str
    row: int
    column: str
    heading: str
    message: str
    typed: str


def groups(plan: Plan, language: str) -> list[Record]:
    """The records that would be new or changed, in the order of the sheets of their nouns and of the file."""
    records: dict[tuple[str, str], Record] = {}
    names = LinkedNames(plan, plan.effective)
    order = {sheet.name: position for position, sheet in enumerate(SHEETS)}
    for change in plan.effective:
        noun = change.sheet.noun
        record = records.get((noun, change.owner))
        if record is None:
            title = plan.titles.get((noun, change.owner), "")
            record = records[noun, change.owner] = Record(str(BY_NAME[noun].title), change.owner, title)
            record.bare = plan.bare.get(change.owner, 0) if noun == "agreements" else 0
        record.is_new |= bool(change.sheet.key) and change.kind == "new"
        record.rows.append(_row(change, names, language))
    return [records[key] for key in sorted(records, key=lambda key: order[key[0]])]


def _row(change: Change, names: LinkedNames, language: str) -> Row:
    def words(column: str, text: str) -> str:
        if column == "row" and change.points_at is not None:
            return row_words(change.points_at) or text
        kind = change.sheet.by_name[column].kind
        return names.of(kind, kind.said(text, language)) if text else ""

    values = tuple(
        Value(
            str(change.sheet.by_name[one.column].label),
            words(one.column, one.old),
            words(one.column, one.new),
            not one.new,
        )
        for one in change.differences
        if one.column not in (change.sheet.parent, "text")
    )
    going = tuple(said(held.row) for held in change.going)
    return Row(str(change.sheet.title), change.number, change.kind, values, _support(change, language), going)


def _support(change: Change, language: str) -> str:
    if not change.supported:
        return ""
    under = ", ".join(VALUES.label(value, language) for value in change.supported)
    source = _("your own judgement") if change.support == JUDGEMENT else change.support
    return _("%(values)s: stands on %(source)s") % {"values": under, "source": source}


def tallies(plan: Plan) -> list[tuple[str, str, int]]:
    """How many records are new, changed, the same and wrong."""
    kinds: dict[tuple[str, str], set[str]] = {}
    for change in plan.changes:
        kind = "same" if change.kind == "same" else change.kind if change.sheet.key else "changed"
        kinds.setdefault((change.sheet.noun, change.owner), set()).add(kind)
    counted = Counter(
        "new" if "new" in found else "changed" if "changed" in found else "same" for found in kinds.values()
    )
    return [
        ("new", _("new records"), counted["new"]),
        ("changed", _("changed records"), counted["changed"]),
        ("removed", _("rows taken out"), plan.counts["removed"]),
        ("same", _("records as they are"), counted["same"]),
        ("wrong", _("places to mend"), len(plan.problems)),
    ]


def problems(found: Iterable[Problem]) -> list[Place]:
    """Problems in the order of the file."""
    order = {sheet.name: position for position, sheet in enumerate(SHEETS)}
    ordered = sorted(found, key=lambda one: (order.get(one.sheet, -1), one.row))
    return [_place(one) for one in ordered]


def _place(one: Problem) -> Place:
    sheet = BY_NAME.get(one.sheet)
    column = sheet.by_name.get(one.column) if sheet else None
    return Place(
        one.sheet,
        str(sheet.title) if sheet else "",
        one.row,
        one.column,
        str(column.label) if column else "",
        one.message,
        one.typed,
    )
