"""What stands under each value of a record, in words: the value, what supports or disputes it, and where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from agreements.admin.labels import label, language
from agreements.domain.vocabulary import STRENGTHS, VALUES
from agreements.models import Agreement, Evidence
from agreements.models.evidence import ROW_OF_VALUE


@dataclass(frozen=True, slots=True)
class Source:
    """One support: its strength, its words or its page."""

    evidence: Evidence
    strength: str
    where: str


@dataclass(frozen=True, slots=True)
class Stood:
    """One value and all that stands under it. `place` is the part of the form that shows the value."""

    name: str
    said: str
    place: str
    sources: tuple[Source, ...]


def of(agreement: Agreement) -> list[Stood]:
    """In the order of the vocabulary; rows of a kind in their own order."""
    order = list(VALUES)
    rows = agreement.evidence.select_related(
        "reference", "revision__item", *(dict.fromkeys(ROW_OF_VALUE.values()))
    ).defer("revision__text", "revision__signature")
    ranked = sorted(rows, key=lambda one: (order.index(one.value), one.row_id or 0, one.pk))
    groups = groupby(ranked, key=lambda one: (one.value, one.row_id))
    return [_stood(agreement, list(group)) for _key, group in groups]


def _stood(agreement: Agreement, rows: list[Evidence]) -> Stood:
    first = rows[0]
    column = ROW_OF_VALUE.get(first.value)
    said = _row_said(getattr(first, column), first.value) if column else _said(agreement, first.value)
    place = f"row-{column}-{first.row_id}" if column else f"id_{first.value}"
    return Stood(VALUES.label(first.value, language()), said, place, tuple(_sources(rows)))


def _sources(rows: list[Evidence]) -> Iterator[Source]:
    for row in rows:
        where = str(row.reference or (row.revision.item if row.revision else ""))
        yield Source(row, STRENGTHS.label(row.strength, language()), where)


def _said(agreement: Agreement, value: str) -> str:
    field: Any = agreement._meta.get_field(value)
    if field.choices:
        return label(agreement, value)
    return str(getattr(agreement, value) or "")


def _row_said(row: Any, value: str) -> str:
    return in_words(row) if value != "place" else str(getattr(row, "place", ""))


def in_words(row: Any) -> str:
    """A row of an agreement as one reads it, in the reader's language."""
    if hasattr(row, "kind") and hasattr(row, "when"):
        when = row.when.format(language()) if row.when else ""
        return " · ".join(filter(None, [label(row, "kind"), when]))
    if hasattr(row, "sector"):
        return label(row, "sector")
    if hasattr(row, "capacity"):
        who = row.person.name(language()) if row.person else ""
        return " · ".join(filter(None, [row.name_then or row.organisation.name(language()), who, row.post]))
    if hasattr(row, "money"):
        return str(row.money.format(language()))
    if hasattr(row, "to"):
        return f"{label(row, 'kind')}: {row.to.public_id}"
    return str(row)
