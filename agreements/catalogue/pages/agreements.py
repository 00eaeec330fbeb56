"""The list of agreements: its cards, its filters with counts, its chips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agreements.catalogue.pages.parts import NO_DAY, NO_TEXT, Activity, Head, Label, Link, Pagination, Text, When


@dataclass(frozen=True, slots=True)
class Extract:
    """Where an agreement holds what was searched for, when its row shows nothing of it."""

    where: str
    """"In the summary", "Among people" …"""
    text: Text
    """A short stretch around it, with its runs."""


@dataclass(frozen=True, slots=True)
class Searched:
    """How the words were taken, where nothing holds what was typed as it stands."""

    typed: str
    used: str
    """What was looked for instead; the same as `typed` where only its combination is held by nothing."""
    is_partial: bool
    """The results hold some of the words only."""
    exactly: str
    """Address of the search for nothing but what was typed; empty where quotation marks ask for that already."""


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """One agreement as a row of a list, on every page that lists agreements."""

    public_id: str
    address: str
    title: Text
    """In the reader's language where there is one, else in the other; `title.language` says which."""
    other_title: Text
    """The title in the other language; false when there is none."""
    form: Label
    status: Label
    """`code` is a status code: announced, negotiating, agreed, signed, provisional, in-force, in-effect …"""
    when: When
    """When it was signed, else announced; "date not stated" without either."""
    when_kind: str
    """"Signed", "Announced" or "" in the reader's language, to stand before `when`."""
    uk: tuple[Text, ...]
    """Bodies on the British side, as named then."""
    kr: tuple[Text, ...]
    others: tuple[Text, ...]
    """Bodies of third parties."""
    sectors: tuple[Label, ...]
    """The primary one first."""
    sources: int
    """How many different sources stand behind its values."""
    newest_evidence: When
    """The newest day of publication among its sources; false when none has one."""
    uk_signers: tuple[Text, ...] = ()
    kr_signers: tuple[Text, ...] = ()
    """Who put their names to it; empty where nobody is known to have."""
    source: Text = NO_TEXT
    """Who published the source that gives its date, else another of them; false where none is named."""
    since: When = NO_DAY
    """Since when the status holds; false where that is `when` or not stated."""
    is_over: bool = False
    """Whether the status says that it ended."""
    extracts: tuple[Extract, ...] = ()
    """After a search: what the row does not show otherwise."""
    activity: Activity | None = None
    """None for what binds."""

    @property
    def more_sources(self) -> int:
        """Sources beside the one that is named."""
        return self.sources - bool(self.source)


@dataclass(frozen=True, slots=True)
class BriefCard:
    """One agreement in a line or two, where many stand together: `components/lines.html`."""

    card: AgreementCard
    note: str = ""
    """A few words on why it stands here, such as the part that a body has in it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet."""

    value: str
    text: Text
    count: int
    """Agreements it would show given the filters of all other facets."""
    is_on: bool
    toggled: Callable[[str], str]
    share: int = 0
    """Of a year: its count as part of the facet's largest, 0 to 100, for bars."""
    children: tuple[Option, ...] = ()
    """Second level of sectors, with what is tagged with the first level alone; else empty."""
    is_covered: bool = False
    """Whether a year lies in a range that is on."""

    @property
    def address(self) -> str:
        """Following it adds or takes off this choice and keeps everything else. Made when it is asked for, since a page
        has hundreds of choices."""
        return self.toggled(self.value)

    @property
    def is_dimmed(self) -> bool:
        return not self.count and not self.is_on

    @property
    def is_unfolded(self) -> bool:
        """Whether what is below it shows at first sight."""
        return self.is_on or any(child.is_on for child in self.children)


@dataclass(frozen=True, slots=True)
class Bar:
    """A year as a bar of the histogram; the first bar may stand for all years before the second."""

    first: str
    """Empty for the bar of all earlier years."""
    last: str
    text: str
    count: int
    share: int
    is_on: bool
    address: str
    """The list of this bar's years alone; where that is shown, the list of any year."""


@dataclass(frozen=True, slots=True)
class Range:
    """A range of years typed from–to: `<input name="year_from">` and `<input name="year_to">`; both may be empty."""

    first: str
    last: str
    earliest: str
    """The first and last years that the register holds, as a hint of what can be asked for."""
    latest: str
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter as a control: `<fieldset>` with a checkbox named `parameter` for each option."""

    parameter: str
    label: str
    options: tuple[Option, ...]
    """Those to show at once."""
    is_open: bool
    """Open at first sight: the first two facets, and any in use."""
    in_use: int
    """How many of its choices are on."""
    is_long: bool
    """More than twelve options: deserves a search box of its own where scripts run."""
    clear: str
    """Address without any choice of this facet."""
    range: Range | None = None
    """Of the years: `year_from` and `year_to`."""
    more: tuple[Option, ...] = ()
    """The rarer ones of a long facet, none of them on."""

    @property
    def size(self) -> int:
        return len(self.options) + len(self.more)


@dataclass(frozen=True, slots=True)
class Chip:
    """One applied choice. Read one after another the chips make a sentence: "Memoranda … · on semiconductors"."""

    parameter: str
    value: str
    lead: str
    """Small word before it: "on", "signed", "with", "status"; may be empty. "or" for a further choice of one facet."""
    text: Text
    remove: str
    """Address without it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several exclusive choices, such as a sort order (`<select name="sort">`)."""

    value: str
    text: str
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """A parameter that could not be understood, and what to do. The form keeps everything that could."""

    parameter: str
    label: str
    value: str
    """What was given, shortened and cleaned; to be shown escaped as any text."""
    message: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of an empty result: drop this, get that many."""

    text: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class AgreementListPage:
    """`pages/agreement_list.html`. With `problems` the response is a 400 and `cards` is empty."""

    head: Head
    action: str
    """Where the form goes (GET)."""
    q: str
    """The words searched for; the search input is `name="q"`."""
    total: int
    unfiltered: int
    """All published agreements, or all that stood on the day looked at."""
    chips: tuple[Chip, ...]
    sentence: str
    """The chips as one sentence, for screen readers and the title."""
    clear: str
    """Address with nothing applied."""
    facets: tuple[Facet, ...]
    """In order: sector, form, status, year, organisation, occasion, level, legal_nature, activity."""
    sorts: tuple[Choice, ...]
    sort: str
    cards: tuple[AgreementCard, ...]
    pagination: Pagination
    address: str = ""
    """Where this list stands; empty with problems."""
    update: str = ""
    """Where scripts ask for what changes."""
    problems: tuple[Problem, ...] = ()
    ways: tuple[Way, ...] = ()
    """For an empty result."""
    suggestions: tuple[Link, ...] = ()
    """Words of the register near to what was typed, when nothing was found."""
    searched: Searched | None = None
    """What was searched for instead of what was typed, if anything was."""
    as_of: When = NO_DAY
    """The day on which the register is looked at, the field `as_of`; false for today."""
    latest_day: str = ""
    """The last day that can be asked for."""
    present: str = ""
    """Address of the same list today; empty for today's."""
    timeline_address: str = ""
    insights_address: str = ""
    """The same agreements in time, and in figures; empty with problems and where there is none."""

    @property
    def is_by_year(self) -> bool:
        """Whether the rows stand in the order of their years."""
        return self.sort in ("newest", "oldest")

    @property
    def day_in_use(self) -> int:
        """1 where a past day is looked at."""
        return int(bool(self.as_of))

    @property
    def applied(self) -> int:
        """How many filters are on; words searched for are none."""
        return sum(1 for chip in self.chips if chip.parameter != "q")
