"""Date libraries in the place of the reader's own date rules, everything else being equal."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from agreements.domain.dates import PartialDate
from agreements.reading.find import dates as own
from agreements.reading.page import Page
from agreements.reading.scanner import Match, scan
from benchmarks.reading.others.swap import Report, swapped

_MONTHS, _DAYS = 2, 4 | 8  # how parsedatetime marks what it knows of a date
_UNKNOWN = datetime.date(2024, 1, 1)  # what a library is told where an item has no date of its own
_DAY_FIRST = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past", "PREFER_DAY_OF_MONTH": "first"}
Found = Iterator[tuple[int, int, PartialDate | None]]


def reports() -> Iterator[Report]:
    """Each library on its own, then with our patterns to tell it where a date stands."""
    yield swapped("own rules", "find_dates", own.find_dates)
    for name, finder in (
        ("dateparser.search", _dateparser_search),
        ("dateparser on our spans", _on_our_spans(_dateparser)),
        ("parsedatetime (English only)", _parsedatetime),
        ("datefinder (English only)", _datefinder),
        ("python-dateutil on our spans", _on_our_spans(_dateutil)),
    ):
        yield swapped(name, "find_dates", _as_hits(finder))


def _as_hits(finder: Callable[[Page], Found]) -> Callable[[Page], list[own.DateHit]]:
    def find(page: Page) -> list[own.DateHit]:
        hits = []
        for start, end, date in finder(page):
            where = Match(start, end, None)  # type: ignore[arg-type]
            hits.append(own.DateHit(start, end, date, own._tells_of_report(page, where), "library"))
        return sorted(hits, key=lambda hit: hit.start)

    return find


def _today(page: Page) -> datetime.datetime:
    published = page.document.published
    return datetime.datetime.combine(published.latest if published else _UNKNOWN, datetime.time())


def _partial(moment: datetime.datetime, precision: str) -> PartialDate | None:
    has_month, has_day = precision != "year", precision not in {"year", "month"}
    try:
        return PartialDate(moment.year, moment.month if has_month else None, moment.day if has_day else None)
    except ValueError:
        return None


def _languages(page: Page) -> list[str]:
    return ["ko", "en"] if "ko" in page.languages else ["en"]


def _dateparser_search(page: Page) -> Found:
    search = importlib.import_module("dateparser.search")
    settings = {**_DAY_FIRST, "RELATIVE_BASE": _today(page)}
    at = 0
    for words, _ in search.search_dates(page.surface, languages=_languages(page), settings=settings) or ():
        at = page.surface.find(words, at)
        if at >= 0 and any(character.isdigit() for character in words) | (len(words) > 4):
            yield at, at + len(words), _dateparser(page, words)
        at = max(at, 0)


def _dateparser(page: Page, words: str) -> PartialDate | None:
    found = _parser(_today(page), tuple(_languages(page))).get_date_data(words)
    return _partial(found.date_obj, found.period) if found.date_obj else None


@lru_cache(maxsize=256)
def _parser(today: datetime.datetime, languages: tuple[str, ...]) -> Any:
    library = importlib.import_module("dateparser.date")
    return library.DateDataParser(languages=list(languages), settings={**_DAY_FIRST, "RELATIVE_BASE": today})


def _dateutil(page: Page, words: str) -> PartialDate | None:
    parser = importlib.import_module("dateutil.parser")
    try:
        return _partial(parser.parse(words, default=_today(page), dayfirst=True, fuzzy=True), "day")
    except (ValueError, OverflowError):
        return None


def _parsedatetime(page: Page) -> Found:
    library = importlib.import_module("parsedatetime")
    calendar = library.Calendar(version=library.VERSION_CONTEXT_STYLE)
    for moment, context, start, end, _ in calendar.nlp(page.surface, _today(page)) or ():
        if context.hasDate:
            accuracy = context.accuracy
            finest = "day" if accuracy & _DAYS else "month" if accuracy & _MONTHS else "year"
            yield start, end, _partial(moment, finest)


def _datefinder(page: Page) -> Found:
    library = importlib.import_module("datefinder")
    for moment, (start, end) in library.find_dates(page.surface, index=True, base_date=_today(page), first="day"):
        yield start, end, _partial(moment, "day")


def _on_our_spans(parse: Callable[[Page, str], PartialDate | None]) -> Callable[[Page], Found]:
    def find(page: Page) -> Found:
        for match in scan("dates", page.surface, page.languages):
            yield match.start, match.end, parse(page, page.surface[match.start : match.end])

    return find
