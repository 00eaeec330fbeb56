"""What happened to a row and to the rows that hang on it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext as _

from agreements.admin.labels import language, vocabulary_of

MOST_EVENTS = 500
SILENT = {"id", "updated_at", "created_at", "agreement", "key"}


@dataclass(frozen=True, slots=True)
class Value:
    """One column: what it held and what it holds."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row made, changed or deleted."""

    at: Any
    who: str
    why: str
    what: str
    done: str
    values: tuple[Value, ...]


def of(row: models.Model) -> list[Change]:
    """The changes of `row` and of the rows that refer to it, the newest first."""
    events = list(_events(row).order_by("-pgh_created_at", "-pgh_id")[:MOST_EVENTS])
    people = _people(events)
    return [_change(event, people) for event in events]


def _events(row: models.Model) -> Any:
    if not any(table.__name__ == f"{type(row).__name__}Event" for table in apps.get_models()):
        return pghistory.models.Events.objects.none()
    return pghistory.models.Events.objects.references(row)  # type: ignore[no-untyped-call]


def _people(events: list[Any]) -> dict[int, str]:
    keys = {event.pgh_context["user"] for event in events if event.pgh_context and event.pgh_context.get("user")}
    return {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=keys)}


def _change(event: Any, people: dict[int, str]) -> Change:
    table = apps.get_model(event.pgh_obj_model)
    context = event.pgh_context or {}
    return Change(
        at=event.pgh_created_at,
        who=people.get(context.get("user") or 0, "") or _("the register itself"),
        why=context.get("reason", ""),
        what=f"{table._meta.verbose_name} {event.pgh_obj_id}",
        done=_done(event.pgh_label),
        values=tuple(_values(event, table)),
    )


def _done(label: str) -> str:
    return {"insert": _("added"), "update": _("changed"), "delete": _("deleted")}.get(label, label)


def _values(event: Any, table: type[models.Model]) -> Iterator[Value]:
    if event.pgh_label == "update":
        pairs = {name: (old, new) for name, (old, new) in (event.pgh_diff or {}).items()}
    else:
        gone = event.pgh_label == "delete"
        pairs = {name: (value, "") if gone else ("", value) for name, value in (event.pgh_data or {}).items()}
    for name, (old, new) in pairs.items():
        field = _field(table, name)
        if field is None or field.name in SILENT or (old in (None, "") and new in (None, "")):
            continue
        yield Value(str(field.verbose_name), _word(field, old), _word(field, new))


def _field(table: type[models.Model], name: str) -> Any:
    return next((field for field in table._meta.concrete_fields if name in (field.name, field.attname)), None)


def _word(field: Any, value: Any) -> str:
    if value in (None, ""):
        return ""
    known = vocabulary_of(field) if field.choices else None
    return known.label(str(value), language()) if known else str(value)
