"""A former or present version of a row, as the history keeps it, in the words of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements.catalogue import wording
from agreements.catalogue.histories import Row
from agreements.catalogue.listing.cards import language_of
from agreements.catalogue.pages.agreement import Edit
from agreements.catalogue.pages.parts import Text
from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.vocabulary import (
    ACTIONS,
    CONFIDENCES,
    FORMS,
    LEGAL_NATURES,
    LEVELS,
    MONEY_KINDS,
    RELATIONS,
    SECTORS,
    VALUES,
    Vocabulary,
)
from agreements.models import Agreement, Occasion, Organisation, Person, PressItem, PressItemRevision
from agreements.models.rules import Named

LONGEST = 400
COLUMNS = (
    "title_en",
    "title_ko",
    "form",
    "legal_nature",
    "level",
    "summary_en",
    "summary_ko",
    "occasion_id",
    "confidence",
)
CODED: dict[str, Vocabulary] = {
    "form": FORMS,
    "legal_nature": LEGAL_NATURES,
    "level": LEVELS,
    "confidence": CONFIDENCES,
}
NAMED: dict[str, type[Model]] = {
    "organisation_id": Organisation,
    "payer_id": Organisation,
    "person_id": Person,
    "to_id": Agreement,
    "item_id": PressItem,
    "occasion_id": Occasion,
}
"""Columns that name another row, and its table."""


@dataclass(frozen=True)
class Names:
    """The rows that versions refer to."""

    language: str
    rows: dict[type[Model], dict[int, Any]] = field(default_factory=dict)
    tables: Mapping[str, type[Model]] = field(default_factory=lambda: NAMED)

    @classmethod
    def of(
        cls,
        versions: Iterable[Row],
        language: str,
        *,
        more: Mapping[str, type[Model]] | None = None,
        unpublished: bool = False,
    ) -> Names:
        """One query a table at most; what is not public has no name here, but in the editing room."""
        wanted: dict[type[Model], set[int]] = {}
        tables = {**NAMED, **(more or {})}
        for version in versions:
            for column, table in tables.items():
                if version.get(column):
                    wanted.setdefault(table, set()).add(version[column])
        found = {
            table: (_all(table) if unpublished else _public(table)).in_bulk(keys) for table, keys in wanted.items()
        }
        return cls(language, found, tables)

    def __getitem__(self, named: tuple[str, Row]) -> str:
        """The name of the row that a column names; nothing where there is none."""
        column, version = named
        row = self.rows.get(self.tables[column], {}).get(version.get(column) or 0)
        if isinstance(row, Agreement):
            return str(wording.either(row.title_en, row.title_ko, self.language))
        if isinstance(row, PressItem):
            return row.title or row.publisher
        if isinstance(row, Named):
            return str(wording.name(row, self.language))
        return str(row) if row else ""


def _all(table: type[Model]) -> Any:
    """Without the text of a press item, which no list needs."""
    rows = table._default_manager.all()
    return rows.select_related("item").defer("text", "signature") if table is PressItemRevision else rows


def _public(table: type[Model]) -> Any:
    return Agreement.objects.published() if table is Agreement else table._default_manager.all()


def edits(concerns: str, before: Row, after: Row, names: Names) -> Iterable[Edit]:
    """What a reader would see changed between two versions of one row."""
    if concerns == "record":
        for column in COLUMNS:
            old, new = (_column(column, version, names) for version in (before, after))
            if old != new:
                yield Edit(_label(column.removesuffix("_id"), names.language), _text(old), _text(new))
        return
    old, new = (SAID[concerns](version, names) if version else "" for version in (before, after))
    if old != new:
        yield Edit(_label(concerns, names.language, after or before), _text(old), _text(new))


def _text(words: str) -> Text:
    return Text(Truncator(words).chars(LONGEST), language_of(words)) if words else wording.NOTHING


def _label(code: str, language: str, version: Row | None = None) -> str:
    if code == "action" and version:
        return ACTIONS.label(version["kind"], language)
    own = {
        "confidence": _("How well supported"),
        "doubt": _("What is uncertain"),
        "document": _("Official text"),
        "identifier": _("Number elsewhere"),
        "press": _("Press item"),
    }
    return own[code] if code in own else VALUES.label(code, language)


def _column(column: str, version: Row, names: Names) -> str:
    value = version.get(column)
    if column in CODED:
        return CODED[column].label(value, names.language) if value else ""
    return names[column, version] if column in NAMED else value or ""


def _action(version: Row, names: Names) -> str:
    when = wording.when(_date(version), names.language).text
    return " · ".join(filter(None, (when, version["place"], version["note"])))


def _date(version: Row) -> PartialDate | None:
    lengths = {"year": 4, "month": 7, "day": 10}
    stated = version["date"]
    return PartialDate.fromisoformat(stated[: lengths[version["date_precision"]]]) if stated else None


def _signatory(version: Row, names: Names) -> str:
    body = version["name_then"] or names["organisation_id", version]
    return " · ".join(filter(None, (body, names["person_id", version], version["post"])))


def _amount(version: Row, names: Names) -> str:
    least, most = (Decimal(str(version[column])) for column in ("minimum", "maximum"))
    money = Money(least, most, version["currency"]).format(names.language)
    kind = MONEY_KINDS.label(version["kind"], names.language)
    return " · ".join(filter(None, (money, kind, names["payer_id", version], version["period"], version["note"])))


def _relation(version: Row, names: Names) -> str:
    return f"{RELATIONS.label(version['kind'], names.language)}: {names['to_id', version]}"


def _doubt(version: Row, names: Names) -> str:
    return str(wording.either(version["text_en"], version["text_ko"], names.language))


SAID: dict[str, Callable[[Row, Names], str]] = {
    "action": _action,
    "other_name": lambda version, names: str(version["text"]),
    "amount": _amount,
    "relation": _relation,
    "sector": lambda version, names: SECTORS.label(version["sector"], names.language),
    "signatory": _signatory,
    "doubt": _doubt,
    "document": lambda version, names: str(version["title"]),
    "identifier": lambda version, names: f"{version['scheme']} {version['value']}",
    "press": lambda version, names: names["item_id", version],
}
"""How a version of each kind of row reads."""
