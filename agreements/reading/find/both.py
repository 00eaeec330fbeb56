"""Whether a page names two sides, one of them ours: a page of one country alone holds no agreement between any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from agreements.reading.find.countries import KR, NOTHING, UK, CountryHit, spoken_of
from agreements.reading.find.listed import listed_bodies
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.lexicon import Lexicon
from agreements.reading.page import Page
from agreements.reading.rules import phrases

_OURS = {UK, KR}


def names_two_sides(page: Page, countries: Iterable[CountryHit], gazetteer: Gazetteer) -> bool:
    """Whether a country, a place, a leader, a post, a body or a known name of two sides stands on the page.

    Other countries are one side; a Korean text names the Korean one by being Korean.
    """
    named = {hit.country.side for hit in countries}
    if "ko" in page.languages:
        named.add(KR)
    for sides in _more(page, gazetteer):
        if len(named) > 1 and named & _OURS:
            return True
        named.update(sides)
    return len(named) > 1 and bool(named & _OURS)


def _more(page: Page, gazetteer: Gazetteer) -> Iterator[Iterable[str]]:
    """The sides that a page names by other words; each kind is looked for only if those before left it open."""
    title = page.document.title
    yield (hit.country.side for hit in spoken_of(title, title.lower()))
    yield (body.side for _, _, body in listed_bodies().find(page.surface, page.lowered))
    yield (side for _, _, side in _telling_words().find(page.surface, page.lowered))
    yield (name.side for _, _, name in gazetteer.find(page.surface, page.lowered) if name.side)


@cache
def _telling_words() -> Lexicon[str]:
    """Posts that one side alone has, what names of its bodies begin with, and the phrases of treaties of many."""
    tables = (phrases("names")["posts"], phrases("bodies")["families"], {UK: ["plc"]})
    ours = [(word, side) for table in tables for side, words in table.items() for word in words]
    return Lexicon([*ours, *((phrase.strip(), NOTHING) for phrase in phrases("multilateral")["phrases"])])
