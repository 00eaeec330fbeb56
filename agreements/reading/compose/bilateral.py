"""Whether an instrument is between a British and a Korean side."""

from __future__ import annotations

import re
from functools import cache

from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.naming import Candidate
from agreements.reading.compose.sides import Outlook, Sides, sides_in
from agreements.reading.find.countries import KR, NORTH, OTHER, UK
from agreements.reading.model import Span
from agreements.reading.rules import phrases

# 'It follows similar agreements with Japan', 'it foresees sanctions on North Korea': what an instrument is likened to
# or directed against is no side of it.
_LIKENED = re.compile(
    r"\b(?:resembl(?:es|ing)|similar (?:to|\w+ with)|follows? (?:similar|those|that of|others|a|the)"
    r"|sanctions?|threats?|aggression|provocations?|invasion|war|missiles?"
    r"|modell?ed (?:up)?on|like those|comes after|in the footsteps of|as it (?:did|has) with|mirrors?|mirroring)\b"
)
_NAMED_PARTNER = re.compile(r"^ with [A-Z]")
_BACK, _BEFORE = 2, 90
_WITH, _PARTNER, _SUBJECT = 24, 16, 24


def is_bilateral(candidate: Candidate, outlook: Outlook) -> bool | None:
    """True: between the two; False: with somebody else; None: the text names no two sides at all."""
    clues = outlook.clues
    if _is_shared(candidate, outlook):
        return False
    titled = sides_in(clues, candidate.title.span)
    if titled.both or (titled.others and titled.one):
        return titled.both
    here = _without_likened(candidate, clues, outlook.sides(candidate.sentence))
    if not here.both and _has_unknown_partner(clues, candidate):
        return None
    if _is_with_others(clues, candidate, here):
        return False
    return here.both or _by_context(candidate, outlook, here)


def _without_likened(candidate: Candidate, clues: Clues, here: Sides) -> Sides:
    """The sides of the clause up to where it likens the instrument to others, or turns it against somebody."""
    if not here.others:
        return here
    likened = _LIKENED.search(clues.page.surface, candidate.title.core.end, candidate.sentence.end)
    if likened is None:
        return here
    return sides_in(clues, Span(candidate.sentence.start, likened.start()))._replace(as_two=here.as_two)


def _is_with_others(clues: Clues, candidate: Candidate, here: Sides) -> bool:
    """Whether the clause itself says that it is another's: by subject, by partner, or by who else stands there."""
    partner = _partner(clues, candidate)
    if partner in {UK, KR} and _subject(clues, candidate) == OTHER:
        return True
    if here.both:
        before = sides_in(clues, Span(candidate.sentence.start, candidate.head.start))
        return partner == OTHER and not before.both
    if partner == OTHER:
        return True
    one_sided = here.one and not here.as_two
    return one_sided and bool(here.others or (candidate.count and not _both_are_named(clues, candidate)))


def _both_are_named(clues: Clues, candidate: Candidate) -> bool:
    """Whether both countries stand in the sentence, be it as places: 'deals were announced on a visit to Korea'."""
    here = within(clues.countries, candidate.sentence.start, candidate.sentence.end)
    acting = sides_in(clues, candidate.sentence.span)
    named = {hit.country.side for hit in here}
    return (UK in named or acting.uk) and (KR in named or acting.kr)


def _by_context(candidate: Candidate, outlook: Outlook, here: Sides) -> bool | None:
    """Read the sentences just before, then the whole document."""
    if here.others and not here.as_two:
        return False
    index = candidate.sentence.index
    uk, kr = here.uk, here.kr
    for earlier in reversed(outlook.clues.page.sentences[max(0, index - _BACK) : index]):
        sides = outlook.sides(earlier)
        if len(set(sides.others)) > 1 and not outlook.of_both:
            return False
        uk, kr = uk or sides.uk, kr or sides.kr
        if uk and kr:
            return True
        if sides.others and sides.one and not outlook.of_both:
            return False
    return True if outlook.of_both else None


def _is_shared(candidate: Candidate, outlook: Outlook) -> bool:
    """Whether the instrument is one of many states: its own title says so, or its clause counts nations."""
    title = candidate.title.span.of(outlook.clues.page.surface)
    start = max(candidate.sentence.start, candidate.head.start - _BEFORE)
    clause = Span(start, min(candidate.sentence.end, candidate.head.end + 2 * _BEFORE))
    return outlook.speaks_of_many(clause) or bool(_multilateral().search(title))


def _partner(clues: Clues, candidate: Candidate) -> str:
    """The side of whoever follows 'with' right after the title."""
    end = candidate.title.core.end
    at = clues.page.lowered.find("with ", end, end + _WITH)
    if at < 0:
        return ""
    start = at + len("with ")
    sides = [body.side for body in within(clues.bodies, start, start + _PARTNER)]
    sides += [person.side for person in within(clues.people, start, start + 5)]
    if stated := next(filter(None, sides), ""):
        return stated
    countries = within(clues.countries, start, start + 6)
    return _third(countries[0].country.side) if countries else ""


def _has_unknown_partner(clues: Clues, candidate: Candidate) -> bool:
    """'A supply deal with Amazon': a named partner of whom nothing tells that it is British or Korean."""
    end = candidate.title.core.end
    if candidate.title.is_definite or not _NAMED_PARTNER.match(clues.page.surface[end : end + _WITH]):
        return False
    start, stop = end + len(" with "), end + len(" with ") + _PARTNER
    sided = any(body.side for body in within(clues.bodies, start, stop))
    people = within(clues.people, start, stop)
    return not sided and not people and not within(clues.countries, start, stop)


def _subject(clues: Clues, candidate: Candidate) -> str:
    """The side of whoever stands right before the verb: 'the EU signed its agreement with …'."""
    said = candidate.assertion
    if said is None or said.span.start > candidate.head.start:
        return ""
    for hit in within(clues.countries, said.span.start - _SUBJECT, said.span.start):
        if hit.end <= said.span.start and not clues.page.surface[hit.end : said.span.start].strip():
            return _third(hit.country.side)
    return ""


def _third(side: str) -> str:
    return OTHER if side in {OTHER, NORTH} else side


@cache
def _multilateral() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, phrases("multilateral")["phrases"])))
