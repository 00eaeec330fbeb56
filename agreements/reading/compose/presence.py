"""Who acts where on a page: asked of every stretch of words that may name an instrument, so found once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from agreements.reading.find.body import Body, as_side
from agreements.reading.find.countries import ADJECTIVE, KR, OTHER, PLACE, UK, CountryHit
from agreements.reading.find.people import PersonHit
from agreements.reading.page import Page

_LOOK = 16
_LOCATIVE = re.compile(
    r"\b(?:left|leaves?|leaving|quit|exit(?:ed)? from|withdrawal from|withdrew from"
    r"|in|at|near|outside|off|from|visit to|visiting|around|across|into|to|through|over) (?:the )?$"
)
_LEFT_OUT = re.compile(r"\b(?:outside|unlike|other than|rather than) (?:of )?(?:the )?$")


class Presence:
    """The places where a British side, a Korean side and others act; a country where something happens does not."""

    __slots__ = ("_names", "_starts")

    def __init__(
        self, page: Page, countries: Iterable[CountryHit], bodies: Iterable[Body], people: Iterable[PersonHit]
    ) -> None:
        actors = [(hit.start, as_side(hit.country.side), hit.country.name) for hit in countries if _acts(page, hit)]
        actors += [(body.start, body.side, body.name) for body in bodies]
        actors += [(person.start, person.side, person.name) for person in people if not person.is_guessed]
        self._starts: dict[str, list[int]] = {UK: [], KR: [], OTHER: []}
        self._names: list[str] = []
        for start, side, name in sorted(actors):
            if side in self._starts:
                self._starts[side].append(start)
            if side == OTHER:
                self._names.append(name)

    def acts(self, side: str, start: int, end: int) -> bool:
        """Whether a side acts between two places."""
        starts = self._starts[side]
        first = bisect_left(starts, start)
        return first < len(starts) and starts[first] < end

    def others(self, start: int, end: int) -> tuple[str, ...]:
        """The third parties between two places."""
        starts = self._starts[OTHER]
        return tuple(self._names[bisect_left(starts, start) : bisect_left(starts, end)])


def _acts(page: Page, hit: CountryHit) -> bool:
    is_place = hit.country.kind == PLACE
    if hit.country.side in {UK, KR}:
        return not (is_place and _is_locative(page, hit)) and not _is_left_out(page, hit)
    return not is_place and not _is_locative(page, hit)


def _is_left_out(page: Page, hit: CountryHit) -> bool:
    """'Outside the UK it bought …': the country is named to say that it has no part."""
    return bool(_LEFT_OUT.search(page.lowered[max(0, hit.start - _LOOK) : hit.start]))


def _is_locative(page: Page, hit: CountryHit) -> bool:
    """Whether something merely happens there: 'in London', 런던에서."""
    if hit.country.kind == ADJECTIVE or page.surface[hit.end : hit.end + 1] == "-":
        return False
    if "가" <= page.surface[hit.start] <= "힣":
        after = page.surface[hit.end : hit.end + 2]
        return after == "에서" or (hit.country.kind == PLACE and after.startswith("에"))
    return bool(_LOCATIVE.search(page.lowered[max(0, hit.start - _LOOK) : hit.start]))
