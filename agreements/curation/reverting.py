"""Taking back a change of a record, whole or one value of it: what it said before is said again, with a reason.

What was changed again since is left as it is: the later change is taken back first. Moves of the record itself and
mergers have verbs of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from agreements.catalogue.histories import Event, Row, whole
from agreements.curation import agreements, rights, standing, upkeep
from agreements.curation.audit import change, telling
from agreements.curation.refusals import ReasonNeeded
from agreements.curation.reviewing.effects import CannotUndo
from agreements.domain.text import clean
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    Document,
    Doubt,
    Evidence,
    Identifier,
    OccasionClaim,
    OrganisationName,
    PersonName,
    PressLink,
    Relation,
    SectorTag,
    Signatory,
)
from agreements.models.evidence import ROW_OF_VALUE

TABLES: dict[str, type[models.Model]] = {
    "action": Action,
    "other_name": AgreementName,
    "amount": Amount,
    "relation": Relation,
    "sector": SectorTag,
    "signatory": Signatory,
    "doubt": Doubt,
    "document": Document,
    "identifier": Identifier,
    "press": PressLink,
    "evidence": Evidence,
    "claim": OccasionClaim,
}
COLUMNS = {
    "agreement": (
        *("title_en", "title_ko", "form", "legal_nature", "level", "summary_en", "summary_ko"),
        *("occasion_id", "confidence"),
    ),
    "organisation": (
        "name_en",
        "name_ko",
        "abbreviation",
        "side",
        "kind",
        "successor_id",
        "reference_id",
        "note",
        "slug",
    ),
    "person": ("name_en", "name_ko", "side", "reference_id", "slug"),
    "occasion": (
        *("name_en", "name_ko", "kind", "starts", "starts_precision", "ends", "ends_precision", "place"),
        *("reference_id", "slug"),
    ),
    "reference": ("link", "address", "title", "publisher", "date", "date_precision", "language"),
    "source": ("slug", "name", "kind", "location", "is_active", "check_every"),
    "evidence": (),
}
"""What of a record itself can be said anew; where it stands has verbs of its own."""
TOGETHER = {
    "date": "date_precision",
    "starts": "starts_precision",
    "ends": "ends_precision",
    "link": "address",
    "address": "link",
}
"""Columns that are only right with another."""


def revert(
    *, record: models.Model, change_set: str, by: User, reason: str, items: Collection[str] | None = None
) -> None:
    """Take back one change of `record`, or of it only `items`: such as `record.title_en`, `action.12` for a row made or
    deleted, `action.12.place` for one value of a row.

    Raises CannotUndo, which says why; agreements.NotReady; WrongState; PermissionDenied. Then nothing has happened.
    """
    noun = str(record._meta.model_name)
    rights.require(by, f"agreements.change_{noun}")
    reason = clean(reason).strip()
    if not reason:
        raise ReasonNeeded(_("Say in a few words why it is taken back."))
    with change(by=by, reason="taken back"), telling(reason):
        held = _hold(record)
        history = whole(held)
        mine = [event for event in history if event.change == change_set]
        if not mine:
            raise CannotUndo(_("This change is not in the history of the record."))
        try:
            with transaction.atomic():
                _Reverting(held, noun, mine, items, by, reason).carry_out()
        except IntegrityError as error:
            raise CannotUndo(_("What has been entered since stands where it would return.")) from error
        _bring_in_step(held)


def _hold(record: models.Model) -> models.Model:
    if isinstance(record, Agreement):
        agreements.hold(record)
        return record
    return type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)


def _bring_in_step(record: models.Model) -> None:
    if isinstance(record, Agreement):
        upkeep.settle_primary_sector(record)
        agreements.refresh(record)
        agreements.stay_publishable(record)
    else:
        upkeep.in_step_with(record)


class _Reverting:
    """One change on its way back."""

    def __init__(
        self,
        record: models.Model,
        noun: str,
        events: list[Event],
        items: Collection[str] | None,
        by: User,
        reason: str,
    ) -> None:
        self.record, self.noun, self.events, self.items = record, noun, events, items
        self.by, self.reason = by, reason
        self.done = 0

    def carry_out(self) -> None:
        if any(event.came_or_went for event in self.events):
            raise CannotUndo(_("It belongs to a merger of two records: undo the merger."))
        chosen = [event for event in reversed(self.events) if event.concerns != "evidence" and self._is_chosen(event)]
        for event in (one for one in chosen if one.concerns == "record"):
            self._record(event)
        for event in (one for one in chosen if one.concerns != "record"):
            self._row(event)
        self._evidence()
        if not self.done:
            raise CannotUndo(
                _("Nothing of it can be taken back here: where a record stands is changed by its buttons.")
            )

    def _is_chosen(self, event: Event) -> bool:
        return self.items is None or bool(self._named(event))

    def _named(self, event: Event) -> list[str]:
        """Which of the items are of this row."""
        prefix = _name(event)
        return [item for item in self.items or () if item == prefix or item.startswith(f"{prefix}.")]

    def _columns(self, event: Event, known: Iterable[str]) -> dict[str, Any]:
        """The columns to be set, with what they held, those that belong together together."""
        changed = [name for name in known if event.before.get(name) != event.after.get(name)]
        named = self._named(event)
        if self.items is not None and _name(event) not in named:
            asked = {item.rpartition(".")[2] for item in named}
            asked |= {TOGETHER[name] for name in asked if name in TOGETHER}
            changed = [name for name in changed if name in asked]
        return {name: event.before.get(name) for name in changed}

    # -- the record itself -----------------------------------------------------------------------------------------

    def _record(self, event: Event) -> None:
        if not event.before or not event.after:
            raise CannotUndo(_("With this change the record was made; it can be withdrawn, or a draft deleted."))
        columns = self._columns(event, COLUMNS[self.noun])
        _refuse_changed_since(self.record, event, columns)
        values = _understood(type(self.record), columns)
        if not values:
            return
        self.done += len(values)
        if isinstance(self.record, Agreement):
            agreements.amend(agreement=self.record, by=self.by, reason=self.reason, **values)
            return
        for name, value in values.items():
            setattr(self.record, name, value)
        self.record.save(update_fields=list(values))

    # -- rows ------------------------------------------------------------------------------------------------------

    def _row(self, event: Event) -> None:
        table = self._table(event)
        row = table._default_manager.filter(pk=event.row).first()
        self.done += 1
        if not event.before:
            self._unmake(row, event)
        elif not event.after:
            if row is None:
                _return(table, event.before)
        elif row is None:
            raise CannotUndo(_("The row was deleted since; take that back first."))
        else:
            known = [field.attname for field in table._meta.concrete_fields if not field.primary_key]
            columns = self._columns(event, known)
            _refuse_changed_since(row, event, columns)
            self._unsettle(event, row)
            table._default_manager.filter(pk=row.pk).update(**_understood(table, columns))

    def _unmake(self, row: models.Model | None, event: Event) -> None:
        if row is None:
            return
        _refuse_changed_since(row, event, event.after)
        row.delete()

    def _unsettle(self, event: Event, row: Any) -> None:
        """What stands under the value as it is now supports the former one no longer."""
        if isinstance(self.record, Agreement):
            for value, column in ROW_OF_VALUE.items():
                if value != "place" and TABLES.get(event.concerns) is Evidence._meta.get_field(column).related_model:
                    standing.unsettle(agreement=self.record, value=value, row=row, was=str(row))

    def _table(self, event: Event) -> type[models.Model]:
        if event.concerns == "name":
            return OrganisationName if self.noun == "organisation" else PersonName
        return TABLES[event.concerns]

    # -- what stood under them -------------------------------------------------------------------------------------

    def _evidence(self) -> None:
        """Evidence as it stood before the change, where the change touched it."""
        for event in reversed(self.events):
            if event.concerns == "evidence" and (self._is_chosen(event) or self._follows(event)):
                self.done += 1
                row = Evidence.objects.filter(pk=event.row).first()
                if not event.before:
                    if row is not None:
                        row.delete()
                elif row is None:
                    _return(Evidence, event.before)
                else:
                    columns = {name: event.before[name] for name in ("supports", "reported", "note")}
                    Evidence.objects.filter(pk=row.pk).update(**columns)

    def _follows(self, event: Event) -> bool:
        """Whether the evidence is of a value that is taken back."""
        version = event.after or event.before
        column = ROW_OF_VALUE.get(version["value"])
        items = self.items or ()
        if column is None:
            return any(item in (f"record.{version['value']}", f"record.{version['value']}_id") for item in items)
        concerns = {"sector_tag": "sector"}.get(column, column)
        prefix = f"{concerns}.{version[f'{column}_id']}"
        return any(item == prefix or item.startswith(f"{prefix}.") for item in items)


def _name(event: Event) -> str:
    """How items name the row."""
    return "record" if event.concerns == "record" else f"{event.concerns}.{event.row}"


def _refuse_changed_since(row: models.Model, event: Event, columns: Iterable[str]) -> None:
    """Nothing that somebody said later is overwritten."""
    for name in columns:
        try:
            field: Any = row._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if getattr(row, field.attname) != field.to_python(event.after.get(name)):
            raise CannotUndo(
                _("“%(row)s” has been changed again since; take the later change back first.") % {"row": row}
            )


def _understood(table: type[models.Model], columns: Row) -> Row:
    """Values as the history keeps them, as the table takes them."""
    fields = {field.attname: field for field in table._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in columns.items() if name in fields}


def _return(table: type[models.Model], version: Row) -> None:
    """A deleted row, as it was, under its own number."""
    table._default_manager.bulk_create([table(**_understood(table, version))])
