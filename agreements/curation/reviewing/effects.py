"""What one decision did to the register, kept so exactly that it can be taken back, and only that.

`made` are the rows it made, each as it stood when the decision was complete; `changed` are single columns it filled;
`removed` are rows it deleted, whole.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from agreements.models import (
    Agreement,
    CandidateMatch,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    SearchEntry,
    SecondLook,
)

DERIVED = {"updated_at", "status", "status_date", "status_date_precision", "status_rule", "status_as_at"}
SHARED = (Organisation, OrganisationName, Person, PersonName)
"""Rows that other agreements may have come to use; they stay when they have."""
FOLLOWING = (SearchEntry, CandidateMatch, SecondLook)
"""Rows that are worked out again from the others and hold nobody's work."""


class CannotUndo(ValueError):
    """Later work rests on what the decision made; the message says which."""


class Effects:
    """The rows made and columns filled while a decision is carried out, in that order."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, Any], models.Model] = {}
        self._changed: list[dict[str, Any]] = []
        self._removed: list[dict[str, Any]] = []

    def made(self, row: models.Model) -> None:
        """Say that the decision made `row`; saying so twice is once."""
        self._made.setdefault((_label(row), row.pk), row)

    def has_made(self, row: models.Model) -> bool:
        """Whether this decision made `row`."""
        return (_label(row), row.pk) in self._made

    def fill(self, row: models.Model, **columns: Any) -> None:
        """Set columns of a row that was there before, and keep what they held."""
        before = _columns(row)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=[*columns, *(["updated_at"] if hasattr(row, "updated_at") else [])])
        after = _columns(row)
        if (_label(row), row.pk) not in self._made:
            self._changed += [
                {"model": _label(row), "pk": row.pk, "column": name, "was": before[name], "is": after[name]}
                for name in after
                if before[name] != after[name] and name not in DERIVED
            ]

    def remove(self, row: models.Model) -> None:
        """Delete a row that was there before, and keep all of it, as it was before the decision."""
        columns = _exactly(row)
        for entry in self._changed:
            if (entry["model"], entry["pk"]) == (_label(row), row.pk):
                columns[entry["column"]] = entry["was"]
        self._changed = [one for one in self._changed if (one["model"], one["pk"]) != (_label(row), row.pk)]
        self._removed.append({"model": _label(row), "pk": row.pk, "columns": columns})
        type(row)._default_manager.filter(pk=row.pk).delete()

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values, read from the database, so that what it filled in by itself is there too."""
        rows = [_stored(label, pk) for label, pk in self._made]
        return {
            "made": [{"model": _label(row), "pk": row.pk, "columns": _columns(row)} for row in rows if row],
            "changed": _once_a_column(self._changed),
            "removed": self._removed,
        }


def _once_a_column(changed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A column filled twice went from what it held first to what it holds last."""
    held: dict[tuple[str, Any, str], dict[str, Any]] = {}
    for entry in changed:
        key = entry["model"], entry["pk"], entry["column"]
        held[key] = {**entry, "was": held[key]["was"]} if key in held else entry
    return [entry for entry in held.values() if entry["was"] != entry["is"]]


def take_back(effects: dict[str, Any]) -> list[str]:
    """Delete what was made and restore what was filled. Raises CannotUndo before anything is touched.

    Returns the names of the bodies and people that stay because other records have come to use them.
    """
    made = [(entry, _stored(entry["model"], entry["pk"])) for entry in effects.get("made", [])]
    changed = [(entry, _stored(entry["model"], entry["pk"])) for entry in effects.get("changed", [])]
    _refuse_changed_since(made, changed)
    rows = [row for _entry, row in made if row is not None]
    own = [row for row in rows if not isinstance(row, SHARED)]
    _refuse_built_upon(own)
    _restore(changed)
    for row in reversed(own):
        type(row)._default_manager.filter(pk=row.pk).delete()
    return _take_back_shared([row for row in rows if isinstance(row, SHARED)])


def restore(effects: dict[str, Any]) -> None:
    """Put back every row that a decision made, changed or removed. Raises CannotUndo before anything is touched.

    The last that was done is taken back first, and nothing that was made stays.
    """
    made = [(entry, _stored(entry["model"], entry["pk"])) for entry in effects["made"]]
    changed = [(entry, _stored(entry["model"], entry["pk"])) for entry in effects["changed"]]
    _refuse_changed_since(made, changed, sharing=False)
    rows = [row for _entry, row in made if row is not None]
    _refuse_built_upon(rows, [row for _entry, row in changed if row is not None])
    _restore(changed[::-1])
    for row in reversed(rows):
        type(row)._default_manager.filter(pk=row.pk).delete()
    for entry in effects["removed"]:
        table = apps.get_model(entry["model"])
        columns = {name: table._meta.get_field(name).to_python(value) for name, value in entry["columns"].items()}
        table._default_manager.bulk_create([table(**columns)])


def _restore(changed: list[tuple[dict[str, Any], models.Model | None]]) -> None:
    """All columns of a row at once, since some are only right together."""
    columns: dict[models.Model, dict[str, Any]] = {}
    for entry, row in changed:
        if row is not None:
            columns.setdefault(row, {})[entry["column"]] = entry["was"]
    for row, values in columns.items():
        type(row)._default_manager.filter(pk=row.pk).update(**values)


def _refuse_changed_since(
    made: list[tuple[dict[str, Any], models.Model | None]],
    changed: list[tuple[dict[str, Any], models.Model | None]],
    *,
    sharing: bool = True,
) -> None:
    for entry, row in made:
        if sharing and isinstance(row, SHARED):
            continue
        if row is None:
            raise CannotUndo(_("A row that this decision made has since been deleted by somebody."))
        if _columns(row) != entry["columns"]:
            raise CannotUndo(_("“%(row)s” has been changed since this decision.") % {"row": row})
    for entry, row in changed:
        if row is None or _columns(row)[entry["column"]] != entry["is"]:
            raise CannotUndo(_("“%(row)s” has been changed since this decision.") % {"row": row or entry["model"]})


def _refuse_built_upon(rows: list[models.Model], besides: Iterable[models.Model] = ()) -> None:
    expected = {(_label(row), row.pk) for row in (*rows, *besides)}
    for row in rows:
        try:
            resting = _Dependents.of(row)
        except models.ProtectedError as error:
            raise CannotUndo(_("Other records rest on “%(row)s”.") % {"row": row}) from error
        for other in resting:
            if (_label(other), other.pk) not in expected and not isinstance(other, FOLLOWING):
                raise CannotUndo(
                    _("%(kind)s “%(other)s” was added to it since this decision.")
                    % {"kind": other._meta.verbose_name, "other": other}
                )


def _take_back_shared(rows: list[models.Model]) -> list[str]:
    kept = []
    for row in reversed(rows):
        if not isinstance(row, (Organisation, Person)):
            continue
        own_names = {("agreements." + type(name).__name__.lower(), name.pk) for name in row.names.all()}
        try:
            used = {(_label(other), other.pk) for other in _Dependents.of(row)} - own_names - {(_label(row), row.pk)}
        except models.ProtectedError:
            used = {("", 0)}
        if used:
            kept.append(str(row))
        else:
            row.delete()
    return kept


def left_behind(effects: dict[str, Any]) -> list[dict[str, Any]]:
    """Bodies and people that the decision made and that stayed when it was taken back, since others had come to use
    them: whoever takes those back as well takes these with them."""
    made = [entry for entry in effects.get("made", []) if apps.get_model(entry["model"]) in (Organisation, Person)]
    return [entry for entry in made if _stored(entry["model"], entry["pk"])]


def used_by(effects: dict[str, Any]) -> set[tuple[str, Any]]:
    """The bodies and people that the rows of a decision refer to."""
    columns = [entry["columns"] for entry in effects.get("made", [])]
    columns += [{entry["column"]: entry["is"]} for entry in effects.get("changed", [])]
    kinds = (("organisation_id", Organisation), ("person_id", Person))
    return {(kind._meta.label_lower, held[name]) for held in columns for name, kind in kinds if held.get(name)}


def take_back_left(entries: list[dict[str, Any]]) -> None:
    """Delete what had been left behind, where nothing uses it any longer and nobody has changed it."""
    rows = [(entry, _stored(entry["model"], entry["pk"])) for entry in entries]
    _take_back_shared([row for entry, row in rows if row is not None and _columns(row) == entry["columns"]])


class _Dependents(Collector):
    """Every row that deleting one row would take with it."""

    @classmethod
    def of(cls, row: models.Model) -> list[models.Model]:
        collector = cls(using="default", origin=row)
        collector.collect([row])
        return [instance for instances in collector.data.values() for instance in instances]

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        return False


def agreement_of(effects: dict[str, Any]) -> Agreement | None:
    """The agreement that the decision made, if it made one."""
    for entry in effects.get("made", []):
        if entry["model"] == "agreements.agreement":
            return Agreement.objects.filter(pk=entry["pk"]).first()
    return None


def _label(row: models.Model) -> str:
    return row._meta.label_lower


def _stored(label: str, pk: Any) -> models.Model | None:
    table: type[models.Model] = apps.get_model(label)
    return table._default_manager.filter(pk=pk).first()


def _exactly(row: models.Model) -> dict[str, Any]:
    """Every column, to the last digit."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    whole = {k: v.isoformat() if isinstance(v, datetime.datetime) else v for k, v in values.items()}
    plain: dict[str, Any] = json.loads(json.dumps(whole, cls=DjangoJSONEncoder))
    return plain


def _columns(row: models.Model) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    kept: dict[str, Any] = plain({name: value for name, value in values.items() if name not in DERIVED})
    return kept


def plain(values: Any) -> Any:
    """As JSON keeps it: dates and numbers as text."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
