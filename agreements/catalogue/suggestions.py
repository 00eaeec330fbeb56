"""Suggestions as one types: things of the published register whose names begin with what was typed so far."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, search, shelf, tokens, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.pages.parts import Run, Text
from agreements.catalogue.pages.suggestions import Suggestion
from agreements.catalogue.queries import LONGEST_QUERY
from agreements.domain.text import clean_line
from agreements.domain.vocabulary import SECTORS
from agreements.models import Agreement, Occasion, Organisation, OrganisationName, Person, PersonName, SearchEntry
from agreements.models.rules import Named

MOST, MOST_NOUNS, MOST_WORDS, SIFTED = 10, 6, 8, 300
EACH = {"sector": 2, "organisation": 3, "person": 3, "occasion": 2}
"""At most so many of a kind, in the order in which they are suggested."""
_LONE_LETTERS = re.compile("[\u3131-\u3163\u1100-\u11ff]+$")


@dataclass(frozen=True, slots=True)
class _Noun:
    kind: str
    slug: str
    en: str
    ko: str
    names: tuple[tuple[str, str, str], ...]
    """Every name: as written, as compared, and as compared without spaces."""
    count: int


def suggest(text: str, language: str, now: Edition) -> tuple[Suggestion, ...]:
    """At most ten, the nouns of the register first: three queries, at most seven when little begins as typed."""
    typed = _LONE_LETTERS.sub("", clean_line(text[:LONGEST_QUERY]))
    words = tokens.words(tokens.plain(typed))[:MOST_WORDS]
    return _suggest(" ".join(words), language, now.stamp, now) if words else ()


@lru_cache(maxsize=512)
def _suggest(typed: str, language: str, stamp: tuple[int, str], now: Edition) -> tuple[Suggestion, ...]:
    words = typed.split()
    made = [_noun(noun, name, words, language) for noun, name in islice(_nouns_for(words, stamp, now), MOST_NOUNS)]
    rows = _agreements(typed, words, stamp, MOST - len(made))
    return (*made, *(_agreement(row, words, language) for row in rows))


# -- Nouns: in the process -------------------------------------------------------------------------------------------


def _nouns_for(words: Sequence[str], stamp: tuple[int, str], now: Edition) -> Iterator[tuple[_Noun, str]]:
    """The best of each kind, each with the name that was typed."""
    held = _nouns(stamp, now)
    for kind, most in EACH.items():
        found = ((noun, name) for noun in held[kind] if (name := _named(noun, words)))
        best = nsmallest(most, found, key=lambda each: (not _starts(each[1], words), -each[0].count, each[0].slug))
        yield from best


def _named(noun: _Noun, words: Sequence[str]) -> str:
    """The first of its names in which every word begins a word, or stands anywhere if it is Hangul."""
    for written, spaced, joined in noun.names:
        if all(word in joined if tokens.is_hangul(word) else f" {word}" in spaced for word in words):
            return written
    return ""


def _starts(name: str, words: Sequence[str]) -> bool:
    return tokens.plain(name).startswith(words[0])


@lru_cache(maxsize=2)
def _nouns(stamp: tuple[int, str], now: Edition) -> dict[str, list[_Noun]]:
    """Everything that has a page of its own but agreements; read once for every state of the catalogue."""
    choices = shelf.current(now).choices
    bodies, people = Organisation.objects.in_published(), Person.objects.in_published()
    body_names = _names(OrganisationName.objects.filter(organisation__in=bodies), "organisation_id")
    person_names = _names(PersonName.objects.filter(person__in=people), "person_id")
    return {
        "sector": [
            _made("sector", code, (SECTORS[code].en, SECTORS[code].ko), (), len(held))
            for code, held in choices["sector"].items()
            if code in SECTORS
        ],
        "organisation": [
            _made("organisation", body.slug, _two(body), (body.abbreviation, *body_names[body.pk]), len(held))
            for body in bodies
            if (held := choices["organisation"].get(body.slug, ()))
        ],
        "person": [_made("person", each.slug, _two(each), person_names[each.pk], 0) for each in people],
        "occasion": [
            _made("occasion", each.slug, _two(each), (), len(choices["occasion"].get(each.slug, ())))
            for each in Occasion.objects.in_published()
        ],
    }


def _two(row: Named) -> tuple[str, str]:
    return row.name_en, row.name_ko


def _names(rows: QuerySet[Any], owner: str) -> dict[int, list[str]]:
    """Every further name, by its owner."""
    held: dict[int, list[str]] = defaultdict(list)
    for key, text in rows.values_list(owner, "text"):
        held[key].append(text)
    return held


def _made(kind: str, slug: str, named: tuple[str, str], also: Iterable[str], count: int) -> _Noun:
    names = dict.fromkeys(name for name in (*named, *also) if name)
    cut = {name: tokens.words(tokens.plain(name)) for name in names}
    compared = tuple((name, f" {' '.join(words)}", "".join(words)) for name, words in cut.items())
    return _Noun(kind, slug, *named, compared, count)


def _noun(noun: _Noun, name: str, words: Sequence[str], language: str) -> Suggestion:
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


def _agreements(typed: str, words: Sequence[str], stamp: tuple[int, str], most: int) -> list[Agreement]:
    """Those with the words in their titles, then what a search for them would give first."""
    keys = _by_title(words, most)
    if len(keys) < most:
        found = search.look(typed, stamp)
        best = nsmallest(most, found.ranked, key=lambda each: (-each[0], -each[1]))
        keys = list(dict.fromkeys([*keys, *(key for _rank, key in best)]))[:most]
    rows = {row.pk: row for row in Agreement.objects.published().filter(pk__in=keys)}
    return [rows[key] for key in keys if key in rows]


def _by_title(words: Sequence[str], most: int) -> list[int]:
    query = search.raw(search.beginning(words, "A"))
    rows = SearchEntry.objects.filter(words=query).annotate(rank=SearchRank(F("words"), query))
    some = rows.values_list("rank", "pk")[:SIFTED]
    return [key for _rank, key in nsmallest(most, some, key=lambda each: (-each[0], -each[1]))]


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
