"""Everything the finders read on one page, and quick looks at what stands between two places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from agreements.reading.find.bodies import Body, find_bodies
from agreements.reading.find.countries import CountryHit, find_countries
from agreements.reading.find.counts import CountHit, find_counts
from agreements.reading.find.dates import DateHit, find_dates
from agreements.reading.find.money import MoneyHit, find_money
from agreements.reading.find.people import PersonHit, find_people
from agreements.reading.find.sectors import SectorHit, find_sectors
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.page import Page
from agreements.reading.scanner import Match, scan


class Placed(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found on a page, each kind in the order of the text."""

    page: Page
    forms: Sequence[Match]
    assertions: Sequence[Match]
    deeds: Sequence[Match]
    counts: Sequence[CountHit]
    countries: Sequence[CountryHit]
    bodies: Sequence[Body]
    people: Sequence[PersonHit]
    dates: Sequence[DateHit]
    money: Sequence[MoneyHit]
    sectors: Sequence[SectorHit]


def within(found: Sequence[P], start: int, end: int) -> list[P]:
    """Those that begin between two places."""
    first = bisect_left(found, start, key=lambda item: item.start)
    last = bisect_left(found, end, key=lambda item: item.start)
    return list(found[first:last])


def collect(page: Page, gazetteer: Gazetteer) -> Clues:
    """Run every finder over the page."""
    countries = find_countries(page)
    forms = scan("forms", page.surface, page.languages)
    bodies = find_bodies(page, countries, forms, gazetteer)
    return Clues(
        page=page,
        forms=forms,
        assertions=scan("status", page.surface, page.languages),
        deeds=scan("deeds", page.surface, page.languages),
        counts=find_counts(page),
        countries=countries,
        bodies=bodies,
        people=find_people(page, countries, bodies, gazetteer),
        dates=find_dates(page),
        money=find_money(page),
        sectors=find_sectors(page),
    )
