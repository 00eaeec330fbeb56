"""What the reader is given and what it gives back: frozen values, offsets into one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money

T = TypeVar("T")


class Span(NamedTuple):
    """A stretch of a document's text, ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand here."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One value, the words that support it and the name of the rule that read them."""

    value: T
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """A press item's fixed text. ``published`` is the item's own date, never today's."""

    text: str
    title: str = ""
    published: PartialDate | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts for a side, with the post as the text states it."""

    name: str
    role: str
    side: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One instrument as a text reports it, however often the text names it."""

    form: Fact[str]
    title: Fact[str] | None
    status: Fact[str]
    date: Fact[PartialDate] | None
    uk_parties: tuple[Fact[str], ...]
    kr_parties: tuple[Fact[str], ...]
    other_parties: tuple[Fact[str], ...]
    people: tuple[Fact[Person], ...]
    sectors: tuple[Fact[str], ...]
    amounts: tuple[Fact[Money], ...]
    quote: Span
    spans: tuple[Span, ...]
    bilateral: bool
    umbrella: bool
    count: Fact[int] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document. ``relevant``: a UK-Korea instrument is reported."""

    relevant: bool
    mentions: tuple[Mention, ...]
    masked: tuple[Span, ...]
