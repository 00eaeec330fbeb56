"""The page of all questions, and one of them alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, edition
from agreements.catalogue.filters import understand
from agreements.catalogue.index import shelf
from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights import by_sector, by_year, occasions, outcomes, with_whom
from agreements.catalogue.listing import options
from agreements.catalogue.pages.agreements import Chip, Problem
from agreements.catalogue.pages.insights import Chart, InsightsPage
from agreements.catalogue.pages.parts import Head
from agreements.catalogue.selection import Selection

QUESTIONS: Mapping[str, Callable[[Result, str], Chart]] = {
    by_year.CODE: by_year.by_year,
    by_sector.CODE: by_sector.by_sector,
    outcomes.CODE: outcomes.outcomes,
    occasions.CODE: occasions.occasions,
    with_whom.CODE: with_whom.with_whom,
}
"""In the order in which the page asks them."""


def insights(data: QueryDict, language: str, now: edition.Edition | None = None) -> tuple[Selection, InsightsPage]:
    """Of the agreements that a list would show for the same query string. Queries: three at most beyond the list's."""
    asked = understand(data, language)
    result = _result(asked.selection, now)
    charts = () if asked.problems else tuple(make(result, language) for make in QUESTIONS.values())
    return result.selection, _page(result, charts, asked.problems, language)


def question(
    code: str, data: QueryDict, language: str, now: edition.Edition | None = None
) -> tuple[Chart | None, tuple[Problem, ...]]:
    """One chart alone; none where no such question is asked."""
    asked = understand(data, language)
    if code not in QUESTIONS or asked.problems:
        return None, asked.problems
    return QUESTIONS[code](_result(asked.selection, now), language), ()


def moved(chips: tuple[Chip, ...], path: str, language: str) -> tuple[Chip, ...]:
    """Chips of a page at `path` that stands on the same selection as the list."""
    listed = addresses.agreements(language)
    return tuple(replace(chip, remove=path + chip.remove.removeprefix(listed)) for chip in chips)


def _result(selection: Selection, now: edition.Edition | None) -> Result:
    """Neither order nor page means anything here."""
    return shelf.current(now).select(replace(selection, sort="", page=1))


def _page(result: Result, charts: tuple[Chart, ...], problems: tuple[Problem, ...], language: str) -> InsightsPage:
    path = f"{addresses.root(language)}insights/"
    chips = options.chips(result.selection, result.index, language)
    words, query = options.sentence(chips), result.selection.query
    return InsightsPage(
        head=_head(words),
        total=len(result),
        unfiltered=len(result.index.everything),
        chips=moved(chips, path, language),
        sentence=words,
        clear=path,
        list_address=addresses.agreements(language, query),
        timeline_address=f"{addresses.root(language)}timeline/{'?' if query else ''}{query}",
        charts=tuple(chart for chart in charts if chart.rows and chart.columns),
        problems=problems,
    )


def _head(words: str) -> Head:
    title = f"{_('Insights')}: {words}" if words else _("Insights")
    return Head(title, _("Agreements by year, form, sector, status and body, in pictures and tables."))
