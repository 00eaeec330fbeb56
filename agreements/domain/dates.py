"""Dates as sources state them: to the day, the month or the year, never made more exact than they were written."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import total_ordering

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH_NUMBERS = {name.lower(): i for i, name in enumerate(_MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3].lower(): i for i, name in enumerate(_MONTHS, 1)} | {"sept": 9}
EARLIEST_YEAR, LATEST_YEAR = 1600, 2200


class UnreadableDate(ValueError):
    """The text is no date that can be understood."""


class AmbiguousDate(UnreadableDate):
    """The text can be read as two different days, such as 11/12/2023: `readings`."""

    def __init__(self, message: str, *readings: PartialDate) -> None:
        super().__init__(message)
        self.readings = readings


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a whole year of the Gregorian calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not EARLIEST_YEAR <= self.year <= LATEST_YEAR:
            raise ValueError(f"year {self.year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> str:
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def contains(self, other: PartialDate) -> bool:
        """Whether `other` is this date or a more exact one within it."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def __lt__(self, other: PartialDate) -> bool:
        return (self.earliest, self.latest) < (other.earliest, other.latest)

    def isoformat(self) -> str:
        """ISO 8601 at its own precision: `2023`, `2023-11`, `2023-11-22`."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])

    __str__ = isoformat

    @classmethod
    def fromisoformat(cls, text: str) -> PartialDate:
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)
        if not match:
            raise UnreadableDate(f"not a date of ISO 8601: {text!r}")
        return _build(*match.groups())

    @classmethod
    def of(cls, day: datetime.date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @classmethod
    def at(cls, day: datetime.date, precision: str) -> PartialDate:
        """The stored pair of a day and its precision; the parts below the precision are dropped."""
        return cls(day.year, day.month if precision != "year" else None, day.day if precision == "day" else None)

    def format(self, language: str) -> str:
        """As a reader of `language` writes it: `22 November 2023`, `2023년 11월 22일`."""
        if language.startswith("ko"):
            parts = [
                f"{self.year}년",
                f"{self.month}월" if self.month else "",
                f"{self.day}일" if self.day else "",
            ]
        else:
            month = _MONTHS[self.month - 1] if self.month else ""
            parts = [str(self.day) if self.day else "", month, str(self.year)]
        return " ".join(filter(None, parts))


_YEAR = r"(?P<y>\d{4})"
_WORD = r"(?P<m>[a-z]{3,9})\.?"
_WRITTEN = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_YEAR}",
        rf"{_YEAR}-(?P<m>\d{{1,2}})(?:-(?P<d>\d{{1,2}}))?",
        rf"{_YEAR} ?\. ?(?P<m>\d{{1,2}}) ?\.?(?: ?(?P<d>\d{{1,2}}) ?\.?)?",
        r"'(?P<y>\d{2}) ?\. ?(?P<m>\d{1,2}) ?\.?(?: ?(?P<d>\d{1,2}) ?\.?)?",
        rf"{_YEAR} ?년(?: ?(?P<m>\d{{1,2}}) ?월(?: ?(?P<d>\d{{1,2}}) ?일)?)?",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_WORD},? {_YEAR}",
        rf"{_WORD} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_WORD},? {_YEAR}",
        rf"{_YEAR}/(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})",
    )
)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_WEEKDAY = re.compile(
    r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |\s*\((?:[월화수목금토일]|mon|tue|wed|thu|fri|sat|sun)[a-z.]*\)$"
)


def parse_date(text: str) -> PartialDate | None:
    """What a person typed, in English or Korean, at the precision they typed; None for an empty text.

    Reads `22 November 2023`, `Nov 2023`, `2023년 11월 22일`, `2023. 11. 22.`, `'23.11`, ISO and its parts. Raises
    AmbiguousDate for `11/12/2023`, UnreadableDate for anything else that is not one date.
    """
    typed = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").strip().lower()
    typed = _WEEKDAY.sub("", " ".join(typed.split()))
    if not typed:
        return None
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(typed):
            found = match.groupdict()
            return _build(found["y"], found.get("m"), found.get("d"))
    if match := _SLASHED.fullmatch(typed):
        return _slashed(*map(int, match.groups()))
    raise UnreadableDate(
        f"“{text.strip()[:40]}” is not a date; write it like 22 November 2023, Nov 2023 or 2023년 11월 22일"
    )


def _build(year: str, month: str | None = None, day: str | None = None) -> PartialDate:
    number = int(year) + (_century(int(year)) if len(year) == 2 else 0)
    try:
        return PartialDate(number, _month(month) if month else None, int(day) if day else None)
    except ValueError as error:
        raise UnreadableDate(f"no such date: {error}") from None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text not in _MONTH_NUMBERS:
        raise UnreadableDate(f"“{text}” is not a month")
    return _MONTH_NUMBERS[text]


def _century(year: int) -> int:
    return 2000 if year < 50 else 1900


def _slashed(first: int, second: int, year: int) -> PartialDate:
    if first == second or first > 12 or second > 12:
        day, month = (first, second) if second <= 12 else (second, first)
        return _build(str(year), str(month), str(day))
    one, two = PartialDate(year, second, first), PartialDate(year, first, second)
    meant = f"{one.format('en')} or {two.format('en')}"
    raise AmbiguousDate(f"{first}/{second}/{year} can mean {meant}; write the month as a word", one, two)
