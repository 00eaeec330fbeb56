"""Everything of a published agreement that words are looked for in, by what it is; read for many in one query.

Search is made from these passages and nothing else, and a hit can therefore always be shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from agreements.domain.vocabulary import FORMS, SECTORS, Term
from agreements.models import (
    Agreement,
    AgreementName,
    Evidence,
    Occasion,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    PressItemRevision,
    SectorTag,
    Signatory,
)

Rows = Sequence[tuple[str, str]]
"""Texts, each with its language."""

WEIGHTS: Mapping[str, str] = {
    "title": "A",
    "number": "A",
    "name": "B",
    "sector": "B",
    "body": "C",
    "person": "C",
    "occasion": "C",
    "form": "C",
    "post": "D",
    "summary": "D",
    "evidence": "D",
}
"""How much a hit counts in each kind of passage, A the most."""


@dataclass(frozen=True, slots=True)
class Passage:
    kind: str
    text: str
    language: str = ""


def of(keys: Sequence[int]) -> dict[int, list[Passage]]:
    """Passages of the published ones among `keys`: one query, however many there are."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [list(keys)])
        read = [json.loads(stored) for (stored,) in cursor.fetchall()]
    return {row[0]: [each for each in dict.fromkeys(_all(*row[1:])) if each.text] for row in read}


def _all(
    own: Sequence[str],
    names: Rows | None,
    sectors: Sequence[str] | None,
    signatories: Sequence[Sequence[Any]] | None,
    evidence: Rows | None,
) -> Iterator[Passage]:
    yield from _own(*own)
    yield from (Passage("name", text, language) for text, language in names or ())
    yield from (passage for code in sectors or () for passage in _sector(SECTORS[code]))
    yield from (passage for row in signatories or () for passage in _signatory(*row))
    yield from (Passage("evidence", text, language or "") for text, language in evidence or ())


def _own(
    public_id: str, form: str, title_en: str, title_ko: str, summary_en: str, summary_ko: str, *occasion: str | None
) -> Iterator[Passage]:
    yield from _two("title", title_en, title_ko)
    yield Passage("number", public_id)
    yield from _two("form", FORMS[form].en, FORMS[form].ko)
    yield from _two("occasion", *(name or "" for name in occasion))
    yield from _two("summary", summary_en, summary_ko)


def _two(kind: str, en: str, ko: str) -> tuple[Passage, Passage]:
    return Passage(kind, en, "en"), Passage(kind, ko, "ko")


def _sector(term: Term) -> Iterator[Passage]:
    """The sector and the one above it."""
    for each in (term, *((SECTORS[term.parent],) if term.parent else ())):
        yield from _two("sector", each.en, each.ko)


def _signatory(
    name_then: str, post: str, body: Sequence[str], body_names: Rows | None, person: Sequence[str], names: Rows | None
) -> Iterator[Passage]:
    """Every name that the body carries or carried, in either script, and who acted for it."""
    name_en, name_ko, abbreviation = body
    yield Passage("body", name_then)
    yield from _two("body", name_en, name_ko)
    yield Passage("body", abbreviation, "en")
    yield from (Passage("body", text, language) for text, language in body_names or ())
    if person[0] is not None:
        yield from _two("person", *person)
        yield Passage("post", post)
        yield from (Passage("person", text, language) for text, language in names or ())


_MODELS = (
    *(Agreement, AgreementName, Evidence, Occasion, Organisation, OrganisationName, Person, PersonName),
    *(PressItemRevision, SectorTag, Signatory),
)
_TABLES = {model.__name__: model._meta.db_table for model in _MODELS}
_QUERY = """
SELECT json_build_array(
    a.id,
    json_build_array(a.public_id, a.form, a.title_en, a.title_ko, a.summary_en, a.summary_ko, v.name_en, v.name_ko),
    (SELECT json_agg(json_build_array(n.text, n.language) ORDER BY n.id) FROM {AgreementName} n
      WHERE n.agreement_id = a.id),
    (SELECT json_agg(t.sector ORDER BY t.is_primary DESC, t.id) FROM {SectorTag} t WHERE t.agreement_id = a.id),
    (SELECT json_agg(json_build_array(
                s.name_then, s.post, json_build_array(o.name_en, o.name_ko, o.abbreviation),
                (SELECT json_agg(json_build_array(n.text, n.language) ORDER BY n.id) FROM {OrganisationName} n
                  WHERE n.organisation_id = o.id),
                json_build_array(p.name_en, p.name_ko),
                (SELECT json_agg(json_build_array(n.text, n.language) ORDER BY n.id) FROM {PersonName} n
                  WHERE n.person_id = p.id)
            ) ORDER BY s.id)
       FROM {Signatory} s JOIN {Organisation} o ON o.id = s.organisation_id
       LEFT JOIN {Person} p ON p.id = s.person_id WHERE s.agreement_id = a.id),
    (SELECT json_agg(json_build_array(e.quote, r.language) ORDER BY e.id)
       FROM {Evidence} e LEFT JOIN {PressItemRevision} r ON r.id = e.revision_id
      WHERE e.agreement_id = a.id AND e.relation_id IS NULL AND e.quote <> '')
)::text
  FROM {Agreement} a LEFT JOIN {Occasion} v ON v.id = a.occasion_id
 WHERE a.id = ANY(%s) AND a.record_state = 'published'
""".format(**_TABLES)  # noqa: S608  # our own table names
