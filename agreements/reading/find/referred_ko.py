"""Korean second mentions of a person: 이상민 장관 is '이 장관' from then on, 사이먼 스미스 대사 '스미스 대사'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from agreements.reading.page import Page

if TYPE_CHECKING:
    from agreements.reading.find.people import PersonHit

# Heads of state and government are spoken of all through a text, mostly as its setting.
_TITLES = tuple(
    "부장관 장관 차관 청장 처장 이사장 부총장 총장 부사장 사장 부회장 회장 대표 대사 본부장 시장 위원장 의장 총재 행장 "
    "지사 원장 소장 단장 국장 관장 군수".split()
)
_MOST_PEOPLE, _MOST_PLACES, _KOREAN_NAME = 24, 12, 3


def second_mentions(page: Page, people: Sequence[PersonHit]) -> Iterator[PersonHit]:
    """Where a surname and the post stand for somebody named in full elsewhere; nobody where two share both."""
    short: dict[str, PersonHit | None] = {}
    for person in people[:_MOST_PEOPLE]:
        if words := _short(person):
            known = short.get(words, person)
            short[words] = person if known and known.name == person.name else None
    for words, meant in short.items():
        if meant is not None:
            yield from _places(page.surface, words, meant)


def _short(person: PersonHit) -> str:
    title = next((title for title in _TITLES if person.role.endswith(title)), "")
    if not title or person.name.isascii():
        return ""
    names = person.name.split()
    if len(names) > 1:
        return f"{names[-1]} {title}"
    return f"{person.name[0]} {title}" if len(person.name) == _KOREAN_NAME else ""


def _places(surface: str, words: str, person: PersonHit) -> Iterator[PersonHit]:
    at = -1
    for _ in range(_MOST_PLACES):
        at = surface.find(words, at + 1)
        if at < 0:
            return
        if not "가" <= surface[at - 1 : at] <= "힣" and not person.start <= at < person.end:
            yield person._replace(start=at, end=at + len(words), rule="ko-second-mention")
