"""Full-text search in English and Korean on PostgreSQL alone: `index`, `remove`, `search`.

English words are stemmed. Hangul is cut into overlapping pairs of syllables, so that 반도체 is found inside 반도체를.
"""

from __future__ import annotations

import re
from functools import reduce

from django.contrib.postgres.search import CombinedSearchVector, SearchQuery, SearchRank, SearchVector
from django.db.models import F, Value

from agreements.domain.text import clean, nfc
from agreements.domain.vocabulary import SECTORS
from agreements.models import Agreement, SearchEntry
from agreements.models.agreement import AgreementQuerySet

CONFIG = "english"
LONGEST_QUERY, MOST_TERMS, LONGEST_TEXT = 200, 12, 200_000
_HANGUL = re.compile("[가-힣]+")
_TERM = re.compile(r"[가-힣]+|[^\W_]+")


def index(agreement: Agreement) -> None:
    """Write the search entry of a published agreement anew."""
    parts = (
        SearchVector(Value(_cut(text)[:LONGEST_TEXT]), weight=weight, config=CONFIG)
        for weight, text in _weighted(agreement)
    )
    vector = reduce(lambda first, second: CombinedSearchVector(first, "||", second, CONFIG), parts)
    SearchEntry.objects.update_or_create(agreement=agreement, defaults={"words": vector})


def remove(agreement: Agreement) -> None:
    """Take an agreement out of search."""
    SearchEntry.objects.filter(agreement=agreement).delete()


def search(agreements: AgreementQuerySet, text: str) -> AgreementQuerySet:
    """Those of `agreements` that hold every word of `text`, annotated with `rank`; all of them for an empty text."""
    query = _query(text)
    if query is None:
        return agreements
    return agreements.filter(search_entry__words=query).annotate(rank=SearchRank(F("search_entry__words"), query))


def _weighted(agreement: Agreement) -> list[tuple[str, str]]:
    sectors = [SECTORS[tag.sector] for tag in agreement.sector_tags.all()]
    bodies = [
        f"{row.organisation.name_en} {row.organisation.name_ko} {row.organisation.abbreviation} {row.name_then}"
        f" {row.person.name_en if row.person else ''} {row.person.name_ko if row.person else ''}"
        for row in agreement.signatories.select_related("organisation", "person")
    ]
    names = [name.text for name in agreement.other_names.all()]
    return [
        ("A", f"{agreement.title_en} {agreement.title_ko} {agreement.public_id}"),
        ("B", " ".join([*names, *(f"{term.en} {term.ko}" for term in sectors)])),
        ("C", " ".join(bodies)),
        ("D", f"{agreement.summary_en} {agreement.summary_ko}"),
    ]


def _cut(text: str) -> str:
    return _HANGUL.sub(lambda match: f" {' '.join(_pairs(match.group()))} ", clean(text))


def _pairs(word: str) -> list[str]:
    return [word[i : i + 2] for i in range(len(word) - 1)] or [word]


def _query(text: str) -> SearchQuery | None:
    terms = _TERM.findall(nfc(text[:LONGEST_QUERY]).lower())[:MOST_TERMS]
    parts = [_term(term) for term in terms]
    return SearchQuery(" & ".join(parts), config=CONFIG, search_type="raw") if parts else None


def _term(word: str) -> str:
    if not _HANGUL.fullmatch(word):
        return word
    return f"({' <-> '.join(_pairs(word))})" if len(word) > 1 else f"{word}:*"
