"""Which countries a text speaks of, and on which side of a UK-Korea instrument each would stand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from agreements.reading.lexicon import Lexicon
from agreements.reading.page import Page
from agreements.reading.rules import phrases
from agreements.reading.track import Track

UK, KR, NORTH, OTHER = "uk", "kr", "dprk", "other"
NAME, ADJECTIVE, PLACE, LEADER, NOTHING = "name", "adjective", "place", "leader", "nothing"
_JOINTS = ("·", "-", "/", "")
_UNJOINED = {"한영", "영한", "한미", "한일", "한중", "한EU"}


class Country(NamedTuple):
    """A word that speaks of a country. ``kind``: its name, an adjective, a place in it, or one who led it."""

    side: str
    name: str
    kind: str


class CountryHit(NamedTuple):
    """Where a country is spoken of."""

    start: int
    end: int
    country: Country


def find_countries(page: Page) -> Track[CountryHit]:
    """Every country named on the page, in order; a pair such as 한·영 gives both."""
    return Track(spoken_of(page.surface, page.lowered))


def spoken_of(surface: str, lowered: str) -> Iterator[CountryHit]:
    """The countries that some words speak of."""
    for start, end, meanings in _lexicon().find(surface, lowered):
        for country in meanings:
            if country.kind != NOTHING:
                yield CountryHit(start, end, country)


@cache
def korean_name(name: str) -> str:
    """How a Korean text writes the country, where the list says so."""
    for entry in phrases("countries")["country"]:
        if entry["name"] == name:
            return str(entry["name_ko"])
    return name


@cache
def _lexicon() -> Lexicon[tuple[Country, ...]]:
    return Lexicon(_entries())


def _entries() -> Iterator[tuple[str, tuple[Country, ...]]]:
    table = phrases("countries")
    for phrase in [*table["none"], *phrases("bodies").get("blind", ())]:
        yield phrase, (Country(OTHER, phrase, NOTHING),)
    yield from _pairs(table["syllables"])
    for entry in table["country"]:
        for key, kind in (("names", NAME), ("adjectives", ADJECTIVE), ("places", PLACE)):
            for phrase in entry[key]:
                yield phrase, (Country(entry["side"], entry["name"], kind),)
    for side, leaders in phrases("names")["leaders"].items():
        for leader in leaders:
            yield leader, (Country(side, leader, LEADER),)
    for name, words in table["other"].items():
        for phrase in (name, *words):
            yield phrase, (Country(OTHER, name, NAME),)


def _pairs(syllables: dict[str, str]) -> Iterator[tuple[str, tuple[Country, ...]]]:
    for (first, one), (second, two) in itertools.permutations(syllables.items(), 2):
        for joint in _JOINTS:
            phrase = first + joint + second
            if one != two and (joint or phrase in _UNJOINED):
                yield phrase, (_by_syllable(one), _by_syllable(two))


def _by_syllable(meaning: str) -> Country:
    if meaning == UK:
        return Country(UK, "United Kingdom", NAME)
    return Country(KR, "South Korea", NAME) if meaning == KR else Country(OTHER, meaning, NAME)
