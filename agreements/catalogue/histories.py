"""The history that the database keeps of one record and of the rows that hang on it: every version, oldest first.

Readers are told of what was published, the editing room of all of it; both read it here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import CharField, JSONField, Model, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

MOST = 3_000
"""Versions read of one record, the newest; no record of the register comes near it."""
TABLES = {
    "AgreementEvent": "record",
    "ActionEvent": "action",
    "AgreementNameEvent": "other_name",
    "AmountEvent": "amount",
    "RelationEvent": "relation",
    "SectorTagEvent": "sector",
    "SignatoryEvent": "signatory",
    "DoubtEvent": "doubt",
    "DocumentEvent": "document",
    "IdentifierEvent": "identifier",
    "PressLinkEvent": "press",
    "EvidenceEvent": "evidence",
}
"""Tables of history and what a row of each is called."""
OF_NOUNS = {
    "agreement": TABLES,
    "organisation": {"OrganisationEvent": "record", "OrganisationNameEvent": "name"},
    "person": {"PersonEvent": "record", "PersonNameEvent": "name"},
    "occasion": {"OccasionEvent": "record", "OccasionClaimEvent": "claim"},
    "reference": {"ReferenceEvent": "record"},
    "source": {"SourceEvent": "record"},
    "evidence": {"EvidenceEvent": "record"},
}
"""The same for every noun that people change, by the name of its model."""
VISIBLE = {
    "RelationEvent": Q(to__record_state="published"),
    "EvidenceEvent": Q(relation__isnull=True) | Q(relation__to__record_state="published"),
}
"""What else must hold of a row before its history is told: a relation to an unpublished record is not."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One row made, changed or deleted. `before` and `after` are its columns; empty before it was and after it went."""

    at: datetime.datetime
    context: UUID | None
    """The change it belongs to."""
    concerns: str
    before: Row
    after: Row
    row: int = 0
    """The row that the versions are of."""
    came_or_went: bool = False
    """Whether the row changed hands, in a merger of two records or where one was undone."""

    @property
    def change(self) -> str:
        """By which one change is named: everything done at once by one person."""
        return str(self.context or f"{self.at.timestamp():.6f}")


def events(agreement: int) -> list[Event]:
    """What readers may be told, oldest first: one query."""
    found: list[Event] = []
    last: dict[tuple[str, int], Row] = {}
    for _pgh_id, at, context, concerns, label, row in reversed(_rows(_parts(agreement))):
        key = concerns, row["pgh_obj_id"]
        before, after = last.get(key, {}), {} if label == "delete" else row
        found.append(Event(at, context, concerns, before or (row if label == "delete" else {}), after))
        last[key] = after
    return found


def whole(record: Model) -> list[Event]:
    """All that was ever done to a record and to the rows that are or were its own, oldest first: one query.

    A version in which a row belongs to another record is none of this one's.
    """
    noun = str(record._meta.model_name)
    tables = OF_NOUNS.get(noun, {})
    if not tables:
        return []
    found: list[Event] = []
    last: dict[tuple[str, int], tuple[Row, bool]] = {}
    for _pgh_id, at, context, concerns, label, row in reversed(_rows(_whole_parts(record.pk, noun, tables))):
        key = concerns, row["pgh_obj_id"]
        was, was_known = last.get(key, ({}, False))
        version = {} if concerns != "record" and row[f"{noun}_id"] != record.pk else row
        before, after = (was or version, {}) if label == "delete" else (was, version)
        last[key] = ({} if label == "delete" else after, True)
        if before or after:
            moved = label == "update" and bool(before) != bool(after) and (was_known or label != "insert")
            found.append(Event(at, context, concerns, before, after, row["pgh_obj_id"], moved))
    return found


Part = QuerySet[Model, Any]


def _rows(parts: Iterator[Part]) -> list[tuple[int, datetime.datetime, UUID | None, str, str, Row]]:
    first, *others = parts
    return list(first.union(*others, all=True).order_by("-pgh_created_at", "-pgh_id")[:MOST])


def _whole_parts(record: int, noun: str, tables: dict[str, str]) -> Iterator[Part]:
    for name, concerns in tables.items():
        table: type[Model] = apps.get_model("agreements", name)
        rows = table._default_manager.order_by()
        own = rows.filter(**{f"{noun}_id": record}).values("pgh_obj_id") if concerns != "record" else [record]
        yield _versions(rows.filter(pgh_obj_id__in=own), table, concerns)


def _parts(agreement: int) -> Iterator[Part]:
    for name, concerns in TABLES.items():
        table: type[Model] = apps.get_model("agreements", name)
        which = Q(pgh_obj_id=agreement) if concerns == "record" else Q(agreement_id=agreement)
        rows = table._default_manager.order_by().filter(which, VISIBLE.get(name, Q()))
        yield _versions(rows, table, concerns)


def _versions(rows: Part, table: type[Model], concerns: str) -> Part:
    version = RawSQL(f'to_jsonb("{table._meta.db_table}".*)', [], output_field=JSONField())  # noqa: S611  (our names)
    noun = Value(concerns, output_field=CharField())
    versions: Part = rows.annotate(concerns=noun, version=version).values_list(
        *("pgh_id", "pgh_created_at", "pgh_context_id", "concerns", "pgh_label", "version")
    )
    return versions
