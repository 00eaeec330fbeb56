"""Sectors, bodies, people and occasions of the published register by all their names, for what is typed so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from django.db.models import QuerySet

from agreements.catalogue.index.facets import Index
from agreements.catalogue.kept import Kept
from agreements.catalogue.words import thesaurus, tokens
from agreements.domain.vocabulary import SECTORS
from agreements.models import Occasion, Organisation, OrganisationName, Person, PersonName
from agreements.models.rules import Named

EACH = {"sector": 2, "organisation": 3, "person": 3, "occasion": 2}
"""At most so many of a kind, in the order in which they are suggested."""


@dataclass(frozen=True, slots=True)
class Noun:
    kind: str
    slug: str
    en: str
    ko: str
    names: tuple[tuple[str, str, str], ...]
    """Every name: as written, as compared, and as compared without spaces."""
    count: int


_kept: Kept[dict[str, list[Noun]]] = Kept(2)


def of(index: Index) -> dict[str, list[Noun]]:
    """Everything that has a page of its own but agreements, by kind; read once for every state of the catalogue."""
    return _kept.get(index.stamp, lambda: _read(index))


def _read(index: Index) -> dict[str, list[Noun]]:
    choices = index.choices
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


def begun(words: Sequence[str], index: Index) -> Iterator[tuple[Noun, str]]:
    """The best of each kind, each with the name that was typed, or that everyday words stand for: 산자부, chips."""
    held, meant = of(index), {f" {' '.join(each)}" for each in thesaurus.expressions(tuple(words))}
    for kind, most in EACH.items():
        found = ((noun, name) for noun in held[kind] if (name := _named(noun, words) or _meant(noun, meant)))
        best = nsmallest(most, found, key=lambda each: (not _starts(each[1], words), -each[0].count, each[0].slug))
        yield from best


def _meant(noun: Noun, expressions: Collection[str]) -> str:
    """The first of its names that is one of the expressions."""
    return next((written for written, spaced, _joined in noun.names if spaced in expressions), "")


def is_all_of(name: str, words: Sequence[str]) -> bool:
    """Whether nothing else stands in the name, or it is what everyday words stand for."""
    found = tuple(tokens.words(tokens.plain(name)))
    return found == tuple(words) or found in thesaurus.expressions(tuple(words))


def _named(noun: Noun, words: Sequence[str]) -> str:
    """The first of its names in which every word begins a word, or stands anywhere if it is Hangul."""
    for written, spaced, joined in noun.names:
        if all(word in joined if tokens.is_hangul(word) else f" {word}" in spaced for word in words):
            return written
    return ""


def _starts(name: str, words: Sequence[str]) -> bool:
    return tokens.plain(name).startswith(words[0])


def _two(row: Named) -> tuple[str, str]:
    return row.name_en, row.name_ko


def _names(rows: QuerySet[Any], owner: str) -> dict[int, list[str]]:
    """Every further name, by its owner."""
    held: dict[int, list[str]] = defaultdict(list)
    for key, text in rows.values_list(owner, "text"):
        held[key].append(text)
    return held


def _made(kind: str, slug: str, named: tuple[str, str], also: Iterable[str], count: int) -> Noun:
    names = dict.fromkeys(name for name in (*named, *also) if name)
    cut = {name: tokens.words(tokens.plain(name)) for name in names}
    compared = tuple((name, f" {' '.join(words)}", "".join(words)) for name, words in cut.items())
    return Noun(kind, slug, *named, compared, count)
