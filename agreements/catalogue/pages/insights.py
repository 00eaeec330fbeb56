"""Pictures of the register: each a table of counts that a script may draw, every count leading to its list."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreements import Chip, Problem
from agreements.catalogue.pages.parts import Head, Link, Text


@dataclass(frozen=True, slots=True)
class Counted:
    """What one row or one column stands for."""

    code: str
    text: Text
    short: str
    """As few letters as a narrow picture has room for; the same as `text` where nothing shorter is known."""
    count: int
    """Agreements of the whole row or column, each once."""
    address: str
    """The list of exactly these."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row and a column meet. `address` is empty where nothing does."""

    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    line: Counted
    cells: tuple[Cell, ...]
    """One a column, in their order."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One question and its answer in figures. Without scripts it is a table; with them the table is drawn."""

    code: str
    shape: str
    """bars: stacked, one a year · heat: years and a few columns, the larger the darker · matrix: the same of two kinds
    of names · strips: lying bars under names of any length."""
    question: str
    finding: str
    """The answer in a sentence made from the figures; empty where they say nothing worth it."""
    note: str
    """What the figures leave out or count twice; may be empty."""
    row_heading: str
    columns: tuple[Counted, ...]
    rows: tuple[Row, ...]
    csv: str
    json: str
    """Addresses of the same figures as data."""
    closer: tuple[Link, ...] = ()
    """The same picture of a part."""

    @property
    def is_stacked(self) -> bool:
        """Whether a colour stands for each column, so that the picture needs a key."""
        return self.shape in ("bars", "strips")


@dataclass(frozen=True, slots=True)
class InsightsPage:
    """`pages/insights.html`. With `problems` the response is a 400 and there are no charts."""

    head: Head
    total: int
    unfiltered: int
    chips: tuple[Chip, ...]
    sentence: str
    clear: str
    list_address: str
    """The list of what is drawn."""
    timeline_address: str
    charts: tuple[Chart, ...]
    problems: tuple[Problem, ...] = ()
