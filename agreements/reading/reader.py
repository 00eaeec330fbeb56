"""The main path: lay the page out, find, choose, merge, write down."""

from __future__ import annotations

from agreements.reading.compose.candidates import find_candidates
from agreements.reading.compose.choose import Chosen, Refused, choose
from agreements.reading.compose.clues import Clues, collect
from agreements.reading.compose.mention import mention
from agreements.reading.compose.merge import merge
from agreements.reading.compose.sides import Outlook
from agreements.reading.compose.story import Story
from agreements.reading.find.both import names_two_sides
from agreements.reading.find.countries import find_countries
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.model import Document, Mention, Reading
from agreements.reading.page import lay_out

READER_VERSION = "3"
_NO_NAMES = Gazetteer(())


def read(document: Document, gazetteer: Gazetteer = _NO_NAMES) -> Reading:
    """The instruments that a document reports, each with its facts and the words that support them.

    Linear in the length of the text; the same document and gazetteer always give the same reading. A page that names
    one side alone is left at once.
    """
    page = lay_out(document)
    countries = find_countries(page)
    if not names_two_sides(page, countries, gazetteer):
        return Reading(relevant=False, mentions=(), masked=page.masked)
    clues = collect(page, countries, gazetteer)
    chosen, _ = _choose(clues)
    mentions = _mentions(clues, chosen)
    return Reading(
        relevant=any(found.bilateral for found in mentions),
        mentions=mentions,
        masked=page.masked,
    )


def refusals(document: Document, gazetteer: Gazetteer = _NO_NAMES) -> list[Refused]:
    """Words that could have named an instrument and were not taken to, with the reason."""
    page = lay_out(document)
    return _choose(collect(page, find_countries(page), gazetteer))[1]


def _choose(clues: Clues) -> tuple[list[Chosen], list[Refused]]:
    return choose(clues, Outlook(clues), find_candidates(clues))


def _mentions(clues: Clues, chosen: list[Chosen]) -> tuple[Mention, ...]:
    story = Story(clues, merge(clues, chosen))
    found = (mention(story, cluster) for cluster in story.clusters)
    return tuple(sorted(found, key=lambda reported: reported.quote))
