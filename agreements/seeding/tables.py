"""The tables that the catalogue fills, in an order in which every row finds the rows it points at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

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
    Reference,
    Relation,
    SectorTag,
    Signatory,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the nouns that its columns point at, and the columns by which a row already there is the same row."""

    noun: str
    plural: str
    model: type[models.Model]
    links: Mapping[str, str] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    lasting: bool = False
    """Whether a row stays when its entry leaves the file: others may stand on it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row as the files state it. Columns that point at other rows hold those rows' keys."""

    key: str
    columns: dict[str, Any]


OF_AGREEMENT = {"agreement": "agreement"}
TABLES = (
    Table("reference", "references", Reference, same=("address",), lasting=True),
    Table(
        "organisation",
        "organisations",
        Organisation,
        {"reference": "reference", "successor": "organisation"},
        ("slug",),
        lasting=True,
    ),
    Table(
        "organisation_name",
        "names of organisations",
        OrganisationName,
        {"organisation": "organisation"},
        ("organisation", "text"),
    ),
    Table("person", "people", Person, {"reference": "reference"}, ("slug",), lasting=True),
    Table("person_name", "names of people", PersonName, {"person": "person"}, ("person", "text")),
    Table("occasion", "occasions", Occasion, {"reference": "reference"}, ("slug",), lasting=True),
    Table(
        "occasion_claim",
        "claimed totals",
        OccasionClaim,
        {"occasion": "occasion", "reference": "reference"},
        ("occasion", "count", "of_what_en"),
    ),
    Table("agreement", "agreements", Agreement, {"occasion": "occasion"}, lasting=True),
    Table("other_name", "other names", AgreementName, OF_AGREEMENT, ("agreement", "text")),
    Table("sector_tag", "sectors", SectorTag, OF_AGREEMENT, ("agreement", "sector")),
    Table("action", "actions", Action, OF_AGREEMENT | {"occasion": "occasion"}),
    Table(
        "signatory",
        "signatories",
        Signatory,
        OF_AGREEMENT | {"organisation": "organisation", "person": "person"},
        ("agreement", "organisation", "capacity", "person"),
    ),
    Table("amount", "amounts", Amount, OF_AGREEMENT | {"payer": "organisation"}),
    Table("relation", "relations", Relation, OF_AGREEMENT | {"to": "agreement"}, ("agreement", "kind", "to")),
    Table("document", "documents", Document, OF_AGREEMENT),
    Table("identifier", "identifiers", Identifier, OF_AGREEMENT, ("agreement", "scheme", "value")),
    Table("doubt", "doubts", Doubt, OF_AGREEMENT),
    Table(
        "evidence",
        "evidence",
        Evidence,
        OF_AGREEMENT
        | {
            "reference": "reference",
            **{row: row for row in ("action", "signatory", "amount", "relation", "sector_tag", "other_name")},
        },
    ),
)
