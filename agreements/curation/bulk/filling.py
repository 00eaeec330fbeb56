"""Rows of the tables from plain text: the right types, and links as the rows that they name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Model
from django.utils.translation import gettext as _

from agreements.curation.bulk.book import Problem
from agreements.curation.bulk.kinds import Link, Press
from agreements.curation.bulk.proof import item_of
from agreements.curation.bulk.shape import BY_NAME, SHEETS, Sheet
from agreements.domain.names import organisation_key, person_key
from agreements.models import OrganisationName, PersonName

if TYPE_CHECKING:
    from agreements.curation.bulk.planning import Change


class Places:
    """Where the nouns that keys name are: those just made, and those of the register, read once each."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Model | None] = {}

    def note(self, change: Change) -> None:
        """Remember a noun that was made."""
        if change.sheet.key:
            self._rows[change.sheet.name, change.owner] = change.row

    def row(self, sheet: str, key: str) -> Model | None:
        """The noun of this key."""
        if not key:
            return None
        if self._rows.get((sheet, key)) is None:
            one = BY_NAME[sheet]
            self._rows[sheet, key] = one.model._default_manager.filter(**{one.key: key}).first()
        return self._rows[sheet, key]


def columns(change: Change, places: Places, only: Iterable[str] | None = None) -> dict[str, Any]:
    """What the row would hold in the columns of its table, of those that the file gives."""
    names = {column.name for column in change.sheet.content}
    chosen = names if only is None else names & set(only)
    filled: dict[str, Any] = {}
    for name in chosen & change.given.keys():
        text, kind = change.given[name], change.sheet.by_name[name].kind
        if isinstance(kind, Link):
            filled[name] = places.row(kind.to, text)
        elif isinstance(kind, Press):
            filled["item"] = item_of(text)
        elif text or only is not None:
            filled |= _emptied(change.sheet, name) if not text else kind.columns(name, text)
    return filled


def _emptied(sheet: Sheet, name: str) -> dict[str, Any]:
    """An emptied code falls back on what a new row has; other values become nothing."""
    kind: Any = sheet.by_name[name].kind
    field: Any = sheet.model._meta.get_field(name)
    if field.has_default() and not field.null:
        return {name: field.get_default()}
    return dict(kind.columns(name, ""))


def new_row(change: Change, places: Places, today: datetime.date, by: User | None) -> Model:
    """A row to be saved, of all that the file gives; what it does not give is as in any new row."""
    filled = columns(change, places)
    if change.sheet.name == "organisations":
        filled.pop("successor", None)
    if change.sheet.name == "amounts":
        filled.setdefault("maximum", filled.get("minimum"))
    if change.sheet.name == "signatories":
        filled.setdefault("side", getattr(filled.get("organisation"), "side", ""))
    if change.sheet.name == "references":
        filled.setdefault("link", filled.get("address"))
    if "recorded_on" in change.sheet.by_name:
        filled.setdefault("recorded_on", today)
    if change.sheet.name == "press_links":
        filled["accepted_by"] = by
    row = change.sheet.model(**filled)
    if isinstance(row, OrganisationName):
        row.key = organisation_key(row.text)
    if isinstance(row, PersonName):
        row.key = person_key(row.text)
    return row


def point_at_successors(changes: Iterable[Change], places: Places) -> None:
    """Bodies point at bodies once all of them are there."""
    for change in changes:
        successor = places.row("organisations", change.given.get("successor", ""))
        if successor is not None:
            change.row.successor = successor
            change.row.save(update_fields=["successor"])


def day(text: str) -> datetime.date:
    """An exact day from its plain text."""
    return datetime.date.fromisoformat(text)


def in_words(problem: IntegrityError) -> Problem:
    """What the database refused, as its table says it."""
    told = getattr(problem.__cause__, "diag", None)
    name, table = getattr(told, "constraint_name", "") or "", getattr(told, "table_name", "") or ""
    sheet = next((one.name for one in SHEETS if one.model._meta.db_table == table), "")
    for model in apps.get_app_config("agreements").get_models():
        for constraint in model._meta.constraints:
            if (
                constraint.name == name
                and constraint.violation_error_message != constraint.default_violation_error_message
            ):
                return Problem(sheet, 0, "", str(constraint.violation_error_message))
    message = _("The register refuses what a row of this sheet says (%(rule)s).") % {
        "rule": name or type(problem).__name__
    }
    return Problem(sheet, 0, "", message)
