"""Pages of sectors, bodies, people and occasions."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreements import AgreementCard, BriefCard, Problem
from agreements.catalogue.pages.parts import Head, Label, Link, Pagination, Stretch, Tally, Text, When


@dataclass(frozen=True, slots=True)
class SectorListPage:
    """`pages/sector_list.html`: two levels. A parent's count includes its children, each agreement once."""

    head: Head
    sectors: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class SectorPage:
    """`pages/sector.html`."""

    head: Head
    name: Text
    other_name: Text
    parent: Link | None
    children: tuple[Tally, ...]
    total: int
    statuses: tuple[Tally, ...]
    """How many stand where; each leads to the list."""
    organisations: tuple[Tally, ...]
    """The ten bodies with most agreements on it."""
    lines: tuple[BriefCard, ...]
    """The newest, at most 25."""
    list_address: str
    """All of them, in the list with its filters."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A body or a person in an index, in both scripts."""

    tally: Tally
    other: Text
    """The name in the other language; false when there is none."""
    abbreviation: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Names under one heading of an index: A, B … or 가, 나 …"""

    label: str
    anchor: str
    rows: tuple[NameRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One side's part of an index."""

    code: str
    label: str
    total: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class NameListPage:
    """`pages/organisation_list.html` and `pages/person_list.html`: one column a side, the reader's side first."""

    head: Head
    columns: tuple[Column, ...]
    action: str
    """Where the box sends `q`."""
    q: str
    shown: int
    """How many fit `q`."""
    total: int


@dataclass(frozen=True, slots=True)
class PastName:
    """A name that a body carries or carried. `used` is such as "2013–2017", or empty."""

    text: Text
    used: str
    is_abbreviation: bool


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """`pages/organisation.html`."""

    head: Head
    name: Text
    other_name: Text
    abbreviation: str
    side: Label
    kind: Label
    names: tuple[PastName, ...]
    """Every other name it has been known under."""
    predecessors: tuple[Link, ...]
    """`address` is empty for a body without a published agreement; `note` says how many it has."""
    successor: Link | None
    note: str
    total: int
    roles: tuple[Tally, ...]
    """What it did, and on how many agreements."""
    standings: tuple[Stretch, ...]
    years: tuple[Tally, ...]
    """Newest first."""
    sectors: tuple[Tally, ...]
    counterparts: tuple[Tally, ...]
    """Bodies of the other side it entered into agreements with, and how many they share."""
    people: tuple[Tally, ...]
    lines: tuple[BriefCard, ...]
    """The newest, at most 25."""
    list_address: str


@dataclass(frozen=True, slots=True)
class Acted:
    """What a person did on one agreement."""

    card: AgreementCard
    capacity: Label
    post: str
    organisation: Link


@dataclass(frozen=True, slots=True)
class Post:
    """A post as a source states it, and the dates between which the register sees it held."""

    text: str
    organisation: Link
    when: str
    """"2013" or "2013–2015"; empty without a stated date."""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`pages/person.html`."""

    head: Head
    name: Text
    other_name: Text
    side: Label
    other_spellings: tuple[Text, ...]
    posts: tuple[Post, ...]
    """The newest first."""
    acted: tuple[Acted, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """One visit, summit or meeting in the list."""

    text: Text
    address: str
    kind: Label
    when: When
    place: str
    count: int
    claimed: int
    """The largest total that a source gave; 0 where none did."""


@dataclass(frozen=True, slots=True)
class OccasionListPage:
    """`pages/occasion_list.html`, newest first."""

    head: Head
    rows: tuple[OccasionRow, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A total that a source gave: "37 documents"."""

    count: int
    of_what: Text
    source: Link | None
    """`address` is a link to another site."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim beside what the register holds of the same."""

    claim: Claim
    held: int | None
    """None where the words of the claim do not say what it counts."""
    address: str
    """The held ones in the list."""
    also: tuple[Tally, ...]
    """Levels that the source may have counted as well."""
    code: str
    """same, open, fewer, more or unlike."""
    verdict: str


@dataclass(frozen=True, slots=True)
class OccasionPage:
    """`pages/occasion.html`: what sources claimed beside what the register holds."""

    head: Head
    name: Text
    other_name: Text
    kind: Label
    when: When
    """"20–23 November 2023" as precision allows."""
    place: str
    comparisons: tuple[Comparison, ...]
    total: int
    """Published agreements of it."""
    parts: int
    """How many of them are part of another of them, which a source may have counted once."""
    levels: tuple[Tally, ...]
    forms: tuple[Tally, ...]
    standings: tuple[Stretch, ...]
    """What became of them."""
    lines: tuple[BriefCard, ...]
    """The newest, at most 25."""
    list_address: str


@dataclass(frozen=True, slots=True)
class PressRow:
    """One press item in the list. Only what a curator accepted counts as its agreements."""

    address: str
    title: Text
    publisher: str
    date: When
    language: Label
    kind: Label
    """original or digest: what the register holds of it."""
    agreements: int


@dataclass(frozen=True, slots=True)
class PressMonth:
    """Press items of one month, of one year where no month is stated, or without a date."""

    when: When
    rows: tuple[PressRow, ...]


@dataclass(frozen=True, slots=True)
class PressOption:
    value: str
    text: Text
    count: int
    """Items that it would give beside the other filters."""
    is_on: bool


@dataclass(frozen=True, slots=True)
class PressFilter:
    parameter: str
    label: str
    options: tuple[PressOption, ...]


@dataclass(frozen=True, slots=True)
class PressListPage:
    """`pages/press_list.html`, newest first."""

    head: Head
    months: tuple[PressMonth, ...]
    pagination: Pagination
    filters: tuple[PressFilter, ...]
    total: int
    unfiltered: int
    problems: tuple[Problem, ...]
    """Parameters that cannot be understood; the page is then sent with status 400."""
    action: str
    is_narrowed: bool
    query: str
    """Canonical, of what was understood."""


@dataclass(frozen=True, slots=True)
class MachineMention:
    """What the machine read in the current text about one agreement; nobody has reviewed it."""

    title: Text
    """As the text names it; false when it does not."""
    form: str
    status: str
    date: When
    parties: tuple[str, ...]
    quote: Text
    """Only from a publisher's text, never from a digest; false then."""
    prefix: str
    suffix: str
    aside: str = ""
    """Why no curator is asked about it, in words: a count of documents, or a deal with another country."""


@dataclass(frozen=True, slots=True)
class PressItemPage:
    """`pages/press_item.html`."""

    head: Head
    title: Text
    publisher: str
    date: When
    language: Label
    link: str
    """The article itself, elsewhere; empty when unknown."""
    text_kind: Label
    """original or digest: what the register holds of it."""
    digest: Text
    """Our digest, labelled so; false when the text held is the publisher's, which is not republished."""
    copies: tuple[Link, ...]
    """Other items with nearly the same text."""
    cards: tuple[AgreementCard, ...]
    """Agreements it was accepted for."""
    mentions: tuple[MachineMention, ...]
    """The block "Read by machine, not yet reviewed"."""
    versions: int
    first_seen: When
    last_seen: When
