"""Bodies of which the words beside them tell where they are from: 'Zodiac of London', 'Seoul-based CJ'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agreements.reading.find.countries import ADJECTIVE, LEADER, CountryHit
from agreements.reading.find.names import is_korean, is_name
from agreements.reading.page import Page

_BACK, _ON = 60, 60
_NAME = r"(?:[A-Z][\w&.-]*(?: (?:and |& |of )?[A-Z][\w&.-]*){0,3})"
_OF_PLACE = re.compile(rf"({_NAME}) of (?:the )?$")
_BASED = re.compile(rf"^ (?:[a-z-]+ ){{0,3}}({_NAME})")
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


def _is_body(name: str) -> bool:
    words = name.split()
    return is_name(words[0]) and not _OFFICES & set(words) and not (len(words) > 1 and is_korean(name))
