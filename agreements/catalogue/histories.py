"""The history that the database keeps of one record and of the rows that hang on it: every version, oldest first."""

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


def events(agreement: int) -> list[Event]:
    """Oldest first: one query."""
    found: list[Event] = []
    last: dict[tuple[str, int], Row] = {}
    for _pgh_id, at, context, concerns, label, row in reversed(_rows(agreement)):
        key = concerns, row["pgh_obj_id"]
        before, after = last.get(key, {}), {} if label == "delete" else row
        found.append(Event(at, context, concerns, before or (row if label == "delete" else {}), after))
        last[key] = after
    return found


def _rows(agreement: int) -> list[tuple[int, datetime.datetime, UUID | None, str, str, Row]]:
    first, *others = _parts(agreement)
    return list(first.union(*others, all=True).order_by("-pgh_created_at", "-pgh_id")[:MOST])


def _parts(agreement: int) -> Iterator[QuerySet[Model, Any]]:
    for name, concerns in TABLES.items():
        table: type[Model] = apps.get_model("agreements", name)
        which = Q(pgh_obj_id=agreement) if concerns == "record" else Q(agreement_id=agreement)
        whole = RawSQL(f'to_jsonb("{table._meta.db_table}".*)', [], output_field=JSONField())  # noqa: S611  (our names)
        rows = table._default_manager.order_by().filter(which, VISIBLE.get(name, Q()))
        noun = Value(concerns, output_field=CharField())
        yield rows.annotate(concerns=noun, version=whole).values_list(
            *("pgh_id", "pgh_created_at", "pgh_context_id", "concerns", "pgh_label", "version")
        )
