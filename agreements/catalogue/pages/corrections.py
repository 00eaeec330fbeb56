"""What readers say is wrong, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.parts import Head, Label, Link, Pagination, Tally, Text, When


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with its outcome, as it stands beside a value, in a record's history and in the list."""

    number: str
    address: str
    token: str
    """What addresses call the value; empty for the record as a whole."""
    state: Label
    value: str
    """Which value, in words: "Signed"."""
    opened: When
    decided: When
    text: Text
    """What became of it and why, in the reader's language or else in the other."""
    lead: str
    """What goes before the text: "Corrected after a reader's note", "Questioned, kept"."""
    agreement: Link | None = None
    """Where it is told in a list of many."""
    change_address: str = ""
    """Where the record says what was changed; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """`pages/corrections.html`: every case with an outcome, the newest first."""

    head: Head
    outcomes: tuple[Outcome, ...]
    tallies: tuple[Tally, ...]
    """Cases by outcome."""
    total: int
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class CasePage:
    """`pages/correction.html`: where one case stands. Nothing that its sender wrote."""

    head: Head
    number: str
    address: str
    permanent_link: str
    """The same in full, for keeping."""
    state: Label
    value: str
    opened: When
    agreement: Link | None
    """The record; none where it is public no more."""
    outcome: Outcome | None = None
    joined_to: Link | None = None
    """The case that it is decided with."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that may be said to be wrong."""

    token: str
    label: str
    shown: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DisputePage:
    """`pages/dispute.html`: the form."""

    head: Head
    public_id: str
    title: Text
    agreement_address: str
    choices: tuple[Choice, ...]
    chosen: Choice | None
    """The value that the address names; none for the record as a whole."""
