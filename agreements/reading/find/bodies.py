"""Ministries, agencies, companies, universities: the bodies a text names, known or not, and their sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from agreements.domain.names import organisation_key
from agreements.reading.find.countries import KR, NORTH, OTHER, PLACE, UK, CountryHit, spoken_of
from agreements.reading.find.placed import placed
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.lexicon import Lexicon
from agreements.reading.page import Page
from agreements.reading.page.surface import lowered, surface
from agreements.reading.rules import phrases
from agreements.reading.scanner import Match, scan
from agreements.reading.track import Track

_BEFORE, _AFTER, _LONGEST = 26, 34, 90
_APART = re.compile(r"[.,;:]| and ")
_OF = frozenset({"of", "of the", "in", "(", ", the", ", a", "in the", "of the republic of"})
_NO_BODIES = frozenset(
    {"정부", "총리", "의회", "기업", "기업들", "외무장관", "측", "국왕", "한국", "일본", "미국", "런던"}
)
_SEAT = re.compile(r"^[가-힣]{2,8}\s(?:소재|기반)(?:의)?\s")
_KINDS_KO = tuple(phrases("actors")["kinds_ko"])
_SHARED_NAMES = {
    "ministry of defence",
    "ministry of defense",
    "foreign ministry",
    "defence ministry",
    "defense ministry",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A named body. ``side`` is empty where the words around it do not tell."""

    start: int
    end: int
    name: str
    key: str
    side: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Known:
    key: str
    side: str


def find_bodies(page: Page, countries: Track[CountryHit], forms: Track[Match], gazetteer: Gazetteer) -> Track[Body]:
    """Every body on the page, in order, none inside another; a document's capitals make no body."""
    known = Track(_apart([*_from_gazetteer(page, gazetteer), *_known(page)]))
    outgrown: set[Body] = set()
    more: list[Body] = []
    for body in (*_by_shape(page, countries), *_by_place(page, countries)):
        if body.rule == "introduced-short-name" and forms.between(body.start, body.end):
            continue
        inside = [
            one
            for one in known.between(body.start - _LONGEST, body.end + 2)
            if body.start < one.end and one.start <= body.end + 1
        ]
        if not inside:
            more.append(body)
        elif len(inside) == 1 and _outgrows(body, inside[0], page):
            outgrown.add(inside[0])
            more.append(replace(body, side=inside[0].side or body.side))
    return Track(_apart([*(body for body in known if body not in outgrown), *more]))


def _outgrows(body: Body, known: Body, page: Page) -> bool:
    """Whether a name by its shape is the fuller one: it begins alike, or has the known one in brackets."""
    if body.start == known.start:
        return body.end > known.end
    return body.end == known.start - 1 and page.surface[body.end] == "("


def _apart(bodies: Iterable[Body]) -> list[Body]:
    """In order of place; of two that overlap, the earlier and longer."""
    kept: list[Body] = []
    for body in sorted(bodies, key=lambda b: (b.start, -(b.end - b.start))):
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return kept


def sides_of_bodies(words: str) -> set[str]:
    """The sides of the listed bodies that some words name."""
    alike = surface(words)
    return {known.side for _, _, known in _lexicon().find(alike, lowered(alike))}


def _from_gazetteer(page: Page, gazetteer: Gazetteer) -> Iterator[Body]:
    for start, end, name in gazetteer.find(page.surface, page.lowered):
        if name.kind == "organisation":
            yield Body(start, end, page.surface[start:end], name.key, name.side, "gazetteer")


def _known(page: Page) -> Iterator[Body]:
    for start, end, known in _lexicon().find(page.surface, page.lowered):
        words = page.surface[start:end]
        if words[0].islower():
            continue
        yield Body(start, end, words, known.key, known.side, "known-body")


def _by_shape(page: Page, countries: Track[CountryHit]) -> Iterator[Body]:
    for match in scan("bodies", page.surface, page.languages):
        words = page.surface[match.start : match.end]
        start = match.start + _lead(words)
        name = page.surface[start : match.end].removesuffix("'s").rstrip(" ,.'")
        end = start + len(name)
        if name.isascii() and " " not in name:
            continue
        side = KR if match.rule.name == "ko-city" else _side(page, countries, start, end)
        if match.rule.name == "ko-british-partner":
            name = _SEAT.sub("", words.rstrip()[:-1].removeprefix("영국의").removeprefix("영국").strip())
            start, side = match.start + words.index(name), UK
            end = start + len(name)
            if name in _NO_BODIES or name.endswith(_KINDS_KO):
                continue
        if match.rule.name == "post-with-portfolio":
            yield from _ministry_of_post(name, side, start, end)
            continue
        if "(" in name:
            name = name[: name.index("(")].rstrip()
        yield Body(start, end, name, organisation_key(name), side, match.rule.name)


def _by_place(page: Page, countries: Track[CountryHit]) -> Iterator[Body]:
    for start, end, side in placed(page, countries):
        name = page.surface[start:end].rstrip(".")
        yield Body(start, start + len(name), name, organisation_key(name), _as_side(side), "body-of-place")


def _ministry_of_post(post: str, side: str, start: int, end: int) -> Iterator[Body]:
    """The ministry behind 'the Minister of Land, Infrastructure and Transport', if such a ministry is listed."""
    portfolio = post.partition(" of " if "inister of " in post else " for ")[2].removeprefix("the ")
    for candidate in (side,) if side else (KR, UK):
        if ministry := ministry_of(portfolio, candidate):
            yield Body(start, end, ministry, organisation_key(ministry), candidate, "post-with-portfolio")
            return


def _lead(words: str) -> int:
    """The length of an article or a possessive before the name: 'The ', 'South Korea's '."""
    possessive = words.find("'s ", 0, 24)
    start = possessive + 3 if possessive >= 0 else 0
    return start + (4 if words[start : start + 4].lower() == "the " else 0)


def _side(page: Page, countries: Track[CountryHit], start: int, end: int) -> str:
    """By a country in the name itself, then just before it (Britain's …), then just after (… of Korea)."""
    if page.surface[start:end].endswith((" plc", " PLC")):
        return UK
    if own := list(spoken_of(page.surface[start:end], page.lowered[start:end])):
        return _as_side(own[-1].country.side)
    for hit in reversed(countries.between(start - _BEFORE, start)):
        between = page.surface[hit.end : start]
        if hit.country.kind != PLACE and not _APART.search(between):
            return _as_side(hit.country.side)
    for hit in countries.between(end, end + _AFTER):
        if page.lowered[end : hit.start].strip() in _OF:
            return _as_side(hit.country.side)
    return ""


def _as_side(side: str) -> str:
    return OTHER if side == NORTH else side


@cache
def _lexicon() -> Lexicon[_Known]:
    return Lexicon(_entries())


def _entries() -> Iterator[tuple[str, _Known]]:
    for side in (UK, KR, OTHER):
        for line in phrases("bodies")[side]:
            names = [name.strip() for name in line.split("|")]
            for name in names:
                if name.lower() not in _SHARED_NAMES:
                    yield name, _Known(organisation_key(names[0]), side)


@cache
def ministry_of(portfolio: str, side: str) -> str:
    """The listed ministry with this portfolio: 'trade, industry and energy' in Korea, or nothing."""
    return _by_portfolio().get((side, _portfolio_key(portfolio)), "")


@cache
def _by_portfolio() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for side in (UK, KR):
        for line in phrases("bodies")[side]:
            for name in map(str.strip, line.split("|")):
                for head in ("Ministry of ", "Ministry for ", "Department for ", "Department of "):
                    if name.startswith(head):
                        found.setdefault((side, _portfolio_key(name.removeprefix(head))), name)
    return found


def _portfolio_key(words: str) -> str:
    return organisation_key(words.replace("defense", "defence").replace("sports", "sport"))
