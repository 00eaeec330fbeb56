"""The front page, coverage, and what every page has around it."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreements import BriefCard
from agreements.catalogue.pages.parts import Head, Link, Pagination, Stretch, Tally, Text, When
from agreements.catalogue.pages.upcoming import Due


@dataclass(frozen=True, slots=True)
class HomePage:
    """`pages/home.html`."""

    head: Head
    list_address: str
    """Where the search box sends `q`."""
    total: int
    """Published agreements."""
    figures: tuple[Tally, ...]
    """What there is of each noun, each leading to its list."""
    newest: tuple[BriefCard, ...]
    """The newest signed, at most six."""
    talks: tuple[BriefCard, ...]
    """In negotiation or announced, at most six."""
    talks_total: int
    talks_address: str
    due: tuple[Due, ...]
    """Reviews and expiries to come, the soonest four."""
    due_total: int
    sectors: tuple[Tally, ...]
    """Parent sectors."""
    standings: tuple[Stretch, ...]
    """All of them by status."""
    strengths: tuple[Stretch, ...]
    """Public values by their strongest evidence."""
    values: int
    last_checked: When
    """When sources were last read; false before the first time."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: when it was last read and what it has yielded."""

    name: str
    kind: str
    last_checked: When
    last_success: When
    failures: int
    """Attempts since then that failed."""
    items: int
    accepted: int
    """Items that a curator accepted for a published agreement."""
    agreements: int
    """Published agreements that they stand under."""
    outcome: str
    """Of the last run, in words; empty before the first."""
    read: int
    new: int
    changed: int
    same: int
    refused: int
    """Figures of the last finished run."""
    reasons: tuple[str, ...]
    """Why documents were refused in it, each reason once."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the register knows it lacks: a heading, how many, and of how many."""

    label: str
    count: int
    of: int
    share: int
    """`count` of `of`, 0 to 100."""
    address: str
    """Where those that lack it are listed."""


@dataclass(frozen=True, slots=True)
class GapPage:
    """`pages/coverage_gap.html`: the agreements that lack something."""

    head: Head
    label: str
    total: int
    of: int
    lines: tuple[BriefCard, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is uncertain, and about which agreements."""

    text: Text
    agreements: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SideRow:
    """One figure for each side, or for each language; the reader's own first in a Korean page."""

    label: str
    uk: int
    kr: int


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """`pages/coverage.html`, generated."""

    head: Head
    total: int
    values: int
    """Public values of all published agreements that carry evidence."""
    strengths: tuple[Stretch, ...]
    """Values by their strongest evidence: quotation, reference, judgement."""
    quoted_share: int
    """Share of values with a quotation, 0 to 100."""
    gaps: tuple[Gap, ...]
    """Missing in one language, date not stated, not established …"""
    sides: tuple[SideRow, ...]
    sources: tuple[SourceRow, ...]
    press_items: int
    unread: int
    """Texts that wait to be read by the program."""
    failed: int
    """Texts that it could not read."""
    doubts: tuple[Doubt, ...]
    """By kind, those that touch most agreements first."""
    doubted: int
    """Agreements with at least one doubt."""
    years: tuple[Tally, ...]
    undated: int
    """Agreements without a year."""
    corrections: tuple[Tally, ...] = ()
    """Readers' notes that have an outcome, by outcome."""


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """A status, and the steps from which it follows."""

    tally: Tally
    """With the published agreements that stand there now."""
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """`pages/about.html`: words of the template itself, and the vocabulary with its figures."""

    head: Head
    total: int
    list_address: str
    corrections: str
    """Address of what became of readers' notes."""
    statuses: tuple[StatusTerm, ...]
    forms: tuple[Tally, ...]
    legal_natures: tuple[Tally, ...]
    levels: tuple[Tally, ...]
    today: When
    address: str
    """Of the register, in full; both for the example of a citation."""


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
