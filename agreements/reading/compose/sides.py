"""Whether an instrument is between a British and a Korean side, and who else stands in its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from agreements.reading.compose.candidates import Candidate
from agreements.reading.compose.clues import Clues, within
from agreements.reading.find.bodies import sides_of_bodies
from agreements.reading.find.countries import ADJECTIVE, KR, NORTH, OTHER, PLACE, UK, CountryHit, spoken_of
from agreements.reading.model import Span
from agreements.reading.page import Page
from agreements.reading.rules import phrases

_LOCATIVE = re.compile(
    r"(?:\b(?:in|at|near|outside|off|from|visit to|visiting|around|across|into|to|through|over) (?:the )?)$"
)
TWO_SIDES = re.compile(
    r"(?i:\b(?:two|both) (?:countries|sides|nations|governments|parties|ministers|leaders|ministries|men|states)\b"
    r"|\bbilateral\b|\bthe pair\b|\bone another\b|\beach other\b)|양국|양측|두 나라|한영"
)
_MANY_STATES = re.compile(
    r"(?i:\b(?:\d{2,3}|[a-z]+teen|twenty|thirty|several|dozens of|other|many|all) (?:[a-z-]+ )?(?:countries|nations|states|governments)\b)|\d{1,3}\s?개국"
)
# A Korean text that says 'with the United Kingdom' leaves its own side unsaid.
_OURS_UNSAID = re.compile(r"영국(?:\s?정부)?(?:과|와)(?:의|\s)|영국 측과")
_BACK = 2


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands in or near the clause of an instrument."""

    uk: bool
    kr: bool
    others: tuple[str, ...]

    @property
    def both(self) -> bool:
        """Whether a British and a Korean side are both there."""
        return self.uk and self.kr


class Outlook:
    """What a whole document says about sides: the ground on which a silent clause is read."""

    def __init__(self, clues: Clues) -> None:
        title = clues.page.document.title
        self.clues = clues
        hits = [*clues.countries, *spoken_of(title, title.lower())]
        in_text = [hit for hit in clues.countries if clues.page.sentence_at(hit.start)]
        in_text += list(spoken_of(title, title.lower()))
        self.uk = self._weight(UK, in_text) + sum(body.side == UK for body in clues.bodies)
        self.kr = self._weight(KR, in_text) + sum(body.side == KR for body in clues.bodies)
        third = [hit.country.name for hit in hits if hit.country.side == OTHER and hit.country.kind != PLACE]
        self.third = max((third.count(name) for name in set(third)), default=0)
        in_title = {hit.country.side for hit in spoken_of(title, title.lower())} | sides_of_bodies(title)
        self.title_of_both = {UK, KR} <= in_title
        self.of_both = bool(self.uk and self.kr) and (self.third <= 1 + min(self.uk, self.kr) or self.title_of_both)

    @staticmethod
    def _weight(side: str, hits: Iterable[CountryHit]) -> int:
        return sum(hit.country.side == side for hit in hits)


def sides_in(clues: Clues, area: Span) -> Sides:
    """The sides that act in a stretch of text; a country where something merely happens does not count."""
    uk = kr = False
    others: list[str] = []
    for hit in within(clues.countries, area.start, area.end):
        side, is_place = hit.country.side, hit.country.kind == PLACE
        merely_there = _is_locative(clues.page, hit)
        if side in {UK, KR} and not (is_place and merely_there):
            uk, kr = uk or side == UK, kr or side == KR
        elif side in {OTHER, NORTH} and not merely_there and not is_place:
            others.append(hit.country.name)
    for body in within(clues.bodies, area.start, area.end):
        uk, kr = uk or body.side == UK, kr or body.side == KR
        if body.side == OTHER:
            others.append(body.name)
    for person in within(clues.people, area.start, area.end):
        uk, kr = uk or person.side == UK, kr or person.side == KR
        if person.side == OTHER:
            others.append(person.name)
    return Sides(uk, kr, tuple(others))


def is_bilateral(candidate: Candidate, outlook: Outlook) -> bool | None:
    """True: between the two; False: with somebody else; None: the text names no two sides at all."""
    clues, page = outlook.clues, outlook.clues.page
    area = Span(candidate.sentence.start, candidate.sentence.end)
    words = area.of(page.surface)
    if _is_shared(candidate, page):
        return False
    titled = sides_in(clues, candidate.title.span)
    if titled.both:
        return True
    if titled.others and (titled.uk or titled.kr):
        return False
    here = sides_in(clues, area)
    if _OURS_UNSAID.search(words) and not here.others:
        here = replace(here, kr=True)
    if candidate.count and (here.uk or here.kr) and not here.both and not TWO_SIDES.search(words):
        return False
    partner = _partner(clues, candidate)
    if partner in {UK, KR} and _subject(clues, candidate) == OTHER:
        return False
    if partner == OTHER and not here.both:
        return False
    if here.both:
        return not (partner == OTHER and _only_backdrop(clues, candidate, here))
    if here.others and (here.uk or here.kr) and not TWO_SIDES.search(words):
        return False
    if TWO_SIDES.search(words) or not here.others:
        return _by_context(candidate, outlook, here)
    return False if here.others else None


def _by_context(candidate: Candidate, outlook: Outlook, here: Sides) -> bool | None:
    """Read the sentences just before, then the whole document."""
    index = candidate.sentence.index
    uk, kr = here.uk, here.kr
    for earlier in reversed(outlook.clues.page.sentences[max(0, index - _BACK) : index]):
        sides = sides_in(outlook.clues, earlier.span)
        uk, kr = uk or sides.uk, kr or sides.kr
        if uk and kr:
            return True
        if sides.others and (sides.uk or sides.kr) and not outlook.of_both:
            return False
    return True if outlook.of_both else None


def _is_shared(candidate: Candidate, page: Page) -> bool:
    """Whether the instrument is one of many states: its own title says so, or its clause counts nations."""
    title = candidate.title.span.of(page.surface)
    clause = page.surface[max(candidate.sentence.start, candidate.head.start - 90) : candidate.sentence.end]
    return any(phrase in title for phrase in _multilateral()) or bool(_MANY_STATES.search(clause))


def _partner(clues: Clues, candidate: Candidate) -> str:
    """The side of whoever follows 'with' right after the title."""
    end = candidate.title.core.end
    after = clues.page.lowered[end : end + 40]
    at = after.find("with ")
    if at < 0 or at > 24:
        return ""
    start = end + at + 5
    for hit in (*within(clues.bodies, start, start + 16), *within(clues.people, start, start + 5)):
        if hit.side:
            return hit.side
    for country in within(clues.countries, start, start + 6):
        return OTHER if country.country.side == NORTH else country.country.side
    return ""


def _subject(clues: Clues, candidate: Candidate) -> str:
    """The side of whoever stands right before the verb: 'the EU signed its agreement with …'."""
    said = candidate.assertion
    if said is None or said.span.start > candidate.head.start:
        return ""
    for hit in within(clues.countries, said.span.start - 24, said.span.start):
        between = clues.page.surface[hit.end : said.span.start]
        if hit.end <= said.span.start and not between.strip():
            return OTHER if hit.country.side in {OTHER, NORTH} else hit.country.side
    return ""


def _only_backdrop(clues: Clues, candidate: Candidate, here: Sides) -> bool:
    """Whether one of our two sides is spoken of only after the other partner, as 'like the one with Korea'."""
    before = sides_in(clues, Span(candidate.sentence.start, candidate.head.start))
    return not before.both


def _is_locative(page: Page, hit: CountryHit) -> bool:
    if hit.country.kind == ADJECTIVE:
        return False
    before = page.lowered[max(0, hit.start - 16) : hit.start]
    if "가" <= page.surface[hit.start] <= "힣":
        return page.surface[hit.end : hit.end + 2] == "에서" or (
            hit.country.kind == PLACE and page.surface[hit.end : hit.end + 1] == "에"
        )
    return bool(_LOCATIVE.search(before))


@cache
def _multilateral() -> tuple[str, ...]:
    return tuple(phrases("multilateral")["phrases"])
