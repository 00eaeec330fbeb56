"""Which words for an instrument head a name of one, and how far that name may reach."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import re2

from agreements.reading.compose.assertions import clause_around
from agreements.reading.compose.clues import Clues, within
from agreements.reading.find.countries import PLACE
from agreements.reading.model import Span
from agreements.reading.page import Sentence
from agreements.reading.scanner import Match, places
from agreements.reading.track import Track

_PURPOSE_KO = re.compile(r"^(?:를|을|에|의|과|와)? ?(?:위한|관한|대한|관련) ?[가-힣 ]{0,10}$")
_VERB_ENDINGS = frozenset("한했하됐된되")
# 'any deal', 'whether further agreements', 'will only sign a deal': none in particular.
_UNSPECIFIC = re.compile(
    r"\b(?:any|whether|further|similar|if a|if an|only (?:ever )?(?:sign|agree|do|accept) an?|other|such"
    r"|steps? (?:towards?|to|in) an?(?: [\w-]+)?)"
    r"(?: (?:final|future|new|further|such|trade|potential|possible|eventual)){0,2} $"
)
# '대학 간의 업무협약 체결은 이번이 처음이다': says which it is among others, and names none.
_FIRST_EVER = re.compile(
    r"(?:을|를)?\s?(?:체결|맺은 것|맺는 것|서명|체결한 것)(?:은|는)\s?(?:이번이\s)?(?:처음|최초|첫)"
)
# 'To widen the partnership': a relationship, which no document need carry.
_RELATIONSHIP = re.compile(
    r"\b(?:widen|deepen|strengthen|broaden|enhance|expand|build|cement|reinforce|consolidat|intensif|nurtur|renew"
    r"|underlin|underscor|elevat|boost|improv)\w* (?:the|their|our|its|this|that|an?|on the|on their|on our)?"
    r"(?: ?(?:already|very|close|strong|existing|excellent|long-standing|bilateral|strategic|enduring|deep)){0,3} ?$"
)
# 'Upgraded from a creative partnership to …': what it was.
_OUTGROWN = re.compile(r"\b(?:upgrad|elevat|rais|lift|promot)\w* .*\bfrom (?:an? |the )?[\"']?[\w -]*$")
# 'The agreement | on a recent visit', 'an agreement | in principle': when and how, not on what.
_CIRCUMSTANCE = re2.compile(
    r" (?:on|in|at|to|for|under|with|of) (?:(?:a|an|the|his|her|their) )?(?:[a-z]+ )?"
    r"(?:visits?|trip|tour|sidelines?|margins?|occasion|principle|presence|ceremony|summit|meeting|talks|attendance)\b"
)
_SENTENCE_BACK, _LONGEST_BEFORE = 140, 150
_PREDICATE_ENDINGS = ("이다", "이며", "이었", "이라")
_NOUN_PHRASES = frozenset({"agreed", "signed", "ko-signed", "ko-will-sign", "ko-talks"})
_CLOSERS = ("합의", "협정", "협약", "선언", "파트너십", "프레임워크", "어코드")


def heads(clues: Clues) -> Iterator[Match]:
    """Form words that head a name: the last of 'partnership agreement', not its translation in brackets."""
    for form, following in itertools.pairwise([*clues.forms, None]):
        if form is None or (following and _leads_into(clues.page.surface[form.end : following.start])):
            continue
        before = clues.page.surface[max(0, form.start - 40) : form.start]
        bracket = before.rfind("(")
        if bracket >= 0 and ")" not in before[bracket:] and before[:bracket].rstrip("'\" ").endswith(_CLOSERS):
            continue
        yield form


def _leads_into(between: str) -> bool:
    """Whether one form word only describes the next: 'partnership agreement', '공동연구를 위한 업무협약'."""
    return between in {"", " "} or bool(_PURPOSE_KO.match(between))


def is_elsewhere(clues: Clues, form: Match) -> bool:
    """Whether the word is part of a body's name, a count, or a phrase such as 'the agreement of' or '…협정이다'."""
    surface = clues.page.surface
    if surface[form.end : form.end + 2] in _PREDICATE_ENDINGS or surface[form.end : form.end + 1] in _VERB_ENDINGS:
        return True
    if _FIRST_EVER.match(surface[form.end : form.end + 20]):
        return True
    before = clues.page.lowered[max(0, form.start - 60) : form.start]
    if _UNSPECIFIC.search(before):
        return True
    if form.rule.get("form") == "partnership" and _is_relationship(clues, form):
        return True
    if any(
        body.start <= form.start and form.end <= body.end for body in within(clues.bodies, form.start - 80, form.end)
    ):
        return True
    if any(count.start <= form.start < count.end for count in within(clues.counts, form.start - 80, form.end)):
        return True
    if any(person.start <= form.start < person.end for person in within(clues.people, form.start - 90, form.end)):
        return True
    said = within(clues.assertions, form.start - 20, form.start + 1)
    return any(
        item.rule.name in _NOUN_PHRASES and form.end <= item.end and item.end - item.start > form.end - form.start
        for item in said
    )


def _is_relationship(clues: Clues, form: Match) -> bool:
    """Whether 'partnership' is how two countries get on, now or before, and no document."""
    if clues.page.surface[form.start].isupper():
        return False
    before = clues.page.lowered[max(0, form.start - _SENTENCE_BACK) : form.start]
    return bool(_RELATIONSHIP.search(before[-60:]) or _OUTGROWN.search(before))


def _before_places(clues: Clues, start: int, end: int) -> Iterator[int]:
    """Where a city only says where: 'the agreement | in London'."""
    for hit in within(clues.countries, start, end):
        if hit.country.kind == PLACE and clues.page.lowered[hit.start - 4 : hit.start] in {" in ", " at "}:
            yield hit.start - 4


def circumstances(clues: Clues) -> Track[Span]:
    """Where a text says when and how rather than on what."""
    return Track(places(_CIRCUMSTANCE, clues.page.surface))


def stops(clues: Clues, sentence: Sentence, head: Span, following: int, how: Track[Span]) -> tuple[int, ...]:
    """Where assertions, circumstances (``how``) and other forms stand, which a title never runs across."""
    ends: list[int] = []
    for said in within(clues.assertions, *clause_around(sentence, head)):
        if said.end <= head.start:
            ends.append(said.end)
        elif said.start >= head.end and said.rule.get("strength") != "1":
            ends.append(said.start)
    start, end = clause_around(sentence, head)
    ends.extend(date.start for date in within(clues.dates, head.end, end))
    ends.extend(_before_places(clues, head.end, end))
    ends.extend(date.end for date in within(clues.dates, start, head.start))
    ends.extend(said.start for said in within(how, head.end, following) if said.end <= following)
    surface = clues.page.surface
    ends.extend(
        form.end
        for form in within(clues.forms, max(start, head.start - _LONGEST_BEFORE), head.start)
        if not _leads_into(surface[form.end : head.start])
    )
    ends.extend(sum_.end for sum_ in within(clues.money, start, head.start) if sum_.rule.startswith("ko-"))
    return tuple(ends)
