"""The small pieces that pages are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text, all of it or none of it searched for."""

    words: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words and the language it is in, for the `lang` attribute. `language` is "en", "ko" or "" (unknown)."""

    words: str
    language: str
    runs: tuple[Run, ...] = ()
    """The same words cut at what was searched for; empty where none of it stands in them."""

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


NO_TEXT = Text("", "")


@dataclass(frozen=True, slots=True)
class Label:
    """A term of the vocabulary: its stable code (for a class name or shape) and its name in the reader's language."""

    code: str
    text: str
    runs: tuple[Run, ...] = ()
    """As of a `Text`."""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class When:
    """A date in the reader's words: "November 2023". `iso` is for `<time datetime>`; `text` says "date not stated" and
    `iso` is empty where no source gives one. `precision` is day, month, year or unknown."""

    text: str
    iso: str
    precision: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.iso)


NO_DAY = When("", "", "unknown")


@dataclass(frozen=True, slots=True)
class Activity:
    """Whether anything was heard lately of an instrument that does not bind: `components/activity.html`."""

    label: Label | None
    """`code`: active, quiet, dormant or not-known, each with a shape of its own; none for what has ended."""
    last: When
    """The date of the newest dated source or step; false without any."""
    rule: str
    """The published rule in words."""


@dataclass(frozen=True, slots=True)
class Link:
    """A thing of the register and its page. `address` is empty when it has none."""

    text: Text
    address: str
    note: str = ""
    """A few words after it, such as a post, a count or an abbreviation."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A thing and how many published agreements it has; `address` leads to its page or to the list behind the figure.
    `share` is its part of the largest figure beside it, 0 to 100, for a bar."""

    text: Text
    count: int
    address: str
    share: int = 0
    code: str = ""
    children: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of a bar that shows a whole: where it begins and how long it is, in thousandths."""

    tally: Tally
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class PageLink:
    """One step of the pagination. `number` is None for a gap."""

    number: int | None
    address: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where in a list the page stands. `first` and `last` count rows from 1: "26–50 of 176"."""

    number: int
    pages: int
    first: int
    last: int
    total: int
    previous: str
    """Address of the page before, or empty."""
    next: str
    """Address of the page after, or empty."""
    steps: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in `<head>`: the words of `<title>` without the site's name, and the description in one sentence."""

    title: str
    description: str
