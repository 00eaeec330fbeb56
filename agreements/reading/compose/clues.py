"""Everything the finders read on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agreements.reading.compose.presence import Presence
from agreements.reading.find.bodies import find_bodies
from agreements.reading.find.body import Body
from agreements.reading.find.countries import CountryHit
from agreements.reading.find.counts import CountHit, find_counts
from agreements.reading.find.dates import DateHit, find_dates
from agreements.reading.find.money import MoneyHit, find_money
from agreements.reading.find.people import PersonHit, find_people
from agreements.reading.find.sectors import SectorHit, find_sectors
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.page import Page
from agreements.reading.scanner import Match, scan
from agreements.reading.track import Track, within

__all__ = ["Clues", "collect", "within"]


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found on a page, each kind in the order of the text.

    ``names``: each body's fullest name there; ``presence``: who acts where.
    """

    page: Page
    forms: Track[Match]
    assertions: Track[Match]
    deeds: Track[Match]
    counts: Track[CountHit]
    countries: Track[CountryHit]
    bodies: Track[Body]
    people: Track[PersonHit]
    dates: Track[DateHit]
    money: Track[MoneyHit]
    sectors: Track[SectorHit]
    names: dict[str, str]
    presence: Presence


def collect(page: Page, countries: Track[CountryHit], gazetteer: Gazetteer) -> Clues:
    """Run every finder over the page; on a page without any word for an instrument only the first ones."""
    forms = Track(scan("forms", page.surface, page.languages))
    deeds = Track(scan("deeds", page.surface, page.languages))
    if not forms and not deeds:
        none: Track[Any] = Track()
        nobody = Presence(page, none, none, none)
        return Clues(page, forms, forms, deeds, none, none, none, none, none, none, none, {}, nobody)
    bodies = find_bodies(page, countries, forms, gazetteer)
    people = find_people(page, countries, bodies, gazetteer)
    return Clues(
        page=page,
        forms=forms,
        assertions=Track(scan("status", page.surface, page.languages)),
        deeds=deeds,
        counts=Track(find_counts(page)),
        countries=countries,
        bodies=bodies,
        people=people,
        dates=Track(find_dates(page)),
        money=Track(find_money(page)),
        sectors=Track(find_sectors(page)),
        names=_fullest_names(bodies, "ko" in page.languages),
        presence=Presence(page, countries, bodies, people),
    )


def _fullest_names(bodies: Track[Body], in_hangul: bool) -> dict[str, str]:
    """The longest name of each body, of a Korean text the longest in Hangul."""
    names: dict[str, str] = {}
    for body in bodies:
        rivals = (names.get(body.key, ""), body.name)
        names[body.key] = max(rivals, key=lambda name: (in_hangul and not name.isascii(), len(name)))
    return names
