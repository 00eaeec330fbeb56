"""Invented values for the components of the later pages: what is to come, claims, citations, changes, activity."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.agreement import Change, Citation, Edit
from agreements.catalogue.pages.agreements import AgreementCard, BriefCard
from agreements.catalogue.pages.insights import Cell, Chart, Counted, Row
from agreements.catalogue.pages.nouns import Claim, Column, Comparison, Letter, NameListPage, NameRow
from agreements.catalogue.pages.parts import Activity, Head, Label, Link, Stretch, Tally, Text, When
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
    lines: tuple[BriefCard, ...]
    comparisons: tuple[Comparison, ...]
    citations: tuple[Citation, ...]
    changes: tuple[Change, ...]
    charts: tuple[Chart, ...]
    names: NameListPage
    standings: tuple[Stretch, ...]


def further(language: str, cards: tuple[AgreementCard, ...]) -> Further:
    notes = ("", "signed for the Department", "a party until 2024")
    return Further(
        activities=tuple(
            Activity(Label(term.code, term.label(language)), DAY if place < 3 else NO_DAY, "An invented rule in words.")
            for place, term in enumerate(vocabulary.ACTIVITIES.values())
        ),
        due=tuple(_due(nature, language) for nature in ("scheduled", "computed", "actual")),
        lines=tuple(BriefCard(card, note) for card, note in zip(cards, notes, strict=False)),
        comparisons=_comparisons(),
        citations=tuple(
            Citation(code, label, f"UK–Korea Agreement Tracker, UKKR-2023-999, {label}.")
            for code, label in (("plain", "Plain"), ("apa", "APA"), ("bibtex", "BibTeX"), ("oscola", "OSCOLA"))
        ),
        changes=_changes(),
        charts=tuple(_chart(shape) for shape in ("bars", "heat", "matrix", "strips")),
        names=_names(),
        standings=_standings(language),
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


def _chart(shape: str) -> Chart:
    """Few rows, an empty cell, and a name that goes on."""
    names = ("Memoranda", "Treaties", "A kind of instrument with a name that goes on for much longer than the others")
    columns = tuple(_counted(f"kind-{place}", name, 9 - place) for place, name in enumerate(names))
    figures = {str(year): [(year + place) % 4 for place in range(len(columns))] for year in range(2018, 2024)}
    rows = tuple(
        Row(_counted(year, year, sum(counts)), tuple(Cell(count, "#") for count in counts))
        for year, counts in figures.items()
    )
    return Chart(
        code=f"invented-{shape}",
        shape=shape,
        question=f"What would invented figures look like as {shape}?",
        finding="Most of them lie in the year of which most was invented.",
        note="What was not invented is not counted.",
        row_heading="Year",
        columns=columns,
        rows=rows,
        csv="#",
        json="#",
        closer=(Link(Text("Only the memoranda", "en"), "#"),),
    )


def _counted(code: str, name: str, count: int) -> Counted:
    return Counted(code, Text(name, "en"), name[:9], count, "#")


def _names() -> NameListPage:
    """Two columns of unlike length, with a name in each script and one that goes on."""
    endless = "The Commission for Names that Go On and On and Are Never Shortened by Anybody at All " * 2
    rows = (
        NameRow(Tally(Text("Department for Examples", "en"), 12, "#"), Text("예시부", "ko"), "DfE"),
        NameRow(Tally(Text(endless.strip(), "en"), 1, "#"), NOTHING),
    )
    letters = tuple(Letter(letter, f"letter-{letter}", rows) for letter in "ABCD")
    korean = Letter("가", "letter-korean", (NameRow(Tally(Text("가상기관", "ko"), 3, "#"), NOTHING),))
    return NameListPage(
        Head("", ""),
        (Column("uk", "United Kingdom", 8, letters), Column("kr", "Korea", 1, (korean,))),
        "#",
        "exam",
        9,
        240,
    )


def _standings(language: str) -> tuple[Stretch, ...]:
    """A whole of unequal parts, the last of them hardly seen."""
    given = (("signed", 0, 600), ("announced", 600, 250), ("in-force", 850, 140), ("expired", 990, 10))
    labels = {code: Text(vocabulary.STATUSES.label(code, language), language) for code, _start, _length in given}
    return tuple(
        Stretch(Tally(labels[code], length // 10, "#", code=code), start, length) for code, start, length in given
    )
