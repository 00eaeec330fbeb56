"""Suggestions as one types: things of the published register whose names begin with what was typed so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nsmallest
from itertools import islice

from django.contrib.postgres.search import SearchRank
from django.db.models import F
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, nouns, search, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.index import shelf
from agreements.catalogue.index.facets import Index
from agreements.catalogue.kept import Kept
from agreements.catalogue.nouns import Noun
from agreements.catalogue.pages.parts import Run, Text
from agreements.catalogue.pages.suggestions import Suggestion
from agreements.catalogue.words import tokens
from agreements.catalogue.words.queries import LONGEST_QUERY
from agreements.domain.text import clean_line
from agreements.models import Agreement, SearchEntry

MOST, MOST_NOUNS, MOST_WORDS, SIFTED = 10, 6, 8, 300
FOREMOST = 3
"""Agreements with the words in their titles that stand above what else is named so, of which sectors mostly are."""
_LONE_LETTERS = re.compile("[\u3131-\u3163\u1100-\u11ff]+$")
_kept: Kept[tuple[Suggestion, ...]] = Kept(512)


def suggest(text: str, language: str, now: Edition) -> tuple[Suggestion, ...]:
    """At most ten: what is named exactly so, the agreements most likely meant, other things of the register, and more
    agreements. Three queries, at most seven when little begins as typed."""
    typed = _LONE_LETTERS.sub("", clean_line(text[:LONGEST_QUERY]))
    words = tokens.words(tokens.plain(typed))[:MOST_WORDS]
    if not words:
        return ()
    index = shelf.current(now)
    return _kept.get((*words, language, index.stamp), lambda: _suggest(words, language, index))


def _suggest(words: Sequence[str], language: str, index: Index) -> tuple[Suggestion, ...]:
    found = list(islice(nouns.begun(words, index), MOST_NOUNS))
    titled = _by_title(words, MOST)
    rows = _agreements(titled, words, index, MOST - len(found))
    exact = [each for each in found if each[0].kind != "sector" and nouns.is_all_of(each[1], words)]
    other = [each for each in found if each not in exact]
    first = sorted((row for row in rows if row.pk in titled), key=lambda row: not _holds(row, words))[:FOREMOST]
    return (
        *(_noun(noun, name, words, language) for noun, name in exact),
        *(_agreement(row, words, language) for row in first),
        *(_noun(noun, name, words, language) for noun, name in other),
        *(_agreement(row, words, language) for row in rows if row not in first),
    )


def _noun(noun: Noun, name: str, words: Sequence[str], language: str) -> Suggestion:
    shown = wording.either(noun.en, noun.ko, language)
    note = _marked(Text(name, "ko" if any(map(tokens.is_hangul, tokens.words(name))) else "en"), words)
    plural = {"person": "people"}.get(noun.kind, f"{noun.kind}s")
    return Suggestion(
        kind=_kinds()[noun.kind],
        text=_marked(shown, words),
        note=note if name != shown.words else wording.NOTHING,
        address=addresses.noun(language, plural, noun.slug),
    )


# -- Agreements: by the search entries -------------------------------------------------------------------------------


def _agreements(titled: Sequence[int], words: Sequence[str], index: Index, most: int) -> list[Agreement]:
    """Those with the words in their titles, then what a search for them would give first."""
    keys = list(titled[:most])
    if len(keys) < most:
        found = search.look(" ".join(words), index.stamp)
        best = nsmallest(most, found.ranked, key=lambda each: (-each[0], -each[1]))
        keys = list(dict.fromkeys([*keys, *(key for _rank, key in best)]))[:most]
    rows = {row.pk: row for row in Agreement.objects.published().filter(pk__in=keys)}
    return [rows[key] for key in keys if key in rows]


def _by_title(words: Sequence[str], most: int) -> list[int]:
    query = search.raw(search.beginning(words, "A"))
    rows = SearchEntry.objects.filter(words=query).annotate(rank=SearchRank(F("words"), query))
    some = rows.values_list("rank", "pk")[:SIFTED]
    return [key for _rank, key in nsmallest(most, some, key=lambda each: (-each[0], -each[1]))]


def _holds(row: Agreement, words: Sequence[str]) -> bool:
    """Whether the title holds the words whole: AI is not in air."""
    title = tokens.plain(f"{row.title_en} {row.title_ko}")
    held = tokens.words(title)
    return all(word in title if tokens.is_hangul(word) else word in held for word in words)


def _agreement(row: Agreement, words: Sequence[str], language: str) -> Suggestion:
    shown = _marked(wording.either(row.title_en, row.title_ko, language), words)
    other = _marked(wording.only(row.title_en, row.title_ko, wording.other(language)), words)
    return Suggestion(
        kind=_kinds()["agreement"],
        text=shown,
        note=other if other.runs and not shown.runs and other.words != shown.words else wording.NOTHING,
        address=addresses.agreement(language, row.public_id, row.slug),
    )


# -- Words -----------------------------------------------------------------------------------------------------------


def _kinds() -> dict[str, str]:
    return {
        "agreement": _("Agreement"),
        "organisation": _("Organisation"),
        "person": _("Person"),
        "sector": _("Sector"),
        "occasion": _("Occasion"),
    }


def _marked(text: Text, words: Sequence[str]) -> Text:
    """Where the typed words begin words of the text, or stand in it if they are Hangul."""
    each = (re.escape(word) if tokens.is_hangul(word) else rf"\b{re.escape(word)}" for word in words)
    parts = re.split(f"({'|'.join(each)})", text.words, flags=re.IGNORECASE)
    runs = tuple(Run(part, bool(place % 2)) for place, part in enumerate(parts) if part)
    return Text(text.words, text.language, runs) if len(parts) > 1 else text
