"""Pages of sectors, bodies, people and occasions."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreements import AgreementCard
from agreements.catalogue.pages.parts import Head, Label, Link, Pagination, Tally, Text, When


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
    cards: tuple[AgreementCard, ...]
    """The newest, at most 25."""
    list_address: str
    """All of them, in the list with its filters."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names under one heading: a letter, a side, a year."""

    label: str
    rows: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class OrganisationListPage:
    """`pages/organisation_list.html`: one group a side, the reader's side first."""

    head: Head
    groups: tuple[Group, ...]
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
    """`address` is empty for a body without a published agreement."""
    successor: Link | None
    note: str
    total: int
    counterparts: tuple[Tally, ...]
    """Bodies of the other side it entered into agreements with."""
    people: tuple[Tally, ...]
    cards: tuple[AgreementCard, ...]
    list_address: str


@dataclass(frozen=True, slots=True)
class PersonListPage:
    """`pages/person_list.html`."""

    head: Head
    groups: tuple[Group, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Acted:
    """What a person did on one agreement."""

    card: AgreementCard
    capacity: Label
    post: str
    organisation: Link


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`pages/person.html`."""

    head: Head
    name: Text
    other_name: Text
    side: Label
    other_spellings: tuple[Text, ...]
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
class OccasionPage:
    """`pages/occasion.html`: what sources claimed beside what the register holds."""

    head: Head
    name: Text
    other_name: Text
    kind: Label
    when: When
    """"20–23 November 2023" as precision allows."""
    place: str
    claims: tuple[Claim, ...]
    total: int
    """Published agreements of it."""
    levels: tuple[Tally, ...]
    """The held ones by level, for the comparison with the claims."""
    cards: tuple[AgreementCard, ...]
    list_address: str


@dataclass(frozen=True, slots=True)
class PressRow:
    """One press item in the list. Only what a curator accepted counts as its agreements."""

    address: str
    title: Text
    publisher: str
    date: When
    language: Label
    agreements: int


@dataclass(frozen=True, slots=True)
class PressListPage:
    """`pages/press_list.html`, newest first."""

    head: Head
    rows: tuple[PressRow, ...]
    pagination: Pagination


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
