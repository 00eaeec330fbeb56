"""Bringing one table in line with the files, without touching what a person changed.

Each row of the catalogue has a SeedRecord of the values last loaded into it. A column that no longer holds its last
value was changed by a person and stays; a row that is gone was taken away by a person and is not made again; a row that
leaves the file goes, unless a person changed it or put evidence of their own under it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from agreements.curation import agreements
from agreements.models import Agreement, Evidence, SeedRecord
from agreements.models.evidence import ROWS
from agreements.seeding.tables import TABLES, Planned, Table

BATCH = 1000
LONGEST_CHAIN = 5
REASON = "the starter catalogue"
Plain = str | int | bool | None


@dataclass
class Counts:
    """What a load did to rows: made, brought up to date, removed; and the values of a person that it left alone."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    same: int = 0


@dataclass
class Ledger:
    """What was loaded before, and where each row of the catalogue is now."""

    records: dict[str, dict[str, SeedRecord]] = field(default_factory=dict)
    rows: dict[str, dict[int, models.Model]] = field(default_factory=dict)
    keys: dict[str, dict[int, str]] = field(default_factory=dict)

    @classmethod
    def open(cls) -> Ledger:
        ledger = cls()
        for record in SeedRecord.objects.all():
            ledger.records.setdefault(record.noun, {})[record.key] = record
        for table in TABLES:
            records = ledger.records.setdefault(table.noun, {})
            places = {record.values["pk"]: key for key, record in records.items()}
            ledger.keys[table.noun] = places
            ledger.rows[table.noun] = table.model._default_manager.in_bulk(list(places))
        return ledger

    def note(self, noun: str, key: str, row: models.Model, columns: dict[str, Plain]) -> SeedRecord:
        """Remember a row that now stands for an entry; the record is not saved yet."""
        record = SeedRecord(noun=noun, key=key, values={"pk": row.pk, "columns": columns})
        self.records[noun][key] = record
        self.rows[noun][row.pk] = row
        self.keys[noun][row.pk] = key
        return record

    def place(self, noun: str, key: str) -> int | None:
        """The row that an entry stands for, if it is still there; where it was merged, the one it was merged into."""
        record = self.records[noun].get(key)
        row = self.rows[noun].get(record.values["pk"]) if record else None
        for _step in range(LONGEST_CHAIN):
            following = getattr(row, "merged_into", None)
            if following is None:
                break
            row = following
        return row.pk if row else None

    def standing(self, table: Table, row: models.Model, columns: Iterable[str]) -> dict[str, Plain]:
        """What the row holds now, in the form in which records keep it."""
        return {name: self._column(table, row, name) for name in columns}

    def _column(self, table: Table, row: models.Model, name: str) -> Plain:
        if name not in table.links:
            return plain(getattr(row, name))
        pk: int | None = getattr(row, f"{name}_id")
        return None if pk is None else self.keys[table.links[name]].get(pk, f"#{pk}")


def plain(value: Any) -> Plain:
    """A value as JSON keeps it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value  # type: ignore[no-any-return]


def remove_dropped(table: Table, planned: Sequence[Planned], ledger: Ledger) -> int:
    """Remove rows whose entries left the file and that nobody touched; how many."""
    if table.lasting:
        return 0
    wanted = {row.key for row in planned}
    dropped = {key: record for key, record in ledger.records[table.noun].items() if key not in wanted}
    untouched = [
        record.values["pk"]
        for record in dropped.values()
        if (row := ledger.rows[table.noun].get(record.values["pk"]))
        and ledger.standing(table, row, record.values["columns"]) == record.values["columns"]
    ]
    removable = set(untouched) - _with_evidence_of_a_person(table, untouched, ledger)
    table.model._default_manager.filter(pk__in=removable).delete()
    SeedRecord.objects.filter(pk__in=[record.pk for record in dropped.values()]).delete()
    for key, record in dropped.items():
        del ledger.records[table.noun][key]
        ledger.rows[table.noun].pop(record.values["pk"], None)
    return len(removable)


def _with_evidence_of_a_person(table: Table, rows: list[int], ledger: Ledger) -> set[int]:
    if table.noun not in ROWS or not rows:
        return set()
    theirs = Evidence.objects.filter(**{f"{table.noun}__in": rows}).exclude(pk__in=ledger.keys["evidence"])
    return set(theirs.values_list(table.noun, flat=True))


def settle(table: Table, planned: Sequence[Planned], ledger: Ledger, counts: Counts) -> set[str]:
    """Make the rows that are new in the file and bring the known ones up to date; the keys of rows that changed."""
    known = [row for row in planned if row.key in ledger.records[table.noun]]
    changed = {row.key for row in known if _update(table, row, ledger, counts)}
    return changed | _make(table, [row for row in planned if row.key not in ledger.records[table.noun]], ledger, counts)


def _update(table: Table, planned: Planned, ledger: Ledger, counts: Counts) -> bool:
    record = ledger.records[table.noun][planned.key]
    last, wanted = record.values["columns"], _plain(planned)
    if last == wanted:
        counts.same += 1
        return False
    row = ledger.rows[table.noun].get(record.values["pk"])
    differing = [name for name in wanted if wanted[name] != last.get(name)]
    due = []
    if row is not None:
        current = ledger.standing(table, row, differing)
        due = [name for name in differing if name not in last or current[name] == last[name]]
    counts.kept += len(differing) - len(due)
    record.values = {**record.values, "columns": wanted}
    record.save(update_fields=["values", "loaded_at"])
    if row is None or not due:
        return False
    for name in due:
        _set(table, row, name, planned.columns[name], ledger)
    row.save(update_fields=due)
    counts.changed += 1
    return True


def _make(table: Table, planned: Sequence[Planned], ledger: Ledger, counts: Counts) -> set[str]:
    present = _already_there(table, planned, ledger)
    records: list[SeedRecord] = []
    fresh: list[Planned] = []
    for row in planned:
        if _orphaned(table, row, ledger):
            continue
        if twin := present.get(_identity(table, row, ledger)):
            records.append(ledger.note(table.noun, row.key, twin, _plain(row)))
        else:
            fresh.append(row)
    made = _insert(table, fresh, ledger)
    records += [ledger.note(table.noun, row.key, new, _plain(row)) for row, new in zip(fresh, made, strict=True)]
    SeedRecord.objects.bulk_create(records, batch_size=BATCH)
    _point_at_own_kind(table, fresh, ledger)
    counts.new += len(made)
    return {row.key for row in fresh}


def _insert(table: Table, planned: Sequence[Planned], ledger: Ledger) -> list[models.Model]:
    if table.model is Agreement:
        return [_create_agreement(row, ledger) for row in planned]
    rows = []
    for plan in planned:
        row = table.model()
        for name, value in plan.columns.items():
            if table.links.get(name) != table.noun:
                _set(table, row, name, value, ledger)
        rows.append(row)
    return table.model._default_manager.bulk_create(rows, batch_size=BATCH)


def _create_agreement(planned: Planned, ledger: Ledger) -> Agreement:
    columns = {name: value for name, value in planned.columns.items() if name != "occasion"}
    occasion = planned.columns["occasion"]
    columns["occasion_id"] = ledger.place("occasion", occasion) if occasion else None
    return agreements.create(year=int(planned.key.split("-")[1]), by=None, reason=REASON, **columns)


def _point_at_own_kind(table: Table, planned: Sequence[Planned], ledger: Ledger) -> None:
    """Set the columns that point at rows of the same table, once all of these are there."""
    for name in (name for name, noun in table.links.items() if noun == table.noun):
        for plan in planned:
            pk = ledger.place(table.noun, plan.key)
            if plan.columns[name] and pk:
                row = ledger.rows[table.noun][pk]
                _set(table, row, name, plan.columns[name], ledger)
                row.save(update_fields=[name])


def _set(table: Table, row: models.Model, name: str, value: Any, ledger: Ledger) -> None:
    if name in table.links:
        setattr(row, f"{name}_id", ledger.place(table.links[name], value) if value else None)
    else:
        setattr(row, name, value)


def _orphaned(table: Table, planned: Planned, ledger: Ledger) -> bool:
    """Whether the row points at one that a person took away."""
    return any(
        planned.columns.get(name) and ledger.place(noun, planned.columns[name]) is None
        for name, noun in table.links.items()
        if noun != table.noun
    )


def _already_there(table: Table, planned: Sequence[Planned], ledger: Ledger) -> dict[tuple[Any, ...], models.Model]:
    """Rows that somebody else entered and that are the same as planned ones, by what makes them the same."""
    if not table.same or not planned:
        return {}
    first = table.same[0]
    wanted = {identity[0] for row in planned if (identity := _identity(table, row, ledger))}
    rows = table.model._default_manager.filter(**{f"{first}__in": wanted})
    return {tuple(getattr(row, _attribute(table, name)) for name in table.same): row for row in rows}


def _identity(table: Table, planned: Planned, ledger: Ledger) -> tuple[Any, ...]:
    values = ((name, planned.columns[name]) for name in table.same)
    return tuple(
        ledger.place(table.links[name], value) if name in table.links and value else value for name, value in values
    )


def _attribute(table: Table, name: str) -> str:
    return f"{name}_id" if name in table.links else name


def _plain(planned: Planned) -> dict[str, Plain]:
    return {name: plain(value) for name, value in planned.columns.items()}
