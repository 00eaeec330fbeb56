"""A chart from its two ways of counting, with the addresses of its data."""

from __future__ import annotations

from agreements.catalogue import addresses
from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights.crossing import Crossed
from agreements.catalogue.pages.insights import Chart, Counted
from agreements.catalogue.pages.parts import Link


def chart(
    code: str,
    shape: str,
    result: Result,
    crossed: Crossed,
    language: str,
    *,
    question: str,
    row_heading: str,
    finding: str = "",
    note: str = "",
    closer: tuple[Link, ...] = (),
) -> Chart:
    columns, rows = crossed
    return Chart(
        code=code,
        shape=shape,
        question=question,
        finding=finding,
        note=note,
        row_heading=row_heading,
        columns=columns,
        rows=rows,
        csv=data_address(code, "csv", result, language),
        json=data_address(code, "json", result, language),
        closer=closer,
    )


def data_address(code: str, kind: str, result: Result, language: str) -> str:
    query = result.selection.query
    return f"{addresses.root(language)}insights/{code}.{kind}{'?' if query else ''}{query}"


def largest(lines: list[Counted]) -> Counted | None:
    """The first of those with most."""
    return max(lines, key=lambda line: line.count, default=None)


def single_years(crossed: Crossed) -> list[Counted]:
    return [row.line for row in crossed[1] if row.line.code != "early"]
