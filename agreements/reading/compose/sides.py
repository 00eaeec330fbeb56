"""Who stands in a stretch of text: a British side, a Korean side, others; and what the whole text says of them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import re2

from agreements.reading.compose.clues import Clues
from agreements.reading.find.countries import KR, NORTH, OTHER, PLACE, UK, spoken_of
from agreements.reading.find.listed import sides_of_bodies
from agreements.reading.model import Span
from agreements.reading.page import Sentence
from agreements.reading.scanner import places
from agreements.reading.track import Stretches

_TWO_SIDES = re2.compile(
    r"(?i:\b(?:two|both) (?:countries|sides|nations|governments|parties|ministers|leaders|ministries|men|states)\b"
    r"|\bbilateral\b|\bthe pair\b|\bone another\b|\beach other\b)|양국|양측|두 나라|한영"
)
# A Korean text that says 'with the United Kingdom' leaves its own side unsaid.
_OURS_UNSAID = re2.compile(r"영국(?:\s?정부)?(?:과|와)(?:의|\s)|영국 측과")


_MANY_STATES = re2.compile(
    r"(?i:\b(?:\d{2,3}|twenty(?:-\w+)?|(?:six|seven|eigh|nine|thir|four|fif)teen|thirty"
    r"|three|four|five|several|dozens of|other|many|all) (?:[a-z-]+ )?(?:countries|nations|states|governments)\b)"
    r"|\d{1,3}\s?개국"
)


class Sides(NamedTuple):
    """Who stands in some words; ``as_two``: they are spoken of as two, as 'both countries'."""

    uk: bool
    kr: bool
    others: tuple[str, ...]
    as_two: bool = False

    @property
    def both(self) -> bool:
        """Whether a British and a Korean side are both there."""
        return self.uk and self.kr

    @property
    def one(self) -> bool:
        """Whether at least one of them is."""
        return self.uk or self.kr


class Outlook:
    """What a whole document says about sides: the ground on which a silent clause is read."""

    def __init__(self, clues: Clues) -> None:
        title = clues.page.document.title
        titled = list(spoken_of(title, title.lower()))
        hits = [hit for hit in clues.countries if clues.page.sentence_at(hit.start)] + titled
        weights = Counter(hit.country.side for hit in hits)
        weights.update(body.side for body in clues.bodies)
        third = Counter(h.country.name for h in hits if h.country.side == OTHER and h.country.kind != PLACE)
        loudest = max(third.values(), default=0)
        self.clues = clues
        self.title_of_both = {UK, KR} <= {hit.country.side for hit in titled} | sides_of_bodies(title)
        balanced = loudest <= 1 + min(weights[UK], weights[KR])
        tells_of_third = any(h.country.side in {OTHER, NORTH} and h.country.kind != PLACE for h in titled)
        balanced = balanced and not (tells_of_third and any(h.country.side in {UK, KR} for h in titled))
        self.of_both = bool(weights[UK] and weights[KR]) and (balanced or self.title_of_both)
        self._two_sides = Stretches(places(_TWO_SIDES, clues.page.surface))
        self._ours_unsaid = Stretches(places(_OURS_UNSAID, clues.page.surface))
        self._many_states = Stretches(places(_MANY_STATES, clues.page.surface))
        self._sentences: dict[int, Sides] = {}

    def sides(self, sentence: Sentence) -> Sides:
        """The sides of a sentence, with the Korean one where Korean leaves it unsaid."""
        known = self._sentences.get(sentence.index)
        if known is None:
            found = sides_in(self.clues, sentence.span)
            unsaid = not found.others and self._ours_unsaid.any_in(sentence.span)
            known = found._replace(kr=found.kr or unsaid, as_two=self.speaks_of_two(sentence.span))
            self._sentences[sentence.index] = known
        return known

    def speaks_of_two(self, area: Span) -> bool:
        """Whether some words speak of two sides together: 'both countries', 양국."""
        return self._two_sides.any_in(area)

    def speaks_of_many(self, area: Span) -> bool:
        """Whether some words count states: '28 nations'."""
        return self._many_states.any_in(area)


def sides_in(clues: Clues, area: Span) -> Sides:
    """The sides that act in a stretch of text; a country where something merely happens does not count."""
    acting, (start, end) = clues.presence, area
    return Sides(acting.acts(UK, start, end), acting.acts(KR, start, end), acting.others(start, end))
