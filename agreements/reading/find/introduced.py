"""Names that a word for their trade introduces: 'British drugmaker Acme', 'South Korean car giants Brix and Quell'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.reading.find.body import as_side
from agreements.reading.find.countries import NAME, PLACE, CountryHit, spoken_of
from agreements.reading.find.names import is_name
from agreements.reading.page import Page
from agreements.reading.rules import phrases
from agreements.reading.scanner import Match, parts
from agreements.reading.track import Track

_PHRASE = 60
# What may stand between a country and the trade: 'British | offshore wind and SOFC | maker'.
_WITHIN = re.compile(r"(?:'s|-based|-listed|-headquartered)?(?:,? (?:[a-z][\w&/'-]*|[A-Z]{2,5}[a-z]?))*\s?")
_MORE = re.compile(
    r"(?:, (?P<second>[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,3}))?,? and (?P<last>[A-Z][\w&-]+(?: [A-Z][\w&-]+){0,3})"
)
_OPENS_ANOTHER = frozenset({"with", "by", "from", "to", "for", "between", "and", "at", "in"})
_ENDS = frozenset(phrases("actors")["ends_en"])


def introduced(page: Page, countries: Track[CountryHit], match: Match) -> Iterator[tuple[int, int, str]]:
    """``(start, end, side)`` of the name and, after a trade in the plural, of those named with it."""
    words = page.surface[match.start : match.end]
    name = parts(match.rule, words).get("name", "")
    start = match.end - len(name)
    side = _side_of_phrase(page, countries, match.start)
    end = start + len(_shortened(name))
    if end == start:
        return
    yield start, end, side
    if words[: -len(name)].rstrip().endswith("s") and (more := _MORE.match(page.surface[end : end + 120])):
        for part in ("second", "last"):
            if more[part] and (further := _shortened(more[part])):
                yield end + more.start(part), end + more.start(part) + len(further), side


def _shortened(name: str) -> str:
    """The words up to a day, a post or a verb that only a headline writes large; nothing if that is the first."""
    name = name.removesuffix("'s")
    kept: list[str] = []
    for word in name.split(" "):
        if word in _ENDS:
            break
        kept.append(word)
    is_place = any(hit.country.kind in {NAME, PLACE} for hit in spoken_of(kept[0], kept[0].lower())) if kept else True
    may_be = kept and (is_name(kept[0]) or kept[0].isupper())
    return " ".join(kept) if may_be and not (is_place and len(kept) == 1) else ""


def _side_of_phrase(page: Page, countries: Track[CountryHit], start: int) -> str:
    """By the country that the same noun phrase speaks of: 'UK drug major', 'London-based satellite company'."""
    for hit in reversed(countries.between(start - _PHRASE, start)):
        between = page.surface[hit.end : start]
        if hit.country.kind == PLACE and not between.startswith(("-based", "-headquartered")):
            continue
        if _WITHIN.fullmatch(between) and not _OPENS_ANOTHER & set(between.split()):
            return as_side(hit.country.side)
    return ""
