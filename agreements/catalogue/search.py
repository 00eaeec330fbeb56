"""Full-text search in English and Korean on PostgreSQL alone: `index`, `remove`, `reindex`, `search`, `suggest`.

English words are stemmed; every word must be found; words in quotation marks must stand together. Another engine can
take over behind these functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce

from django.contrib.postgres.search import CombinedSearchVector, SearchQuery, SearchRank, SearchVector
from django.db.models import F, Value

from agreements.catalogue import lexicon, tokens
from agreements.domain.vocabulary import FORMS, SECTORS
from agreements.models import Agreement, SearchEntry
from agreements.models.agreement import AgreementQuerySet

CONFIG = "english"
LONGEST_QUERY, MOST_TERMS, LONGEST_TEXT = 200, 24, 200_000
_PART = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^"“”„«»]+)')
_CHAIN = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")


def index(agreement: Agreement) -> None:
    """Write the search entry of a published agreement anew."""
    parts: Iterator[CombinedSearchVector | SearchVector] = (
        SearchVector(Value(tokens.for_record(text)[:LONGEST_TEXT]), weight=weight, config=CONFIG)
        for weight, text in _weighted(agreement)
    )
    vector = reduce(lambda first, second: CombinedSearchVector(first, "||", second, CONFIG), parts)
    SearchEntry.objects.update_or_create(agreement=agreement, defaults={"words": vector})


def remove(agreement: Agreement) -> None:
    """Take an agreement out of search."""
    SearchEntry.objects.filter(agreement=agreement).delete()


def reindex() -> int:
    """Write every entry anew, as after a change of what is indexed; how many there are now."""
    published = Agreement.objects.published()
    SearchEntry.objects.exclude(agreement__in=published).delete()
    for agreement in published.select_related("occasion").prefetch_related("sector_tags", "other_names").iterator(200):
        index(agreement)
    return SearchEntry.objects.count()


def search(agreements: AgreementQuerySet, text: str) -> AgreementQuerySet:
    """Those of `agreements` that hold every word of `text`, annotated with `rank`; all of them for an empty text.

    A text without a single letter or digit asks for nothing that could be found.
    """
    if not text.strip():
        return agreements
    query = _query(text)
    if query is None:
        return agreements.none().annotate(rank=Value(0.0))
    return agreements.filter(search_entry__words=query).annotate(rank=SearchRank(F("search_entry__words"), query))


def suggest(text: str) -> tuple[str, ...]:
    """What a reader may have meant, from the words of published agreements alone; best first."""
    return lexicon.near(text[:LONGEST_QUERY])


def _weighted(agreement: Agreement) -> list[tuple[str, str]]:
    sectors = [SECTORS[tag.sector] for tag in agreement.sector_tags.all()]
    above = [SECTORS[term.parent] for term in sectors if term.parent]
    form = FORMS[agreement.form]
    names = [name.text for name in agreement.other_names.all()]
    return [
        ("A", f"{agreement.title_en} | {agreement.title_ko} | {agreement.public_id}"),
        ("B", " | ".join([*names, *(f"{term.en} | {term.ko}" for term in (*sectors, *above))])),
        ("C", " | ".join([*_bodies(agreement), form.code, form.en, form.ko, *_occasion(agreement)])),
        ("D", f"{agreement.summary_en} | {agreement.summary_ko}"),
    ]


def _bodies(agreement: Agreement) -> Iterator[str]:
    """Every name that a body carries or carried, in either script, and who acted for it."""
    for row in agreement.signatories.select_related("organisation", "person").prefetch_related("organisation__names"):
        yield from (row.organisation.name_en, row.organisation.name_ko, row.organisation.abbreviation, row.name_then)
        yield from (name.text for name in row.organisation.names.all())
        if row.person:
            yield from (row.person.name_en, row.person.name_ko, row.post)


def _occasion(agreement: Agreement) -> tuple[str, ...]:
    return (agreement.occasion.name_en, agreement.occasion.name_ko) if agreement.occasion else ()


def _query(text: str) -> SearchQuery | None:
    simple = tokens.plain(text[:LONGEST_QUERY])
    parts = [part for quoted, loose in _PART.findall(simple) for part in (_phrase(quoted) or _loose(loose))]
    return SearchQuery(" & ".join(parts[:MOST_TERMS]), config=CONFIG, search_type="raw") if parts else None


def _phrase(quoted: str) -> list[str]:
    units = tokens.cut(quoted)
    return [f"({' <-> '.join(units)})"] if len(units) > 1 else [_unit(unit) for unit in units]


def _loose(text: str) -> list[str]:
    return [part for chain in _CHAIN.findall(text) for part in _chain(tokens.words(chain))]


def _chain(parts: list[str]) -> list[str]:
    """`semi-conductors` is found as two words and as one."""
    each = [_word(word) for word in parts]
    if len(parts) > 1 and not any(map(tokens.is_hangul, parts)):
        return [f"(({' & '.join(each)}) | {''.join(parts)})"]
    return each


def _word(word: str) -> str:
    if tokens.is_hangul(word) and len(word) > 1:
        return f"({' <-> '.join(tokens.pairs(word))})"
    return _unit(word)


def _unit(unit: str) -> str:
    """A single syllable also begins longer words."""
    return f"{unit}:*" if tokens.is_hangul(unit) and len(unit) == 1 else unit
