"""Every agreement in time."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreements import AgreementCard, Chip, Choice, Problem
from agreements.catalogue.pages.parts import Head, Link, Text, When


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement. `part` is the family of its form or its first sector, whichever the page tells apart."""

    card: AgreementCard
    part: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries one after another, of one occasion or of none."""

    occasion: Link | None
    when: When
    """When the occasion was; false without one."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class YearOfAgreements:
    """A year, newest entries first. `code` is empty for what no source dates, and `address` then too."""

    code: str
    count: int
    address: str
    stretches: tuple[Stretch, ...]
    silence: int = 0
    """Years between the year shown before and this one of which the register holds nothing."""


@dataclass(frozen=True, slots=True)
class Period:
    """A decade, or all of time: following `address` shows that alone."""

    text: str
    count: int
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What a colour stands for."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class ChroniclePage:
    """`pages/timeline.html`. With `problems` the response is a 400 and there are no years."""

    head: Head
    total: int
    unfiltered: int
    chips: tuple[Chip, ...]
    sentence: str
    clear: str
    list_address: str
    insights_address: str
    periods: tuple[Period, ...]
    ways: tuple[Choice, ...]
    """Told apart by form or by sector."""
    parts: tuple[Part, ...]
    years: tuple[YearOfAgreements, ...]
    shown: int
    """How many of `total` stand on the page: the newest."""
    problems: tuple[Problem, ...] = ()
