"""The sheets: one for each noun and for each kind of row that hangs on one, in the order in which they are filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agreements.curation.bulk import kinds as k
from agreements.domain import vocabulary as v
from agreements.domain.text import fold
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    Document,
    Doubt,
    Evidence,
    Identifier,
    Occasion,
    OccasionClaim,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    PressLink,
    Reference,
    Relation,
    SectorTag,
    Signatory,
)

MARK, SUPPORT, REMOVE = "mark", "reference", "remove"
JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the row that it holds, or what else it says about the row."""

    name: str
    kind: k.Kind
    label: Any
    about: Any = ""
    is_needed: bool = False
    """Whether a new row must have it."""
    is_shown_only: bool = False
    """Whether it is written for the reader and never read back."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `key` names a noun's row; `parent` is the column that names the noun a row hangs on.

    `same` are the columns by which two rows that hang on one noun are one row; where there are none, rows are told
    apart by all that they hold. `value` is the public value that a row is, which evidence can stand under.
    """

    name: str
    model: type[Model]
    title: Any
    columns: tuple[Column, ...]
    key: str = ""
    parent: str = ""
    same: tuple[str, ...] = ()
    value: str = ""
    has_support: bool = False
    is_fixed: bool = False
    """Whether its rows are added and taken out, and never rewritten."""

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def content(self) -> tuple[Column, ...]:
        """The columns that make up the row itself."""
        return tuple(column for column in self.columns if not column.is_shown_only and column.name not in self._about)

    @property
    def _about(self) -> set[str]:
        return {MARK, REMOVE, SUPPORT} if self.has_support else {MARK, REMOVE}

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """What the head of a column may be called: its code, or its name in English or Korean."""
        found = {fold(column.name): column.name for column in self.columns}
        for language in (v.ENGLISH, v.KOREAN):
            with override(language):
                for column in self.columns:
                    found.setdefault(fold(str(column.label)), column.name)
        return found

    @cached_property
    def usual(self) -> Mapping[str, str]:
        """What a new row holds in each column of codes, where the file gives nothing."""
        codes = [column.name for column in self.content if isinstance(column.kind, k.Code)]
        fields: dict[str, Any] = {name: self.model._meta.get_field(name) for name in codes}
        return {name: str(one.get_default()) for name, one in fields.items() if one.has_default()}

    @property
    def owner(self) -> str:
        """The column by which a row is gathered with others of its record."""
        return self.parent or self.key

    @property
    def noun(self) -> str:
        """The sheet of the noun that its rows belong to."""
        column = self.by_name.get(self.parent)
        return column.kind.to if column and isinstance(column.kind, k.Link) else self.name


def _link(name: str, to: str, label: Any, about: Any = "", *, needed: bool = False) -> Column:
    return Column(name, k.Link(300, to), label, about, needed)


def _code(name: str, vocabulary: v.Vocabulary, label: Any, about: Any = "", *, needed: bool = False) -> Column:
    return Column(name, k.Code(60, vocabulary), label, about, needed)


def _press(*, needed: bool = False) -> Column:
    return Column(
        "press", k.Press(), _("press item"), _("The address of a press item that the register holds."), needed
    )


_MARK = Column(
    MARK,
    k.Label(),
    _("mark"),
    _("How the row was when it was exported. Leave it as it is; leave it empty in a row of your own."),
)
_ROW_MARK = Column(
    MARK,
    k.Label(),
    _("mark"),
    _(
        "How the row was when it was exported. Leave it as it is. In a row of your own leave it empty, or give it a"
        " name of yours, by which the sheet “evidence” can point at it."
    ),
)
_REMOVE = Column(
    REMOVE,
    k.Removal(),
    _("take out"),
    _("Write yes to take this row out of the register, with what it stands on."),
)
_SUPPORT = Column(
    SUPPORT,
    k.Address(),
    _("what it stands on"),
    _(
        "The address of a page that says so, or the word judgement when you stand for it yourself. It is put under"
        " what the row newly says. Without it a record cannot be published."
    ),
)
_NAMES = (
    Column("name_en", k.Kind(300), _("English name"), _("At least one of the two names.")),
    Column("name_ko", k.Kind(300), _("Korean name")),
)
_REFERENCE = _link("reference", "references", _("reference"), _("The address of a page about it."))
_AGREEMENT = _link(
    "agreement", "agreements", _("agreement"), _("The public id, or the name that you gave a new one."), needed=True
)
_LANGUAGE = _code("language", v.LANGUAGES, _("language"), needed=True)
_NOTE = Column("note", k.Text(), _("note"))

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "agreements",
        Agreement,
        _("agreements"),
        (
            Column(
                "public_id",
                k.Kind(60),
                _("public id"),
                _("For a new agreement a name of yours, such as new-1: the other sheets name it so. It gets its id."),
                is_needed=True,
            ),
            Column("title_en", k.Kind(500), _("English title"), _("At least one of the two titles.")),
            Column("title_ko", k.Kind(500), _("Korean title")),
            _code("form", v.FORMS, _("form"), _("What the document calls itself.")),
            _code("legal_nature", v.LEGAL_NATURES, _("legal nature")),
            _code("level", v.LEVELS, _("level")),
            Column("summary_en", k.Text(), _("English summary"), _("One or two sentences in our own words.")),
            Column("summary_ko", k.Text(), _("Korean summary")),
            _link("occasion", "occasions", _("occasion")),
            _code("confidence", v.CONFIDENCES, _("how well supported")),
            Column("slug", k.SLUG, _("slug"), _("Leave it empty for a new one: it is made from the title.")),
            Column("status", k.Kind(), _("status"), _("Only to be read: it follows from the actions."), False, True),
            Column("record_state", k.Kind(), _("record state"), _("Only to be read: no file publishes."), False, True),
            _SUPPORT,
            _MARK,
        ),
        key="public_id",
        has_support=True,
    ),
    Sheet(
        "other_names",
        AgreementName,
        _("other names"),
        (_AGREEMENT, Column("text", k.Kind(500), _("name"), "", True), _LANGUAGE, _SUPPORT, _REMOVE, _ROW_MARK),
        parent="agreement",
        same=("text",),
        value="other_name",
        has_support=True,
    ),
    Sheet(
        "sectors",
        SectorTag,
        _("sectors"),
        (
            _AGREEMENT,
            _code("sector", v.SECTORS, _("sector"), needed=True),
            Column("is_primary", k.Flag(), _("primary"), _("One sector of each agreement is the primary one.")),
            _SUPPORT,
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
        same=("sector",),
        value="sector",
        has_support=True,
    ),
    Sheet(
        "signatories",
        Signatory,
        _("signatories"),
        (
            _AGREEMENT,
            _link("organisation", "organisations", _("organisation"), needed=True),
            _code("side", v.SIDES, _("side"), _("Leave it empty when it is the body’s own side.")),
            _code("capacity", v.CAPACITIES, _("capacity")),
            _link("person", "people", _("person")),
            Column("post", k.Kind(300), _("post, as stated"), _("A post is somebody’s: name the person, too.")),
            Column(
                "name_then", k.Kind(300), _("name as signed"), _("Leave it empty when it is the body’s name today.")
            ),
            _SUPPORT,
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
        same=("organisation", "capacity", "person"),
        value="signatory",
        has_support=True,
    ),
    Sheet(
        "actions",
        Action,
        _("actions"),
        (
            _AGREEMENT,
            _code("kind", v.ACTIONS, _("action"), needed=True),
            Column("date", k.When(), _("date"), _("Leave it empty when no source states it.")),
            _code("side", v.ACTION_SIDES, _("side")),
            _code("nature", v.NATURES, _("nature")),
            Column("place", k.Kind(200), _("place")),
            _link("occasion", "occasions", _("occasion")),
            _NOTE,
            Column(
                "recorded_on", k.Day(), _("recorded on"), _("The day by which the register knew of it; else today.")
            ),
            _SUPPORT,
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
        value="action",
        has_support=True,
    ),
    Sheet(
        "amounts",
        Amount,
        _("amounts"),
        (
            _AGREEMENT,
            _code("kind", v.MONEY_KINDS, _("kind")),
            Column("minimum", k.Sum(), _("amount, or least"), "", True),
            Column("maximum", k.Sum(), _("most, if a range"), _("Leave it empty when there is one sum.")),
            Column("currency", k.CURRENCY, _("currency"), "", True),
            _link("payer", "organisations", _("payer")),
            Column("period", k.Kind(100), _("period")),
            _NOTE,
            _SUPPORT,
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
        value="amount",
        has_support=True,
    ),
    Sheet(
        "relations",
        Relation,
        _("relations"),
        (
            _AGREEMENT,
            _code("kind", v.RELATIONS, _("relation"), needed=True),
            _link("to", "agreements", _("to"), needed=True),
            _NOTE,
            _SUPPORT,
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
        same=("kind", "to"),
        value="relation",
        has_support=True,
    ),
    Sheet(
        "documents",
        Document,
        _("documents"),
        (
            _AGREEMENT,
            Column("title", k.Kind(500), _("title"), "", True),
            _LANGUAGE,
            Column("address", k.Address(), _("address"), "", True),
            Column("is_authentic", k.Flag(may_be_unknown=True), _("authentic text"), _("Empty when it is not known.")),
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
    ),
    Sheet(
        "identifiers",
        Identifier,
        _("identifiers"),
        (
            _AGREEMENT,
            Column("scheme", k.Kind(100), _("register or series"), "", True),
            Column("value", k.Kind(200), _("number or code"), "", True),
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
        same=("scheme", "value"),
    ),
    Sheet(
        "doubts",
        Doubt,
        _("doubts"),
        (
            _AGREEMENT,
            Column("text_en", k.Text(), _("in English"), "", True),
            Column("text_ko", k.Text(), _("in Korean")),
            Column("recorded_on", k.Day(), _("recorded on"), _("Today, when it is left empty.")),
            _REMOVE,
            _ROW_MARK,
        ),
        parent="agreement",
    ),
    Sheet(
        "press_links",
        PressLink,
        _("press items about it"),
        (
            _AGREEMENT,
            _press(needed=True),
            Column("accepted_at", k.Moment(), _("accepted on"), _("Today, when it is left empty.")),
            _REMOVE,
            _MARK,
        ),
        parent="agreement",
        same=("press",),
        is_fixed=True,
    ),
    Sheet(
        "evidence",
        Evidence,
        _("evidence"),
        (
            _AGREEMENT,
            _code("value", v.VALUES, _("value"), _("The value that it stands under."), needed=True),
            Column(
                "row",
                k.Label(),
                _("row"),
                _("The mark of the row that carries the value; empty for a value of the sheet “agreements”."),
            ),
            _code("strength", v.STRENGTHS, _("strength"), _("Follows from what is given when it is left empty.")),
            _link("reference", "references", _("reference"), _("The address of a page that says so.")),
            _press(),
            Column(
                "text", k.Kind(64), _("text"), _("Which version of its text; the present one when it is left empty.")
            ),
            Column("quote", k.Text(), _("quotation"), _("The exact sentence in that text.")),
            Column(
                "start", k.Count(), _("place in the text"), _("Where the sentence begins, if it stands there twice.")
            ),
            Column("supports", k.Flag(), _("supports"), _("no, when the source disputes the value.")),
            Column("reported", k.Kind(500), _("value as reported")),
            _NOTE,
            Column("accepted_name", k.Kind(200), _("accepted by"), _("Leave it empty: it is you.")),
            Column("accepted_on", k.Day(), _("accepted on"), _("Today, when it is left empty.")),
            _REMOVE,
            _MARK,
        ),
        parent="agreement",
        same=("value", "row", "strength", "reference", "press", "text", "start", "supports", "reported"),
        is_fixed=True,
    ),
    Sheet(
        "organisations",
        Organisation,
        _("organisations"),
        (
            Column("slug", k.SLUG, _("slug"), "", True),
            *_NAMES,
            Column("abbreviation", k.Kind(40), _("abbreviation")),
            _code("side", v.SIDES, _("side"), needed=True),
            _code("kind", v.ORGANISATION_KINDS, _("kind")),
            _link("successor", "organisations", _("succeeded by"), _("The body that took its place.")),
            _REFERENCE,
            _NOTE,
            _MARK,
        ),
        key="slug",
    ),
    Sheet(
        "organisation_names",
        OrganisationName,
        _("names of organisations"),
        (
            _link("organisation", "organisations", _("organisation"), needed=True),
            Column("text", k.Kind(300), _("name"), "", True),
            _LANGUAGE,
            Column("is_abbreviation", k.Flag(), _("abbreviation")),
            Column("used_from", k.Day(), _("used from")),
            Column("used_until", k.Day(), _("used until")),
            _REMOVE,
            _MARK,
        ),
        parent="organisation",
        same=("text",),
    ),
    Sheet(
        "people",
        Person,
        _("people"),
        (
            Column("slug", k.PERSON_SLUG, _("slug"), "", True),
            *_NAMES,
            _code("side", v.SIDES, _("side"), needed=True),
            _REFERENCE,
            _MARK,
        ),
        key="slug",
    ),
    Sheet(
        "person_names",
        PersonName,
        _("names of people"),
        (
            _link("person", "people", _("person"), needed=True),
            Column("text", k.Kind(200), _("name"), "", True),
            _LANGUAGE,
            _REMOVE,
            _MARK,
        ),
        parent="person",
        same=("text",),
    ),
    Sheet(
        "occasions",
        Occasion,
        _("occasions"),
        (
            Column("slug", k.SLUG, _("slug"), "", True),
            *_NAMES,
            _code("kind", v.OCCASION_KINDS, _("kind")),
            Column("starts", k.When(), _("starts")),
            Column("ends", k.When(), _("ends")),
            Column("place", k.Kind(200), _("place")),
            _REFERENCE,
            _MARK,
        ),
        key="slug",
    ),
    Sheet(
        "occasion_claims",
        OccasionClaim,
        _("claimed totals"),
        (
            _link("occasion", "occasions", _("occasion"), needed=True),
            Column("count", k.Count(), _("number claimed"), "", True),
            Column("of_what_en", k.Kind(200), _("of what, in English"), "", True),
            Column("of_what_ko", k.Kind(200), _("of what, in Korean")),
            _REFERENCE,
            _REMOVE,
            _MARK,
        ),
        parent="occasion",
        same=("count", "of_what_en"),
    ),
    Sheet(
        "references",
        Reference,
        _("references"),
        (
            Column("address", k.Page(), _("address"), _("The page; one row a page."), True),
            Column("link", k.Address(), _("link"), _("The address as it was given, which readers follow.")),
            Column("title", k.Kind(500), _("title")),
            Column("publisher", k.Kind(300), _("publisher")),
            Column("date", k.When(), _("published")),
            _code("language", v.LANGUAGES, _("language")),
            _MARK,
        ),
        key="address",
    ),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
SHEET_OF_VALUE = {sheet.value: sheet for sheet in SHEETS if sheet.value} | {"place": BY_NAME["actions"]}
ORDER_OF_APPLYING = (
    *("references", "organisations", "organisation_names", "people", "person_names", "occasions", "occasion_claims"),
    *("agreements", "other_names", "sectors", "actions", "signatories", "amounts", "relations", "documents"),
    *("identifiers", "doubts", "press_links", "evidence"),
)
"""An order in which every row finds the rows that it points at."""
