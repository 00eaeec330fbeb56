"""Invented values for the components of the later pages: what is to come, claims, citations, changes, activity."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreement import Change, Citation, Edit
from agreements.catalogue.pages.agreements import AgreementCard, Line
from agreements.catalogue.pages.nouns import Claim, Comparison
from agreements.catalogue.pages.parts import Activity, Label, Link, Tally, Text, When
from agreements.catalogue.pages.upcoming import Due
from agreements.domain import vocabulary

NOTHING = Text("", "")
NO_DAY = When("date not stated", "", "unknown")
DAY = When("22 November 2028", "2028-11-22", "day")


@dataclass(frozen=True, slots=True)
class Further:
    """What `pages/gallery.html` shows after the rest."""

    activities: tuple[Activity, ...]
    due: tuple[Due, ...]
    lines: tuple[Line, ...]
    comparisons: tuple[Comparison, ...]
    citations: tuple[Citation, ...]
    changes: tuple[Change, ...]


def further(language: str, cards: tuple[AgreementCard, ...]) -> Further:
    notes = ("", "signed for the Department", "a party until 2024")
    return Further(
        activities=tuple(
            Activity(Label(term.code, term.label(language)), DAY if place < 3 else NO_DAY, "An invented rule in words.")
            for place, term in enumerate(vocabulary.ACTIVITIES.values())
        ),
        due=tuple(_due(nature, language) for nature in ("scheduled", "computed", "actual")),
        lines=tuple(Line(card, note) for card, note in zip(cards, notes, strict=False)),
        comparisons=_comparisons(),
        citations=tuple(
            Citation(code, label, f"UK–Korea Agreement Tracker, UKKR-2023-999, {label}.")
            for code, label in (("plain", "Plain"), ("apa", "APA"), ("bibtex", "BibTeX"), ("oscola", "OSCOLA"))
        ),
        changes=_changes(),
    )


def _due(nature: str, language: str) -> Due:
    return Due(
        agreement=Text("An invented arrangement on lighthouses", "en"),
        address="#",
        kind=Label("review-due", vocabulary.ACTIONS.label("review-due", language)),
        when=DAY,
        nature=Label(nature, vocabulary.NATURES.label(nature, language)),
        note=Text("Five years after signature.", "en") if nature == "scheduled" else NOTHING,
        form=Label("mou", vocabulary.FORMS.label("mou", language)),
        status=Label("signed", vocabulary.STATUSES.label("signed", language)),
        why="Its day has passed and nothing was heard." if nature == "actual" else "",
    )


def _comparisons() -> tuple[Comparison, ...]:
    source = Link(Text("An invented release", "en"), "https://example.org/", "Example Office")
    given = ((34, "fewer", "Three are not held"), (37, "same", "As many are held"), (40, "more", "More are held"),
             (None, "unlike", "The words do not say what is counted"))  # fmt: skip
    return tuple(
        Comparison(
            Claim(37, Text("documents signed", "en"), source if held else None),
            held,
            "#",
            (Tally(Text("between other bodies", "en"), 28, "#"),) if held == 34 else (),
            code,
            verdict,
        )
        for held, code, verdict in given
    )


def _changes() -> tuple[Change, ...]:
    edit = Edit("Title", Text("Memorandum on Lighthouses", "en"), Text("Memorandum on Lighthouse Keeping", "en"))
    added, removed = Edit("Place", NOTHING, Text("London", "en")), Edit("Note", Text("To be checked", "en"), NOTHING)
    return (
        Change(DAY, "An Editor", "", (edit, added, removed), "The title page says so."),
        Change(DAY, "", "published"),
    )
