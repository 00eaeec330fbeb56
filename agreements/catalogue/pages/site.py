"""The front page, coverage, and what every page has around it."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreements import AgreementCard
from agreements.catalogue.pages.parts import Head, Link, Tally, Text, When


@dataclass(frozen=True, slots=True)
class HomePage:
    """`pages/home.html`."""

    head: Head
    list_address: str
    """Where the search box sends `q`."""
    total: int
    """Published agreements."""
    newest: tuple[AgreementCard, ...]
    """The newest signed, at most six."""
    talks: tuple[AgreementCard, ...]
    """In negotiation or announced, at most six."""
    talks_address: str
    sectors: tuple[Tally, ...]
    """Parent sectors."""
    statuses: tuple[Tally, ...]
    last_checked: When
    """When sources were last read; false before the first time."""
    organisations: int
    occasions: int
    press_items: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: when it was last read and what it has yielded."""

    name: str
    kind: str
    is_active: bool
    last_checked: When
    last_success: When
    items: int
    outcome: str
    """Of the last run, in words; empty before the first."""
    read: int
    new: int
    changed: int
    same: int
    refused: int
    """Figures of the last finished run."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the register knows it lacks: a heading, how many, and of how many."""

    label: str
    count: int
    of: int
    share: int
    """`count` of `of`, 0 to 100."""


@dataclass(frozen=True, slots=True)
class DoubtRow:
    agreement: Link
    text: Text


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """`pages/coverage.html`, generated."""

    head: Head
    total: int
    values: int
    """Public values of all published agreements that carry evidence."""
    strengths: tuple[Tally, ...]
    """Values by their strongest evidence: quotation, reference, judgement."""
    quoted_share: int
    """Share of values with a quotation, 0 to 100."""
    gaps: tuple[Gap, ...]
    """Missing in one language, date not stated, not established …"""
    sources: tuple[SourceRow, ...]
    press_items: int
    doubts: tuple[DoubtRow, ...]
    years: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """`pages/about.html`: words of the template itself."""

    head: Head
    total: int
    list_address: str


@dataclass(frozen=True, slots=True)
class MessagePage:
    """400.html, 403.html, 404.html, 405.html, 410.html, 429.html, 500.html, 503.html: what went wrong and
    what to do next.

    500.html and 503.html may get no `page` and no `site` at all; they must stand without both."""

    head: Head
    heading: str
    message: str
    search_address: str
    """Where a search box sends `q`."""
    q: str
    """Words worth searching for, guessed from the address."""
    near: tuple[Link, ...]
    """Things near to what was asked for: agreements with a like number, or none."""


@dataclass(frozen=True, slots=True)
class NavigationLink:
    text: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Site:
    """Template variable `site` on every page."""

    language: str
    """en or ko."""
    name: str
    home: str
    search: str
    """Address of the list, for a search form in the header."""
    navigation: tuple[NavigationLink, ...]
    canonical: str
    """Full address of this page with only the parameters that are known, in their one order."""
    alternates: tuple[tuple[str, str], ...]
    """Pairs (language code or "x-default", full address) for `<link rel="alternate" hreflang>`."""
    picture: str
    """Full address of the picture that stands for the register where a link to it is shared."""
    other_language: str
    other_language_name: str
    """In that language: "한국어", "English"."""
    other_address: str
    """This page in the other language, parameters kept."""
