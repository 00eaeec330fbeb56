"""Bodies of which the words beside them tell where they are from: 'Zodiac of London', 'Seoul-based CJ'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agreements.reading.find.countries import ADJECTIVE, KR, LEADER, CountryHit
from agreements.reading.find.names import is_korean, is_name
from agreements.reading.page import Page

_BACK, _ON = 60, 60
_NAME = r"(?:[A-Z][\w&.-]*(?: (?:and |& |of )?[A-Z][\w&.-]*){0,3})"
_OF_PLACE = re.compile(rf"({_NAME}) of (?:the )?$")
_BASED = re.compile(rf"^ (?:[a-z-]+ ){{0,3}}({_NAME})")
# 대한전선은 영국 …와: who acts on something British is Korean.
_TOPIC, _TOPIC_BACK = re.compile(r"(?:^|[\s=])([가-힣A-Za-z0-9&]{2,14})(?:은|는|이|가) $"), 20
_NO_ACTORS = (
    "기관", "기업", "업체", "회사", "당국", "측", "정부", "대학", "도시", "대사", "총리", "장관", "차관", "대통령", "양국", "한국", "미국",
    "일본", "중국", "북한", "시장", "대표", "회장", "사장", "총장", "의원", "관계자", "위원", "이번", "오늘", "이날", "사업", "협정", "협약",
    "각서", "방문", "회담", "계약", "이들", "우리", "여기", "그러", "양측", "두", "런던", "서울", "이것", "자리", "행사", "회의", "제품", "수출",
    "투자", "펀드", "에서", "까지", "으로", "하", "되", "있", "없", "같", "영국", "양사", "청장", "처장", "원장", "국장", "본부장", "리그", "구단", "FTA", "MOU", "LOI",
)  # fmt: skip
_OFFICES = frozenset(
    "Mayor King Queen Bishop City Port Bank Church Battle Ministry Tower Republic Kingdom President University "
    "Institute Museum Government Prince Princess Duke Provost Treaty House Parliament People Isle Gulf Bay Sea".split()
)


def placed(page: Page, countries: Iterable[CountryHit]) -> Iterator[tuple[int, int, str]]:
    """``(start, end, side)`` of each name that stands beside its place."""
    for hit in countries:
        side = hit.country.side
        if hit.country.kind == LEADER:
            continue
        if page.surface[hit.start : hit.end] == "영국":
            topic = _TOPIC.search(page.surface[max(0, hit.start - _TOPIC_BACK) : hit.start])
            if topic and _is_actor(topic[1]):
                start = max(0, hit.start - _TOPIC_BACK) + topic.start(1)
                yield start, start + len(topic[1]), KR
            continue
        if page.surface[hit.end - 5 : hit.end] == "based":
            found = _BASED.match(page.surface[hit.end : hit.end + _ON])
            at = hit.end
        elif hit.country.kind != ADJECTIVE:
            at = max(0, hit.start - _BACK)
            found = _OF_PLACE.search(page.surface[at : hit.start])
        else:
            continue
        if found and _is_body(found[1]):
            yield at + found.start(1), at + found.end(1), side


def _is_actor(name: str) -> bool:
    return not name.endswith(_NO_ACTORS)


def _is_body(name: str) -> bool:
    words = name.split()
    return (is_name(words[0]) or words[0].isupper()) and not _OFFICES & set(words) and not (len(words) > 1 and is_korean(name))
