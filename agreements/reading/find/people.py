"""People with posts: who they are, what they are, and one name for one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from agreements.reading.find.acting_for import ministry, side_of
from agreements.reading.find.body import Body
from agreements.reading.find.countries import LEADER, OTHER, UK, CountryHit
from agreements.reading.find.names import bare, is_hangul_name, is_name, is_transcribed
from agreements.reading.find.referred_ko import second_mentions
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.model import Span
from agreements.reading.page import Page
from agreements.reading.rules import Rule, family
from agreements.reading.scanner import Match, applies, first, parts, scan
from agreements.reading.track import Track

_LISTED = frozenset({"known-body", "gazetteer"})
_AGAIN, _BEHIND, _TRIES = "addressed", 40, 12
_WIDEST = 200
_TWO_WORDS = re.compile(r"[가-힣]+\s(?:[A-Z]\.?\s)?[가-힣]+")
_CLOSE = " ,)./"  # what may stand after a name and a post
_ROYAL = ("King ", "Queen ", "Prince ", "Princess ")  # they receive guests and sign nothing
_NO_POST = 3  # 'Mr' and 'Dr' are no posts


class PersonHit(NamedTuple):
    """One naming of a person. ``body``: the ministry that the post names; ``is_guessed``: nothing tells the side."""

    start: int
    end: int
    name: str
    role: str
    side: str
    body: str
    rule: str
    is_guessed: bool = False

    @property
    def span(self) -> Span:
        """Name and post together."""
        return Span(self.start, self.end)


def find_people(
    page: Page, countries: Track[CountryHit], bodies: Track[Body], gazetteer: Gazetteer
) -> Track[PersonHit]:
    """Every person with a post, in order; a later bare surname stands for the fuller name given elsewhere."""
    known = {
        page.surface[start:end]: name.side
        for start, end, name in gazetteer.find(page.surface, page.lowered)
        if name.kind == "person"
    }
    ground = _Ground(page, countries, bodies, known, set())
    hits: list[PersonHit] = []
    for match in scan("people", page.surface, page.languages):
        hits.extend(_read(ground, match))
    named = Track(sorted(hits, key=lambda hit: hit.start))
    hits.extend(leader for leader in _leaders(countries) if not _is_in_two_scripts(leader, named))
    if "ko" in page.languages:
        placed = {hit.start for hit in hits}
        hits.extend(hit for hit in list(second_mentions(page, hits)) if hit.start not in placed)
    return Track(_with_side(page, hit, countries) for hit in _as_fullest(hits))


def _is_in_two_scripts(leader: PersonHit, named: Track[PersonHit]) -> bool:
    """Whether the leader is only the Latin spelling beside a name in Hangul: '미셸 도넬런(Michelle Donelan) 장관'."""
    before = named.between(leader.start - _WIDEST, leader.start)
    return any(leader.end <= hit.end and not hit.name.isascii() for hit in before)


def _leaders(countries: Iterable[CountryHit]) -> Iterator[PersonHit]:
    """Heads of government and foreign ministers, whom texts name without their posts."""
    for hit in countries:
        if hit.country.kind == LEADER and " " in hit.country.name and not hit.country.name.startswith(_ROYAL):
            yield PersonHit(hit.start, hit.end, hit.country.name, "", hit.country.side, "", "known-leader")


class _Ground(NamedTuple):
    """What people of a page are read against; ``misread``: where was looked behind a name that is none."""

    page: Page
    countries: Track[CountryHit]
    bodies: Track[Body]
    known: dict[str, str]
    misread: set[Match]


def _read(
    ground: _Ground, match: Match, tries: int = _TRIES, named: dict[str, str] | None = None
) -> Iterator[PersonHit]:
    page, countries, bodies, known, _ = ground
    named = named or _parts_of(page, match)
    role = " ".join(named.get("role", "").split()).strip(" ,")
    where = Span(match.start, match.end)
    for part in ("name", "other"):
        name = bare(named.get(part, ""))
        if match.rule.name == "name-of-body" and _is_place(match, countries):
            continue
        if any(name in body.name and body.rule in _LISTED for body in bodies.between(match.start, match.end)):
            continue
        if name and part == "name" and not (_may_be(name, role, match.rule) and _begins_a_word(page, match)):
            if transcribed := _as_transcribed(page, match):
                other = match._replace(rule=_transcribed())
                yield from _read(ground, other, tries, transcribed)
                return
            if tries:
                yield from _read_again(ground, match, name, tries - 1)
            return
        if name and _may_be(name, role, match.rule):
            stated = f"{named.get('where', '')} | {role} | {name}"
            side = known.get(name) or side_of(page, where, name, role, stated, countries, bodies)
            body = ministry(role, side) if part == "name" else ""
            yield PersonHit(match.start, match.end, name, _post(role, match.rule), side, body, match.rule.name)


def _post(role: str, rule: Rule) -> str:
    """What the person is: that somebody signed is no post, and of 'foreign ministers' each is one."""
    if rule.name == "signatories":
        return ""
    return role.removesuffix("s") if rule.name == "posts-then-names" and not role.endswith("ies") else role


def _may_be(name: str, role: str, rule: Rule) -> bool:
    if not rule.name.startswith("ko-"):
        return is_name(name)
    return is_hangul_name(name, role) and (not rule.values.get("transcribed") or is_transcribed(name))


def _parts_of(page: Page, match: Match) -> dict[str, str]:
    """The name and the post, without what closes them if the rule can do without."""
    words = page.surface[match.start : match.end]
    if match.rule.values.get("transcribed") and not _is_foreign(words):
        return {"name": _first_words(words)}
    closed = words.rstrip(_CLOSE)
    return parts(match.rule, closed if closed != words and applies(match.rule, closed) else words)


def _as_transcribed(page: Page, match: Match) -> dict[str, str]:
    """The parts of the same words as a foreign name of two words, where a Korean name of one was looked for."""
    words = page.surface[match.start : match.end]
    if not match.rule.name.startswith("ko-") or match.rule == _transcribed():
        return {}
    could = _is_foreign(words) and _begins_a_word(page, match) and applies(_transcribed(), words)
    named = parts(_transcribed(), words) if could else {}
    return named if named and _may_be(named["name"], named["role"], _transcribed()) else {}


def _is_foreign(words: str) -> bool:
    """Whether two words of Hangul that open a match sound foreign: without, it is quickly seen to name nobody."""
    return is_transcribed(_first_words(words))


def _first_words(words: str) -> str:
    found = _TWO_WORDS.match(words)
    return found[0] if found else words


@cache
def _transcribed() -> Rule:
    return next(rule for rule in family("people", "ko") if rule.values.get("transcribed"))


def _begins_a_word(page: Page, match: Match) -> bool:
    """Whether the match does not begin inside a word of Hangul."""
    return not (
        "가" <= page.surface[match.start] <= "힣" and "가" <= page.surface[match.start - 1 : match.start] <= "힣"
    )


def _read_again(ground: _Ground, match: Match, name: str, tries: int) -> Iterator[PersonHit]:
    """'On Tuesday, our director Hartwig Fischer': what looked like a name is none, but one may follow."""
    page = ground.page
    at = page.surface.find(name, match.start, match.end)
    start = at + len(name.split()[0])
    if at < 0 or match.rule.name == _AGAIN:
        return
    if inner := first("people", page.surface[start : match.end + _BEHIND], page.languages):
        rule = inner.rule
        found = Match(start + inner.start, start + inner.end, rule)
        if found in ground.misread:
            return
        if tries:
            ground.misread.add(found)
        if rule.name.startswith("ko-") and found.start < match.end:
            yield from _read(ground, found, tries)
            return
        closed = page.surface[found.start : found.end].rstrip(_CLOSE)
        named = parts(rule, closed) if applies(rule, closed) else {}
        if _may_be(bare(named.get("name", "")) or "-", named.get("role", ""), rule):
            yield from _read(ground, found, tries, named)


def _is_place(match: Match, countries: Track[CountryHit]) -> bool:
    """'Working Title of London': what is of a place, not of a body, is no person."""
    return any(hit.end >= match.end - 1 for hit in countries.between(match.start, match.end))


def _with_side(page: Page, hit: PersonHit, countries: Track[CountryHit]) -> PersonHit:
    """Somebody of no stated side: British, unless the sentence speaks of a third country."""
    sentence = page.sentence_at(hit.start)
    if hit.side or sentence is None or not (hit.name.isascii() or " " in hit.name):
        return hit
    foreign = any(near.country.side == OTHER for near in countries.between(sentence.start, sentence.end))
    return hit._replace(side=OTHER if foreign else UK, is_guessed=True)


def _as_fullest(hits: Iterable[PersonHit]) -> list[PersonHit]:
    """One name for one person: 'Yoon' and 'Yoon Suk Yeol' are both the latter where the text has it."""
    found = sorted(hits, key=lambda hit: hit.start)
    fullest: dict[str, PersonHit] = {}
    by_word: dict[str, list[str]] = defaultdict(list)
    for hit in sorted(found, key=lambda hit: -len(hit.name.split())):
        name = _fuller(hit, by_word)
        if name is None:
            fullest[hit.name] = hit
            for word in hit.name.split():
                by_word[word].append(hit.name)
        elif not fullest[name].side and hit.side:
            fullest[name] = fullest[name]._replace(side=hit.side)
    return [_renamed(hit, fullest[_fuller(hit, by_word) or hit.name]) for hit in found]


def _fuller(hit: PersonHit, by_word: dict[str, list[str]]) -> str | None:
    words = hit.name.split()
    return next((name for name in by_word.get(words[0], ()) if set(words) <= set(name.split())), None)


def _renamed(hit: PersonHit, best: PersonHit) -> PersonHit:
    has_post = len(hit.role) > _NO_POST
    return hit._replace(
        name=best.name,
        side=best.side or hit.side,
        role=hit.role if has_post else best.role,
        body=hit.body or ("" if has_post else best.body),
    )
