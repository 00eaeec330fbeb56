"""A press item's text cut into runs, each with the facts that stand on it, ready to be shown escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from agreements.curation.reviewing.proposal import Proposal
from agreements.models import Candidate, PressItemRevision
from agreements.reading.model import Document, Fact, Span
from agreements.reading.page import lay_out

LONGEST_SHOWN = 60_000
"""Characters of a text that the review page shows around the quotation; the whole is one link away."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span and why it is marked: a field of the proposal, its quotation, another mention, or page furniture."""

    span: Span
    field: str = ""
    kind: str = "fact"
    candidate: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks."""

    text: str
    fields: str
    classes: str
    anchors: tuple[str, ...] = ()
    candidate: int | None = None


@dataclass(slots=True)
class MarkedText:
    """What the left side of the review page shows."""

    runs: list[Run] = field(default_factory=list)
    is_cut: bool = False


def marked(candidate: Candidate, beside: Iterable[Candidate]) -> MarkedText:
    """The text with the candidate's own facts, the other mentions in it and its furniture told apart."""
    revision = candidate.revision
    window = _window(revision.text, Proposal.read_in(candidate).quote)
    marks = [
        *_furniture(revision),
        *(Mark(_quote(other), kind="other", candidate=other.pk) for other in beside),
        *_own(Proposal.read_in(candidate)),
    ]
    runs = list(_runs(revision.text, [mark for mark in marks if mark.span.overlaps(window)], window))
    return MarkedText(runs, is_cut=window != Span(0, len(revision.text)))


def fields_of(proposal: Proposal) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Each field of the form with the spans that support what the machine put into it."""
    single: dict[str, Fact[Any] | None] = {
        "form": proposal.form,
        "title_en": proposal.title_en,
        "title_ko": proposal.title_ko,
        "status": proposal.status,
        "date": proposal.date,
    }
    for name, fact in single.items():
        if fact is not None:
            yield name, fact.spans
    for side, parties in proposal.parties.items():
        yield from ((f"{side}-{place}", party.spans) for place, party in enumerate(parties))
    rows: dict[str, tuple[Fact[Any], ...]] = {
        "people": proposal.people,
        "sectors": proposal.sectors,
        "amounts": proposal.amounts,
    }
    for name, facts in rows.items():
        yield from ((f"{name}-{place}", fact.spans) for place, fact in enumerate(facts))


def _own(proposal: Proposal) -> Iterator[Mark]:
    if proposal.quote.end > proposal.quote.start:
        yield Mark(proposal.quote, "quote", "quote")
    for span in proposal.spans:
        yield Mark(span, "quote", "mention")
    for name, spans in fields_of(proposal):
        for span in spans:
            yield Mark(span, name)


def _quote(candidate: Candidate) -> Span:
    return Proposal.read_in(candidate).quote


def _furniture(revision: PressItemRevision) -> Iterator[Mark]:
    for span in lay_out(Document(revision.text, revision.title)).masked:
        yield Mark(span, kind="furniture")


def _window(text: str, around: Span) -> Span:
    if len(text) <= LONGEST_SHOWN:
        return Span(0, len(text))
    start = max(0, min(around.start - LONGEST_SHOWN // 2, len(text) - LONGEST_SHOWN))
    return Span(start, start + LONGEST_SHOWN)


def _runs(text: str, marks: list[Mark], window: Span) -> Iterator[Run]:
    edges = {window.start, window.end}
    for mark in marks:
        edges |= {min(max(edge, window.start), window.end) for edge in (mark.span.start, mark.span.end)}
    places = sorted(edges)
    seen: set[str] = set()
    for start, end in pairwise(places):
        here = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        fields = list(dict.fromkeys(mark.field for mark in here if mark.field))
        first = tuple(name for name in fields if name not in seen)
        seen.update(first)
        others = [mark.candidate for mark in here if mark.candidate is not None]
        yield Run(
            text[start:end],
            " ".join(fields),
            " ".join(dict.fromkeys(f"is-{mark.kind}" for mark in here)),
            first,
            others[0] if others else None,
        )
