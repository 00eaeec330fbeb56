"""A named body, and its side by the country that stands in or beside its name."""

from __future__ import annotations

import re
from typing import NamedTuple

from agreements.reading.find.countries import NORTH, OTHER, PLACE, UK, CountryHit, spoken_of
from agreements.reading.page import Page
from agreements.reading.track import Track

_BEFORE, _AFTER = 26, 34
_APART = re.compile(r"[.,;:]| and ")
# '영국의 통신 기업 …', and not '영국과 …', '영국은 …': Korean writes on to a country what part it plays.
_IN_FRONT = re.compile(r"^(?:의)?\s(?:[가-힣A-Za-z0-9·]*[^은는을를과와에서로도\s]\s){0,3}$")
_OF = frozenset({"of", "of the", "in", "(", ", the", ", a", "in the", "of the republic of"})


class Body(NamedTuple):
    """A named body. ``side`` is empty where the words around it do not tell."""

    start: int
    end: int
    name: str
    key: str
    side: str
    rule: str


def side_beside(page: Page, countries: Track[CountryHit], start: int, end: int) -> str:
    """By a country in the name itself, then just before it (Britain's …), then just after (… of Korea)."""
    if page.surface[start:end].endswith((" plc", " PLC")):
        return UK
    if own := list(spoken_of(page.surface[start:end], page.lowered[start:end])):
        return as_side(own[-1].country.side)
    for hit in reversed(countries.between(start - _BEFORE, start)):
        between = page.surface[hit.end : start]
        if "가" <= page.surface[start] <= "힣" and not _IN_FRONT.match(between):
            continue
        if hit.country.kind != PLACE and not _APART.search(between):
            return as_side(hit.country.side)
    for hit in countries.between(end, end + _AFTER):
        if page.lowered[end : hit.start].strip() in _OF:
            return as_side(hit.country.side)
    return ""


def states_country(name: str) -> bool:
    """Whether a country stands in the name itself: 영국원자력산업협회."""
    return next(spoken_of(name, name.lower()), None) is not None


def as_side(side: str) -> str:
    """A body's side: North Korea is some other country to a UK-Korea instrument."""
    return OTHER if side == NORTH else side
