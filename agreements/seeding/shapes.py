"""The fields of each seed file. `seeds/README.md` says the same for people, with examples."""

from __future__ import annotations

from agreements.domain import vocabulary as v
from agreements.seeding.fields import (
    Field,
    Read,
    address,
    code,
    date,
    line,
    listed,
    mapping,
    matching,
    sum_of_money,
    whole_number,
)

slug = matching(r"[a-z0-9]+(?:-[a-z0-9]+)*", "a slug: small letters, digits and hyphens")
person_slug = matching(r"[a-z0-9가-힣]+(?:-[a-z0-9가-힣]+)*", "a slug: small letters, Hangul, digits and hyphens")
public_id = matching(r"UKKR-\d{4}-\d{3,}", "a public id such as UKKR-2023-014")
citations = listed(slug)
text = line(5000)

CITED = {"sources": Field(citations, default=()), "judgement": Field(text, default="")}
NAMED = {"name_en": Field(line(300), default=""), "name_ko": Field(line(300), default="")}
DISPUTE = mapping(
    {"source": Field(slug, required=True), "reported": Field(line(), required=True), "note": Field(text, default="")}
)
DISPUTES = {"disputed_by": Field(listed(DISPUTE), default=())}

REFERENCE = mapping(
    {
        "key": Field(slug, required=True),
        "address": Field(address, required=True),
        "title": Field(line(), default=""),
        "publisher": Field(line(300), default=""),
        "published": Field(date),
        "language": Field(code(v.LANGUAGES), default=""),
    }
)

ORGANISATION_NAME = mapping(
    {
        "text": Field(line(300), required=True),
        "language": Field(code(v.LANGUAGES), required=True),
        "from": Field(date),
        "until": Field(date),
    }
)
ORGANISATION = mapping(
    {
        "slug": Field(slug, required=True),
        **NAMED,
        "abbreviation": Field(line(40), default=""),
        "side": Field(code(v.SIDES), required=True),
        "kind": Field(code(v.ORGANISATION_KINDS), required=True),
        "successor": Field(slug),
        "names": Field(listed(ORGANISATION_NAME), default=()),
        "reference": Field(slug),
        "note": Field(text, default=""),
    }
)

PERSON = mapping(
    {
        "slug": Field(person_slug, required=True),
        **NAMED,
        "side": Field(code(v.SIDES), required=True),
        "names": Field(listed(line(200)), default=()),
        "reference": Field(slug),
    }
)

CLAIM = mapping(
    {
        "count": Field(whole_number, required=True),
        "of_what_en": Field(line(200), required=True),
        "of_what_ko": Field(line(200), default=""),
        "reference": Field(slug),
    }
)
OCCASION = mapping(
    {
        "slug": Field(slug, required=True),
        **NAMED,
        "kind": Field(code(v.OCCASION_KINDS), required=True),
        "starts": Field(date),
        "ends": Field(date),
        "place": Field(line(200), default=""),
        "claims": Field(listed(CLAIM), default=()),
        "reference": Field(slug),
    }
)

OTHER_NAME = mapping(
    {"text": Field(line(), required=True), "language": Field(code(v.LANGUAGES), required=True), **CITED}
)
ACTION = mapping(
    {
        "kind": Field(code(v.ACTIONS), required=True),
        "date": Field(date),
        "side": Field(code(v.ACTION_SIDES), default="joint"),
        "nature": Field(code(v.NATURES), default="actual"),
        "place": Field(line(200), default=""),
        "place_sources": Field(citations, default=()),
        "occasion": Field(slug),
        "note": Field(text, default=""),
        **CITED,
        **DISPUTES,
    }
)
PARTY = mapping(
    {
        "organisation": Field(slug, required=True),
        "side": Field(code(v.SIDES)),
        "name_then": Field(line(300), default=""),
        "capacity": Field(code(v.CAPACITIES), default="signed"),
        "person": Field(person_slug),
        "post": Field(line(300), default=""),
        **CITED,
        **DISPUTES,
    }
)
AMOUNT = mapping(
    {
        "kind": Field(code(v.MONEY_KINDS), default="not-established"),
        "value": Field(sum_of_money),
        "minimum": Field(sum_of_money),
        "maximum": Field(sum_of_money),
        "currency": Field(matching(r"[A-Z]{3}", "a currency code such as GBP"), required=True),
        "payer": Field(slug),
        "period": Field(line(100), default=""),
        "note": Field(text, default=""),
        **CITED,
        **DISPUTES,
    }
)
RELATION = mapping(
    {
        "kind": Field(code(v.RELATIONS), required=True),
        "to": Field(public_id, required=True),
        "note": Field(text, default=""),
        **CITED,
    }
)
IDENTIFIER = mapping({"scheme": Field(line(100), required=True), "value": Field(line(200), required=True)})
COLUMNS = ("title_en", "title_ko", "form", "legal_nature", "level", "summary_en", "summary_ko", "status", "occasion")
"""The values of an agreement that are columns of its own; `evidence` names the sources of each."""
AGREEMENT = mapping(
    {
        "id": Field(public_id, required=True),
        "slug": Field(slug, required=True),
        "title_en": Field(line(), default=""),
        "title_ko": Field(line(), default=""),
        "other_names": Field(listed(OTHER_NAME), default=()),
        "form": Field(code(v.FORMS), required=True),
        "legal_nature": Field(code(v.LEGAL_NATURES)),
        "level": Field(code(v.LEVELS)),
        "sectors": Field(listed(code(v.SECTORS), least=1), required=True, default=()),
        "occasion": Field(slug),
        "confidence": Field(code(v.CONFIDENCES), default="medium"),
        "summary_en": Field(text, default=""),
        "summary_ko": Field(text, default=""),
        "actions": Field(listed(ACTION), default=()),
        "parties": Field(listed(PARTY, least=1), required=True, default=()),
        "amounts": Field(listed(AMOUNT), default=()),
        "relations": Field(listed(RELATION), default=()),
        "documents": Field(citations, default=()),
        "identifiers": Field(listed(IDENTIFIER), default=()),
        "evidence": Field(mapping({name: Field(citations, default=()) for name in COLUMNS}), default={}),
    }
)

DOUBT = mapping(
    {
        "key": Field(slug, required=True),
        "text_en": Field(text, required=True),
        "text_ko": Field(text, required=True),
        "agreements": Field(listed(public_id, least=1), required=True, default=()),
    }
)

PRESS_ITEM = mapping(
    {
        "title": Field(line(1000), required=True),
        "publisher": Field(line(300), required=True),
        "address": Field(address, required=True),
        "published": Field(date),
        "language": Field(code(v.LANGUAGES), required=True),
        "text_kind": Field(code(v.TEXT_KINDS), required=True),
        "agreements": Field(listed(public_id), default=()),
    }
)

FILES: dict[str, tuple[str, Read, str]] = {
    "reference": ("references.yaml", REFERENCE, "key"),
    "organisation": ("organisations.yaml", ORGANISATION, "slug"),
    "person": ("people.yaml", PERSON, "slug"),
    "occasion": ("occasions.yaml", OCCASION, "slug"),
    "agreement": ("agreements.yaml", AGREEMENT, "id"),
    "doubt": ("doubts.yaml", DOUBT, "key"),
}
"""Each noun, its file, the shape of its entries and the field that names an entry."""
