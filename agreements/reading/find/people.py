"""People with posts, and whom each of them acts for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from agreements.reading.find.bodies import Body, ministry_of
from agreements.reading.find.countries import KR, LEADER, OTHER, PLACE, UK, CountryHit, spoken_of
from agreements.reading.find.names import bare, implied_body, is_hangul_name, is_korean, is_name, side_of_post
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.model import Span
from agreements.reading.page import Page
from agreements.reading.scanner import Match, parts, scan

_BEFORE, _AFTER = 40, 60
_PORTFOLIO = re.compile(
    r"(?i:\b(?:minister(?: of state)?|secretary of state)(?: of| for)(?: the)? )(?P<portfolio>[^.;()]{4,80})$"
)
_FAMILIES = ("uk", "kr")


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One naming of a person. ``body``: the ministry that the post names, if it names one."""

    start: int
    end: int
    name: str
    role: str
    side: str
    body: str
    rule: str

    @property
    def span(self) -> Span:
        """Name and post together."""
        return Span(self.start, self.end)


def find_people(
    page: Page, countries: Sequence[CountryHit], bodies: Sequence[Body], gazetteer: Gazetteer
) -> list[PersonHit]:
    """Every person with a post, in order; a later bare surname stands for the fuller name given elsewhere."""
    known = {page.surface[start:end]: name.side for start, end, name in gazetteer.find(page.surface, page.lowered)
             if name.kind == "person"}  # fmt: skip
    hits = [
        *_leaders(countries),
        *(
            hit
            for match in scan("people", page.surface, page.languages)
            for hit in _read(page, match, countries, bodies, known)
        ),
    ]
    return [_with_side(page, hit, countries) for hit in _as_fullest(hits)]


def _with_side(page: Page, hit: PersonHit, countries: Sequence[CountryHit]) -> PersonHit:
    """Somebody of no stated side: British, unless the sentence speaks of a third country."""
    sentence = page.sentence_at(hit.start)
    if hit.side or not hit.name.isascii() or sentence is None:
        return hit
    first = bisect_left(countries, sentence.start, key=lambda country: country.start)
    last = bisect_left(countries, sentence.end, key=lambda country: country.start)
    foreign = any(country.country.side == OTHER for country in countries[first:last])
    return replace(hit, side=OTHER if foreign else UK)


def _leaders(countries: Sequence[CountryHit]) -> Iterator[PersonHit]:
    """Heads of government and foreign ministers, whom texts name without their posts."""
    for hit in countries:
        if hit.country.kind == LEADER and " " in hit.country.name:
            yield PersonHit(hit.start, hit.end, hit.country.name, "", hit.country.side, "", "known-leader")


def _read(
    page: Page, match: Match, countries: Sequence[CountryHit], bodies: Sequence[Body], known: dict[str, str]
) -> Iterator[PersonHit]:
    named = parts(match.rule, page.surface[match.start : match.end].rstrip(" ,)./"))
    if not named:
        named = parts(match.rule, page.surface[match.start : match.end])
    if not named:
        return
    name, role = bare(named["name"]), _tidy(named.get("role", ""))
    hangul = match.rule.name.startswith("ko-")
    if not name or not (is_hangul_name(name, role) if hangul else is_name(name)):
        return
    side = known.get(name) or _side(page, match, named, name, role, countries, bodies)
    yield PersonHit(match.start, match.end, name, role, side, _body(role, side), match.rule.name)
    other = bare(named.get("other", ""))
    if other and is_name(other):
        side = known.get(other) or _side(page, match, named, other, role, countries, bodies)
        yield PersonHit(match.start, match.end, other, role, side, "", match.rule.name)


def _tidy(role: str) -> str:
    return " ".join(role.split()).strip(" ,")


def _side(
    page: Page, match: Match, named: dict[str, str], name: str, role: str,
    countries: Sequence[CountryHit], bodies: Sequence[Body],
) -> str:  # fmt: skip
    stated = f"{named.get('where', '')} | {role} | {name}"
    spoken = [hit for hit in spoken_of(stated, stated.lower())]
    if spoken:
        return spoken[-1].country.side if spoken[-1].country.side in {UK, KR} else OTHER
    inside = [body.side for body in bodies if match.start <= body.start < match.end and body.side]
    if inside:
        return inside[-1]
    near = _near(page, match, countries, bodies)
    korean = is_korean(name) if name.isascii() else len(name) <= 4 and " " not in name
    post = side_of_post(role)
    if near == OTHER and not korean:
        return OTHER
    if post and not (post == UK and korean):
        return post
    return near or (KR if korean else "") or _by_head_of_government(role, korean)


def _near(page: Page, match: Match, countries: Sequence[CountryHit], bodies: Sequence[Body]) -> str:
    """By 'South Korea's' before the post, or 'of the Netherlands' after it, with no comma or 'and' between."""
    first = bisect_left(countries, match.start - _BEFORE, key=lambda hit: hit.start)
    for hit in countries[first : first + 12]:
        between = page.surface[hit.end : match.start]
        if (
            hit.end <= match.start
            and hit.country.kind != PLACE
            and not re.search(r"[.,;:]| and | with ", between)
        ):
            return hit.country.side if hit.country.side in {UK, KR} else OTHER
    for place in (
        *(Span(h.start, h.end) for h in countries[first : first + 12]),
        *(Span(b.start, b.end) for b in bodies),
    ):
        if match.end <= place.start < match.end + _AFTER:
            between = page.lowered[match.end : place.start].strip()
            if between in {"of", "of the", "at", "at the", "for", "from", ", the", ", of"}:
                return _side_at(place, countries, bodies)
    return ""


def _side_at(place: Span, countries: Sequence[CountryHit], bodies: Sequence[Body]) -> str:
    for body in bodies:
        if body.start == place.start:
            return body.side
    for hit in countries:
        if hit.start == place.start:
            return hit.country.side if hit.country.side in {UK, KR} else OTHER
    return ""


def _by_head_of_government(role: str, korean: bool) -> str:
    return UK if role.lower() in {"prime minister"} and not korean else ""


def _body(role: str, side: str) -> str:
    """The ministry of a full portfolio ('Minister of Trade, Industry and Energy'); a bare post names none."""
    if side not in _FAMILIES:
        return ""
    if implied := implied_body(role, side):
        return implied
    match = _PORTFOLIO.search(role)
    if not match:
        return _korean_ministry(role)
    portfolio = match["portfolio"].strip(" ,")
    listed = ministry_of(portfolio, side)
    if listed or not portfolio[:1].isupper():
        return listed
    return f"{'Department for' if side == UK else 'Ministry of'} {portfolio}"


def _korean_ministry(role: str) -> str:
    words = role.split()
    for word in words[:-1] or words:
        if re.fullmatch(r"[가-힣]{2,12}(?:부|처|청|위원회)", word):
            return word
    return ""


def _as_fullest(hits: Iterable[PersonHit]) -> list[PersonHit]:
    """One name for one person: 'Yoon' and 'Yoon Suk Yeol' are both the latter where the text has it."""
    found = sorted(hits, key=lambda hit: hit.start)
    fullest: dict[str, PersonHit] = {}
    for hit in sorted(found, key=lambda hit: -len(hit.name.split())):
        words = set(hit.name.replace(",", "").split())
        same = next((name for name in fullest if words <= set(name.split())), None)
        if same is None:
            fullest[hit.name] = hit
        elif not fullest[same].side and hit.side:
            fullest[same] = replace(fullest[same], side=hit.side)
    return [_renamed(hit, fullest) for hit in found]


def _renamed(hit: PersonHit, fullest: dict[str, PersonHit]) -> PersonHit:
    words = set(hit.name.split())
    for name, best in fullest.items():
        if words <= set(name.split()):
            keeps_role = len(hit.role) > 3
            return replace(
                hit, name=name, side=best.side or hit.side, role=hit.role if keeps_role else best.role,
                body=hit.body or (best.body if not keeps_role else ""),
            )  # fmt: skip
    return hit
