"""Whom a person with a post acts for: a side, and the ministry that a full portfolio names."""

from __future__ import annotations

import re

from agreements.reading.find.body import Body
from agreements.reading.find.countries import KR, OTHER, PLACE, UK, CountryHit, spoken_of
from agreements.reading.find.ministries import ministry_of
from agreements.reading.find.names import implied_body, is_korean, side_of_post
from agreements.reading.model import Span
from agreements.reading.page import Page
from agreements.reading.track import Track

_BEFORE, _AFTER = 40, 60
_SHORT_HANGUL, _LONGEST = 4, 70
# An ambassador to Korea is not Korea's.
_POSTED_TO = re.compile(r"([Aa]mbassador|[Ee]nvoy) to (?:the )?[A-Z][\w ]*")
_APART = re.compile(r"[.,;:]| and | with ")
_OF = frozenset({"of", "of the", "at", "at the", "for", "from", ", the", ", of"})
_PORTFOLIO = re.compile(
    r"(?i:\b(?:minister(?: of state)?|secretary of state)(?: of| for)(?: the)? )(?P<portfolio>[^.;()]{4,80})$"
)
_BEFORE_POST = re.compile(
    r"^(?:(?:Deputy|Vice|First|Second|Former) )?(?P<portfolio>[A-Z][\w-]+(?:, | and | & | )[A-Z][\w ,&-]{2,60}?)"
    r" (?:Minister|Secretary|Vice Minister)$"
)
_HEADS_ONE = re.compile(r"^(?:the )?(?:[A-Z]\w+ )?[Ss]ecretary of [Ss]tate\b")  # no junior minister has a ministry
_KOREAN_MINISTRY = re.compile(r"[가-힣]{2,12}(?:부|처|청|위원회)")


def side_of(
    page: Page, where: Span, name: str, role: str, stated: str, countries: Track[CountryHit], bodies: Track[Body]
) -> str:  # fmt: skip
    """By what post and name say, then by the body in the post, then by the words around; empty if nothing tells."""
    stated = _POSTED_TO.sub(r"\1 ", stated) if " to " in stated else stated
    if spoken := list(spoken_of(stated, stated.lower())):
        return _known_side(spoken[-1].country.side)
    if inside := [body.side for body in bodies.between(where.start, where.end) if body.side]:
        return inside[-1]
    near = _by_words_around(page, where, countries, bodies)
    korean = is_korean(name) if name.isascii() else len(name) <= _SHORT_HANGUL and " " not in name
    if near == OTHER and not korean:
        return OTHER
    post = side_of_post(role)
    if post and not (post == UK and korean):
        return post
    return near or (KR if korean else UK if role.lower() == "prime minister" else "")


def ministry(role: str, side: str) -> str:
    """The ministry of a full portfolio ('Minister of Trade, Industry and Energy'); a bare post names none."""
    if side not in {UK, KR}:
        return ""
    if implied := implied_body(role, side):
        return implied
    if (before := _BEFORE_POST.search(role)) and (listed := ministry_of(before["portfolio"], side)):
        return listed
    match = _PORTFOLIO.search(role)
    if not match:
        return next((word for word in role.split() if _KOREAN_MINISTRY.fullmatch(word)), "")
    portfolio = match["portfolio"].strip(" ,").removeprefix("Department for ").removeprefix("Department of ")
    listed = ministry_of(portfolio, side)
    if listed or not portfolio[:1].isupper() or "'s" in portfolio or (side == UK and not _HEADS_ONE.search(role)):
        return listed
    return f"{'Department for' if side == UK else 'Ministry of'} {portfolio}"


def _by_words_around(page: Page, where: Span, countries: Track[CountryHit], bodies: Track[Body]) -> str:
    """By 'South Korea's' before the post, or 'of the Netherlands' after it, with no comma or 'and' between."""
    for body in reversed(bodies.between(where.start - _LONGEST, where.start)):
        if body.side and 0 <= where.start - body.end <= 1:
            return body.side
    for hit in countries.between(where.start - _BEFORE, where.start):
        if (
            hit.end <= where.start
            and hit.country.kind != PLACE
            and not _APART.search(page.surface[hit.end : where.start])
        ):
            return _known_side(hit.country.side)
    for body in bodies.between(where.end, where.end + _AFTER):
        if page.lowered[where.end : body.start].strip() in _OF:
            return body.side
    for hit in countries.between(where.end, where.end + _AFTER):
        if page.lowered[where.end : hit.start].strip() in _OF:
            return _known_side(hit.country.side)
    return ""


def _known_side(side: str) -> str:
    return side if side in {UK, KR} else OTHER
