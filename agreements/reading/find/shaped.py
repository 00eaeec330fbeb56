"""Bodies that no list has, by the shape of their names or the place beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.domain.names import organisation_key
from agreements.reading.find.body import Body, as_side, side_beside
from agreements.reading.find.countries import KR, UK, CountryHit, spoken_of
from agreements.reading.find.introduced import introduced
from agreements.reading.find.listed import family_side
from agreements.reading.find.ministries import ministry_of
from agreements.reading.find.names import is_transcribed, sounds_foreign
from agreements.reading.find.particles import without_particle
from agreements.reading.find.placed import is_actor, placed
from agreements.reading.page import Page
from agreements.reading.rules import Rule, phrases
from agreements.reading.scanner import Match, parts, scan
from agreements.reading.track import Track

INTRODUCED = "introduced-by-trade"
_NO_BODIES = frozenset(phrases("actors")["no_partners_ko"])
_SEAT = re.compile(r"^[가-힣]{2,8}\s(?:소재|기반)(?:의)?\s")
_BASED = re.compile(r"[A-Z]\w+-(?:based|listed|headquartered) ")
_POST_OF = re.compile(
    r"(?:(?:Vice |Deputy )?(?:CEO|CFO|COO|CTO|President|Chairman"
    r"|Chairwoman|Chair|Director|Head|Professor|Dean|Principal|Provost|Mayor)"
    r"(?: and CEO)?) (?:of|at|for) (?:the )?"
)
# 'Korea-UK Green Shipping' begins the name of an instrument; a chamber of both is a body.
_OF_BOTH = re.compile(
    r"(?:UK|United Kingdom|Britain|British|Anglo|(?:South )?Korean?|ROK|Republic of Korea) ?[-/] ?"
    r"(?:UK|United Kingdom|Britain|British|(?:South )?Korean?|ROK|Republic of Korea)\b"
    r"(?!.*(?:Chamber|Society|Association|Forum|Council|Foundation|Institute|Cent(?:er|re))\b)"
)
_LATIN = re.compile(r"[A-Z]")
_THINGS_KO = tuple(phrases("actors")["things_ko"])
_HEAD_OF = re.compile(r"장(?:과|와|은|는|이|가|을|를|의|도|,|\s|\()")  # 상법연구센터장: a post, not the body
_JOINT = "공동"
_KINDS_KO = tuple(phrases("actors")["kinds_ko"])


def by_shape(page: Page, countries: Track[CountryHit]) -> Iterator[Body]:
    """Names built as those of bodies are: 'the Ministry of …', '… University'."""
    for match in scan("bodies", page.surface, page.languages):
        if match.rule.name == INTRODUCED:
            yield from _introduced(page, countries, match)
            continue
        words = page.surface[match.start : match.end]
        if match.rule.values.get("headed"):
            yield from _with_its_head(page, countries, match, words)
            continue
        if match.rule.name == "ko-british-partner" or "(?P<name>" in match.rule.pattern:
            yield from _british_partner(match, words)
            continue
        start = match.start + _lead(words)
        start, stop = _in_one_sentence(page, start, match.end)
        name = page.surface[start:stop].removesuffix("'s").rstrip(" ,.'")
        end = start + len(name)
        if not _is_whole(name, match.rule) or _OF_BOTH.match(name):
            continue
        if match.rule.values.get("korean") and _HEAD_OF.match(page.surface, end):
            continue
        side = side_beside(page, countries, start, end)
        if match.rule.values.get("korean") and not side and not sounds_foreign(name):
            side = KR
        if match.rule.name == "post-with-portfolio":
            yield from _ministry_of_post(name, side, start, end)
            continue
        if {UK, KR} <= {hit.country.side for hit in spoken_of(name, name.lower())}:
            continue
        name = name.partition("(")[0].rstrip()
        yield Body(start, end, name, _key(name), side or family_side(name), match.rule.name)


def _in_one_sentence(page: Page, start: int, end: int) -> tuple[int, int]:
    """A name never runs from a heading into the next line: only what stands after the break, or before it."""
    sentence = page.sentence_at(start)
    if sentence is None or end <= sentence.end:
        return start, end
    following = page.sentence_at(end - 1)
    if following and page.surface[following.start : end].count(" "):
        return following.start, end
    return start, sentence.end


def _introduced(page: Page, countries: Track[CountryHit], match: Match) -> Iterator[Body]:
    for start, end, side in introduced(page, countries, match):
        name = page.surface[start:end]
        yield Body(start, end, name, organisation_key(name), side or family_side(name), INTRODUCED)


def _is_whole(name: str, rule: Rule) -> bool:
    """No single Latin word, no foreign name without a foreign sound, nothing that two set up (공동연구센터)."""
    if name.isascii() and " " not in name:
        return False
    return not name.startswith((_JOINT, *_THINGS_KO)) and (not rule.values.get("transcribed") or is_transcribed(name))


def _with_its_head(page: Page, countries: Track[CountryHit], match: Match, words: str) -> Iterator[Body]:
    """'수소융합연대(회장 …)': what has a head with a Korean name is Korean, unless another country stands before it."""
    name = parts(match.rule, words).get("name", "")
    end = match.start + len(name)
    if name:
        yield Body(
            match.start, end, name, _key(name), side_beside(page, countries, match.start, end) or KR, match.rule.name
        )


def _british_partner(match: Match, words: str) -> Iterator[Body]:
    """Whom Korean puts right after 영국, with its kind or without: '영국 어반에어포트와'."""
    if inner := parts(match.rule, words).get("name"):
        name = without_particle(inner)
        start = match.start + words.rindex(inner)
    else:
        name = _SEAT.sub("", words.rstrip()[:-1].removeprefix("영국의").removeprefix("영국").strip())
        start = match.start + words.index(name)
    names_only_a_kind = name.endswith(_KINDS_KO) and not (sounds_foreign(name) or _LATIN.search(name))
    if name in _NO_BODIES or names_only_a_kind or (inner and not is_actor(name)):
        return
    yield Body(start, start + len(name), name, _key(name), UK, match.rule.name)


def _key(name: str) -> str:
    """숭실대 and 숭실대학교 are one."""
    return organisation_key(name.removesuffix("학교") if name.endswith("대학교") else name)


def by_place(page: Page, countries: Track[CountryHit]) -> Iterator[Body]:
    """Names with their place beside them: 'Zodiac of London'."""
    for start, end, side in placed(page, countries):
        name = page.surface[start:end].rstrip(".")
        yield Body(start, start + len(name), name, organisation_key(name), as_side(side), "body-of-place")


def _ministry_of_post(post: str, side: str, start: int, end: int) -> Iterator[Body]:
    """The ministry behind 'the Minister of Land, Infrastructure and Transport', if such a ministry is listed."""
    portfolio = post.partition(" of " if "inister of " in post else " for ")[2].removeprefix("the ")
    for candidate in (side,) if side else (KR, UK):
        if ministry := ministry_of(portfolio, candidate):
            yield Body(start, end, ministry, organisation_key(ministry), candidate, "post-with-portfolio")
            return


def _lead(words: str) -> int:
    """The length of an article, a possessive or a post before the name: 'The ', 'South Korea's ', 'CEO of '."""
    post = _POST_OF.match(words) or _BASED.match(words)
    possessive = words.find("'s ", 0, 24)
    start = post.end() if post else possessive + 3 if possessive >= 0 else 0
    return start + (4 if words[start : start + 4].lower() == "the " else 0)
