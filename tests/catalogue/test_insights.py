"""Every figure of a chart is the length of the list that it leads to, and nothing unpublished is in any."""

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue import edition
from agreements.catalogue.filters import understand
from agreements.catalogue.index import shelf
from agreements.catalogue.insights import data
from agreements.catalogue.insights.groups import FAMILIES, FORMS_OF, STAGES, STATUSES_OF
from agreements.catalogue.insights.page import QUESTIONS, insights, question
from agreements.catalogue.pages.insights import Chart
from agreements.domain.vocabulary import FORMS, STATUSES
from agreements.models import Agreement
from tests.factories import make_agreement, make_organisation

STRIDE = 3
"""Of the figures of one chart each third is looked up; the selections shift which."""
SELECTIONS = (
    "",
    "sector=technology&sector=ai",
    "form=treaty&form=convention&year=2020-2023",
    "organisation=body-of-2&organisation=body-of-3",
    "occasion=occasion-1&q=agreement",
    "as_of=2022-06-30&sector=digital",
)


def _listed(address: str, language: str) -> int:
    """How many the list has at an address: counted by the filter set, not by the bitmaps."""
    count: int = understand(QueryDict(address.partition("?")[2]), language).qs.count()
    return count


def _figures(chart: Chart) -> list[tuple[int, str]]:
    lines = [(line.count, line.address) for line in (*chart.columns, *(row.line for row in chart.rows))]
    return lines + [(cell.count, cell.address) for row in chart.rows for cell in row.cells if cell.count]


@pytest.mark.parametrize("query", SELECTIONS)
def test_every_figure_is_the_length_of_its_list(generated: list[Agreement], query: str) -> None:
    language = "ko" if "sector" in query else "en"
    _selection, page = insights(QueryDict(query), language)
    assert page.total == _listed(page.list_address, language)
    for chart in page.charts:
        for count, address in sorted(set(_figures(chart)))[::STRIDE]:
            assert count == _listed(address, language), (chart.code, address)


def test_cells_of_a_year_are_the_year(generated: list[Agreement]) -> None:
    """An agreement has one form and one status: what stands in a row of these is its total."""
    _selection, page = insights(QueryDict(""), "en")
    for chart in page.charts:
        if chart.is_stacked:
            for row in chart.rows:
                assert sum(cell.count for cell in row.cells) == row.line.count


def test_every_form_and_status_has_its_group() -> None:
    assert sorted(code for codes in FORMS_OF.values() for code in codes) == sorted(FORMS)
    assert sorted(code for codes in STATUSES_OF.values() for code in codes) == sorted(STATUSES)
    assert (tuple(FORMS_OF), tuple(STATUSES_OF)) == (FAMILIES.codes, STAGES.codes)


def test_long_ago_is_one_group_with_its_range(db: None) -> None:
    for on in ("1883", "1992", "2001", "2023", "22 November 2023"):
        make_agreement(on=on)
    chart, _problems = question("by-year", QueryDict(""), "en")
    assert chart
    assert [(row.line.code, row.line.count) for row in chart.rows] == [("early", 2), ("2001", 1), ("2023", 2)]
    assert chart.rows[0].line.address == "/agreements/?year=-1998"
    assert chart.finding == "2023 saw most: 2 of 5."


def test_bodies_are_crossed_with_those_of_the_other_side(db: None) -> None:
    uk, kr = make_organisation("Trade", slug="t"), make_organisation("MOTIE", side="kr", slug="m")
    third = make_organisation("MOFA", side="kr", slug="f")
    for bodies in ((uk, kr), (uk, kr), (uk, third)):
        make_agreement(bodies=bodies)
    chart, _problems = question("with-whom", QueryDict(""), "en")
    assert chart
    assert [(row.line.code, [cell.count for cell in row.cells]) for row in chart.rows] == [("t", [2, 1])]
    assert chart.rows[0].cells[0].address == "/agreements/?organisation=t&counterpart=m"
    korean, _problems = question("with-whom", QueryDict("organisation=f"), "ko")
    assert korean
    assert [(row.line.code, row.line.count) for row in korean.rows] == [("f", 1)]


def test_nothing_unpublished_is_counted(db: None) -> None:
    make_agreement()
    before = [question(code, QueryDict(""), "en") for code in QUESTIONS]
    make_agreement(on="1990", form="treaty", sectors=("space",), published=False)
    assert [question(code, QueryDict(""), "en") for code in QUESTIONS] == before


@pytest.mark.parametrize("query", ["", "sector=technology", "organisation=body-of-1"])
def test_queries_are_constant(
    generated: list[Agreement], django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    """One for the bodies' sides, one to know chosen bodies."""
    now = edition.current()
    shelf.current(now)
    with django_assert_max_num_queries(2):
        insights(QueryDict(query), "en", now)


def test_data_says_what_the_table_says(db: None) -> None:
    make_agreement(bodies=[make_organisation("=cmd()", slug="a"), make_organisation("B", side="kr", slug="b")])
    chart, _problems = question("with-whom", QueryDict(""), "en")
    assert chart
    lines = data.as_csv(chart, "https://register.example").splitlines()
    assert lines[1] == "a,'=cmd(),b,B,1,https://register.example/agreements/?organisation=a&counterpart=b"
    nested = data.as_json(chart, "")
    assert nested["rows"] == [
        {"code": "a", "label": "=cmd()", "language": "en", "count": 1, "list": "/agreements/?organisation=a"}
        | {"cells": [{"column": "b", "count": 1, "list": "/agreements/?organisation=a&counterpart=b"}]}
    ]
