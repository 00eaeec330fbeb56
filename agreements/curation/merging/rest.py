"""All else that points at a record, whatever part of the register it belongs to: it points at the one kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, models, transaction

from agreements.curation.reviewing.effects import Effects
from agreements.models import SearchEntry

FOLLOWING = (SearchEntry,)
"""Worked out again from the others."""


def point_at(keep: models.Model, away: models.Model, effects: Effects, *, but: set[str]) -> None:
    """Every row that names `away` names `keep`. Where such a row is there already, one remains.

    `but` are columns, such as `signatory.organisation`, that the caller sees to.
    """
    for table, column in _columns(type(keep), but):
        for row in table._default_manager.filter(**{column: away}).order_by("pk"):
            _point(row, column, keep, effects)


def _point(row: models.Model, column: str, keep: models.Model, effects: Effects) -> None:
    try:
        with transaction.atomic():
            effects.fill(row, **{f"{column}_id": keep.pk})
    except IntegrityError:
        row.refresh_from_db()
        effects.remove(row)


def _columns(record: type[models.Model], but: set[str]) -> Iterator[tuple[type[models.Model], str]]:
    for relation in record._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        table: Any = relation.related_model
        column = table._meta.get_field(relation.remote_field.name).name  # type: ignore[union-attr]
        named = f"{table._meta.model_name}.{column}"
        if table in FOLLOWING or hasattr(table, "pgh_label") or _is_history(table) or named in but:
            continue
        yield table, column


def _is_history(table: type[models.Model]) -> bool:
    return any(field.name == "pgh_id" for field in table._meta.concrete_fields)
