"""Versions of rows, as the history keeps them, value by value and in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from agreements.admin.base_words import UNNAMED
from agreements.admin.labels import language, vocabulary_of
from agreements.catalogue.histories import Row
from agreements.catalogue.record.retold import SAID, Names
from agreements.curation.reverting import TABLES
from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import ACTIONS, STRENGTHS, VALUES
from agreements.models import (
    Agreement,
    Evidence,
    Occasion,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    PressItemRevision,
    Reference,
    Source,
)

NOUNS: dict[str, type[Model]] = {
    "agreement": Agreement,
    "organisation": Organisation,
    "person": Person,
    "occasion": Occasion,
    "reference": Reference,
    "source": Source,
    "evidence": Evidence,
}
"""Every noun that people change."""
MORE: dict[str, type[Model]] = {
    "reference_id": Reference,
    "revision_id": PressItemRevision,
    "successor_id": Organisation,
    "accepted_by_id": User,
    "published_by_id": User,
}
SILENT = {
    *("id", "key", "created_at", "updated_at", "agreement_id", "organisation_id", "person_id", "prefix", "suffix"),
    *("start", "end", "sector_tag_id", "other_name_id", "action_id", "signatory_id", "amount_id", "relation_id"),
    *("public_id", "value", "status", "status_rule", "status_as_at"),
}
"""What says nothing to a person, or is said with the row itself."""
TOLD_OF = {"signatory": {"organisation_id", "person_id"}}
"""Columns that are silent elsewhere and are a value of this kind of row."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value: its column, what it is called, and what it was and is."""

    column: str
    label: str
    old: str
    new: str


class Words:
    """The words for versions of the rows of one record."""

    def __init__(self, noun: str, versions: list[Row]) -> None:
        self.noun = noun
        merged = {"merged_into_id": NOUNS[noun]}
        self.names = Names.of(versions, language(), more={**MORE, **merged}, unpublished=True)

    def table(self, concerns: str) -> type[Model]:
        if concerns == "record":
            return NOUNS[self.noun]
        if concerns == "name":
            return OrganisationName if self.noun == "organisation" else PersonName
        return TABLES[concerns]

    def kind(self, concerns: str, version: Row) -> str:
        """What kind of row it is."""
        if concerns == "evidence":
            return _("Support under: %(value)s") % {"value": VALUES.label(version["value"], language())}
        if concerns in VALUES:
            return VALUES.label(concerns, language())
        name = str(self.table(concerns)._meta.verbose_name)
        return name[:1].upper() + name[1:]

    def row(self, concerns: str, version: Row) -> str:
        """What the row says, in one line."""
        if concerns == "evidence":
            return self._evidence(version)
        if concerns == "name":
            return str(version["text"])
        if concerns == "claim":
            korean = language() == "ko" and version["of_what_ko"]
            return f"{version['count']} {korean or version['of_what_en']}"
        if concerns == "record":
            return ""
        said = SAID[concerns](version, self.names) or "–"
        return f"{ACTIONS.label(version['kind'], language())} · {said}" if concerns == "action" else said

    def values(self, concerns: str, before: Row, after: Row) -> Iterator[Said]:
        """Each value in which two versions differ."""
        table = self.table(concerns)
        for field in table._meta.concrete_fields:
            column = field.attname
            silent = column in self._silent(concerns)
            if silent or column.endswith("_precision") or not (column in before or column in after):
                continue
            old, new = (self._value(field, version) for version in (before, after))
            if old != new:
                yield Said(column, self._label(concerns, field), old, new)

    def _silent(self, concerns: str) -> set[str]:
        """Columns that say nothing, or only whose the row is."""
        owner = {f"{self.noun}_id"} if concerns != "record" else set()
        return SILENT - TOLD_OF.get(concerns, set()) | owner

    def _label(self, concerns: str, field: Any) -> str:
        if concerns == "record" and self.noun == "agreement" and field.name in VALUES:
            return VALUES.label(field.name, language())
        own = {"merged_into": _("merged into"), "published_by": _("published by"), "quote": _("quotation")}
        name = str(own.get(field.name) or UNNAMED.get(field.name) or field.verbose_name)
        return name[:1].upper() + name[1:]

    def _value(self, field: Any, version: Row) -> str:
        value = version.get(field.attname)
        if value is None or value == "":
            return ""
        if field.attname in self.names.tables:
            return self.names[field.attname, version] or _("a row that is no more")
        known = vocabulary_of(field) if field.choices else None
        if known:
            return known.label(str(value), language()) if value in known else str(value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _plain(field, value, version)

    def _evidence(self, version: Row) -> str:
        strength = STRENGTHS.label(version["strength"], language())
        source = version["quote"] or self.names["reference_id", version] or self.names["revision_id", version]
        against = "" if version["supports"] else _("says otherwise")
        by = version["accepted_name"] if version["strength"] == "judgement" else ""
        return " · ".join(filter(None, (strength, against, version["reported"], source, by, version["note"])))


def _plain(field: Any, value: Any, version: Row) -> str:
    kind = field.get_internal_type()
    if kind == "BooleanField":
        return _("Yes") if value else _("No")
    if kind == "DateTimeField":
        moment = parse_datetime(str(value))
        return date_format(localtime(moment), "DATETIME_FORMAT") if moment else str(value)
    if kind == "DateField":
        day = parse_date(str(value))
        precision = version.get(f"{field.name}_precision", "day")
        return PartialDate.at(day, precision).format(language()) if day else str(value)
    return str(value)
