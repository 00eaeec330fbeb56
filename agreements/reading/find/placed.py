"""Bodies of which the words beside them tell where they are from: 'Zodiac of London', 'Seoul-based CJ'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agreements.reading.find.countries import ADJECTIVE, KR, LEADER, CountryHit
from agreements.reading.find.names import is_korean, is_name
from agreements.reading.page import Page
from agreements.reading.rules import phrases

_BACK, _ON = 60, 60
_NAME = r"(?:[A-Z][\w&.-]*(?: (?:and |& |of )?[A-Z][\w&.-]*){0,3})"
_OF_PLACE = re.compile(rf"({_NAME}) of (?:the )?$")
_BASED = re.compile(rf"^ (?:[a-z-]+ ){{0,3}}({_NAME})")
# Acme, an American start-up.
_APPOSED = re.compile(r"(?:^|[^\w] ?)([A-Z][\w&-]{2,}), (?:an?|the) (?:[a-z-]+ ){0,2}$")
# 대한전선은 영국 …와: who acts on something British is Korean.
_TOPIC, _TOPIC_BACK = re.compile(r"(?:^|[\s=])([가-힣A-Za-z0-9&]{2,14})(?:은|는|이|가) $"), 20
_NO_ACTORS = tuple(phrases("actors")["no_actors_ko"])
_TAILS = frozenset({"Ltd", "Limited", "Co", "Inc", "Corp", "plc", "LLC", "Group"})
_OFFICES = frozenset(phrases("actors")["offices"])


def placed(page: Page, countries: Iterable[CountryHit]) -> Iterator[tuple[int, int, str]]:
    """``(start, end, side)`` of each name that stands beside its place."""
    for hit in countries:
        side = hit.country.side
        if hit.country.kind == LEADER:
            continue
        if page.surface[hit.start : hit.end] == "영국":
            topic = _TOPIC.search(page.surface[max(0, hit.start - _TOPIC_BACK) : hit.start])
            if topic and is_actor(topic[1]):
                start = max(0, hit.start - _TOPIC_BACK) + topic.start(1)
                yield start, start + len(topic[1]), KR
            continue
        if page.surface[hit.end - 5 : hit.end] == "based":
            found = _BASED.match(page.surface[hit.end : hit.end + _ON])
            at = hit.end
        else:
            shape, before = (_APPOSED, " ") if hit.country.kind == ADJECTIVE else (_OF_PLACE, (" of ", " of the "))
            if not page.surface.endswith(before, max(0, hit.start - _BACK), hit.start):
                continue
            sentence = page.sentence_at(hit.start)
            at = max(sentence.start if sentence else 0, hit.start - _BACK)
            found = shape.search(page.surface[at : hit.start])
        name = found[1].partition(". ")[0] if found else ""
        if found and _is_body(name):
            yield at + found.start(1), at + found.start(1) + len(name), side


def is_actor(name: str) -> bool:
    """Whether a Korean word can name a body that acts: neither a paper, an office nor a kind of thing."""
    return not name.endswith(_NO_ACTORS)


def _is_body(name: str) -> bool:
    words = name.split()
    could = (is_name(words[0]) or words[0].isupper()) and words[0].rstrip(".") not in _TAILS
    return could and not _OFFICES & set(words) and not (len(words) > 1 and is_korean(name))
