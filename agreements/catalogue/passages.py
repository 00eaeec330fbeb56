"""Everything of a published agreement that words are looked for in, by what it is; read for many at once.

Search is made from these passages and nothing else, and a hit can therefore always be shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agreements.domain.vocabulary import FORMS, SECTORS, Term
from agreements.models import Agreement, AgreementName, Evidence, OrganisationName, PersonName, SectorTag, Signatory

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
    """Passages of the published ones among `keys`: seven queries, however many there are."""
    found: dict[int, list[Passage]] = {}
    rows = Agreement.objects.published().filter(pk__in=keys).select_related("occasion")
    for row in rows:
        found[row.pk] = [*_own(row)]
    for reader in (_names, _sectors, _signatories, _evidence):
        for key, passage in reader(list(found)):
            found[key].append(passage)
    return {key: [each for each in dict.fromkeys(made) if each.text] for key, made in found.items()}


def _own(row: Agreement) -> Iterable[Passage]:
    yield from _two("title", row.title_en, row.title_ko)
    yield Passage("number", row.public_id)
    yield from _of_term("form", FORMS[row.form])
    if row.occasion:
        yield from _two("occasion", row.occasion.name_en, row.occasion.name_ko)
    yield from _two("summary", row.summary_en, row.summary_ko)


def _two(kind: str, en: str, ko: str) -> tuple[Passage, Passage]:
    return Passage(kind, en, "en"), Passage(kind, ko, "ko")


def _of_term(kind: str, term: Term) -> tuple[Passage, Passage]:
    return _two(kind, term.en, term.ko)


def _names(keys: list[int]) -> Iterable[tuple[int, Passage]]:
    rows = AgreementName.objects.filter(agreement__in=keys).values_list("agreement_id", "text", "language")
    return ((key, Passage("name", text, language)) for key, text, language in rows)


def _sectors(keys: list[int]) -> Iterable[tuple[int, Passage]]:
    """Sectors and those above them."""
    for key, code in SectorTag.objects.filter(agreement__in=keys).values_list("agreement_id", "sector"):
        term = SECTORS[code]
        above = (SECTORS[term.parent],) if term.parent else ()
        yield from ((key, passage) for each in (term, *above) for passage in _of_term("sector", each))


def _signatories(keys: list[int]) -> Iterable[tuple[int, Passage]]:
    """Every name that a body carries or carried, in either script, and who acted for it."""
    rows = list(Signatory.objects.filter(agreement__in=keys).select_related("organisation", "person"))
    bodies = _by_owner(
        OrganisationName.objects.filter(organisation__in={row.organisation_id for row in rows}).values_list(
            "organisation_id", "text", "language"
        )
    )
    people = _by_owner(
        PersonName.objects.filter(person__in={row.person_id for row in rows if row.person_id}).values_list(
            "person_id", "text", "language"
        )
    )
    for row in rows:
        body, person = row.organisation, row.person
        said = [Passage("body", row.name_then), *_two("body", body.name_en, body.name_ko)]
        said += [Passage("body", body.abbreviation, "en")]
        said += [Passage("body", text, language) for text, language in bodies[body.pk]]
        if person:
            said += [*_two("person", person.name_en, person.name_ko), Passage("post", row.post)]
            said += [Passage("person", text, language) for text, language in people[person.pk]]
        yield from ((row.agreement_id, passage) for passage in said)


def _by_owner(rows: Iterable[tuple[int, str, str]]) -> dict[int, list[tuple[str, str]]]:
    held: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for owner, text, language in rows:
        held[owner].append((text, language))
    return held


def _evidence(keys: list[int]) -> Iterable[tuple[int, Passage]]:
    """Quoted sentences; not those under relations, which come and go with the other record's being public."""
    rows = Evidence.objects.public().filter(agreement__in=keys, relation__isnull=True).exclude(quote="")
    columns = rows.order_by("pk").values_list("agreement_id", "quote", "revision__language")
    return ((key, Passage("evidence", quote, language or "")) for key, quote, language in columns)
