"""Expressions of time, closed by the item's own date where the words leave something open, and never otherwise."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from agreements.domain.dates import PartialDate
from agreements.reading.page import Page
from agreements.reading.rules import phrases
from agreements.reading.scanner import Match, parts, scan

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_NEAR = {
    "previous day": -1,
    "day before": -1,
    "day earlier": -1,
    "yesterday": -1,
    "tomorrow": 1,
    "어제": -1,
    "전날": -1,
    "내일": 1,
}
_LAST, _THIS = {"last", "지난달", "지난해", "작년", "지난"}, {"this", "이달", "올해"}
_NEXT = {"next", "내년", "다음달", "다음 달"}
_LOOK = 26
# '26일부터 30일까지', '2024년 1월 이후': ends of a period; but what is in force since a day has that day.
_PERIOD_KO = re.compile(r"부터(?!\s?(?:공식\s?)?(?:발효|시행|적용|효력))|까지|이후")


class DateHit(NamedTuple):
    """An expression of time; ``date`` is None where the text leaves it open. ``of_report``: when it was told."""

    start: int
    end: int
    date: PartialDate | None
    of_report: bool
    rule: str


def find_dates(page: Page) -> list[DateHit]:
    """Every expression of time on the page."""
    published = page.document.published
    hits: list[DateHit] = []
    for match in scan("dates", page.surface, page.languages):
        if hits and match.start < hits[-1].end:
            continue
        words = page.surface[match.start : match.end]
        date = _resolve(match, words, published)
        hits.append(DateHit(match.start, match.end, date, _tells_of_report(page, match), match.rule.name))
    return hits


def _resolve(match: Match, words: str, published: PartialDate | None) -> PartialDate | None:
    named = parts(match.rule, words)
    if not named:
        return None
    try:
        return _READERS[match.rule.get("reads")](named, published)
    except ValueError:
        return None


def _calendar(named: Mapping[str, str], published: PartialDate | None) -> PartialDate | None:
    month = _month(named["month"]) if "month" in named else None
    day = int(named["day"]) if "day" in named else None
    if "year" in named:
        year = int(named["year"])
        return PartialDate(year + 2000 if year < 100 else year, month, day)
    if published is None:
        return None
    if relative := named.get("relative"):
        return PartialDate(published.year + _shift(relative, month, published), month, day)
    if month is None:
        return _latest_day(day, published) if day else None
    return _latest(month, day, published)


def _shift(relative: str, month: int | None, published: PartialDate) -> int:
    if relative == "지난" and month and published.month and month < published.month:
        return 0
    return -1 if relative in _LAST else 1 if relative in _NEXT else 0


def _latest(month: int, day: int | None, published: PartialDate) -> PartialDate:
    """The last such month or day up to the item's date; a day ahead is meant, a month ahead is last year's."""
    this_year = PartialDate(published.year, month, day)
    if this_year.earliest <= published.latest + datetime.timedelta(days=45):
        return this_year
    return PartialDate(published.year - 1, month, day)


def _latest_day(day: int, published: PartialDate) -> PartialDate | None:
    if published.month is None:
        return None
    today = published.latest
    if day <= today.day + 1:
        return PartialDate(today.year, today.month, day)
    month_before = today.replace(day=1) - datetime.timedelta(days=1)
    return PartialDate(month_before.year, month_before.month, day)


def _weekday(named: Mapping[str, str], published: PartialDate | None) -> PartialDate | None:
    if published is None or published.day is None:
        return None
    wanted = _WEEKDAYS.index(named["weekday"][:3].lower())
    today = published.earliest
    if named.get("which", "").strip().lower() in {"next", "coming"}:
        return PartialDate.of(today + datetime.timedelta(days=(wanted - today.weekday() - 1) % 7 + 1))
    return PartialDate.of(today - datetime.timedelta(days=(today.weekday() - wanted) % 7))


def _near(named: Mapping[str, str], published: PartialDate | None) -> PartialDate | None:
    if published is None or published.day is None:
        return None
    return PartialDate.of(
        published.earliest
        + datetime.timedelta(days=_NEAR.get(named["near"].lower().removeprefix("on ").removeprefix("the "), 0))
    )


def _period(named: Mapping[str, str], published: PartialDate | None) -> PartialDate | None:
    if published is None:
        return None
    period, unit = named["period"].lower(), named.get("unit", "").lower()
    step = -1 if period in _LAST else 1 if period in _NEXT else 0
    if unit == "year" or period in {"지난해", "작년", "올해", "내년"}:
        return PartialDate(published.year + step)
    if published.month is None:
        return None
    months = published.year * 12 + published.month - 1 + step
    return PartialDate(months // 12, months % 12 + 1)


_READERS: dict[str, Callable[[Mapping[str, str], PartialDate | None], PartialDate | None]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "near": _near,
    "period": _period,
}


def _month(words: str) -> int:
    return int(words) if words.isdigit() else _MONTHS.index(words[:3].lower()) + 1


def _tells_of_report(page: Page, match: Match) -> bool:
    """Whether the words next to the date are those of a report: 'the ministry said Tuesday', '6일 밝혔다'."""
    before = page.lowered[max(0, match.start - _LOOK) : match.start].rstrip(" (,")
    after = page.lowered[match.end : match.end + _LOOK].lstrip(" ),")
    earlier, later = _reporting()
    if _PERIOD_KO.match(after):
        return True
    return before.removesuffix(" on").endswith(earlier) or after.startswith(later)


@cache
def _reporting() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = phrases("reporting")
    return tuple(table["before"]), tuple(table["after"])
