"""The years as bars, the last of them one by one and all before in one bar."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.index.facets import Result
from agreements.catalogue.listing import years
from agreements.catalogue.pages.agreements import Bar

SHOWN = 29
"""Years that have a bar of their own."""


def bars(result: Result, language: str) -> tuple[Bar, ...]:
    """Counts are given the filters of all other facets. No query."""
    counts = {int(year): count for year, count in result.counts("year").items() if year.isdigit()}
    spans = _spans(counts)
    sums = {span: sum(count for year, count in counts.items() if year in span) for span in spans}
    most = max(sums.values(), default=0)
    chosen, any_year = result.selection.of("year"), result.selection.without("year")
    only, without = any_year.toggling("year"), any_year.query
    said = _("%(years)s: %(count)d")
    on = [span for span in map(years.read, chosen) if span]
    return tuple(
        Bar(
            first=str(span.first or ""),
            last=str(span.last or ""),
            text=said % {"years": span.words, "count": count},
            count=count,
            share=wording.share(count, most),
            is_on=any(span.last in each for each in on if span.last),
            address=addresses.agreements(language, without if chosen == (span.token,) else only(span.token)),
        )
        for span, count in sums.items()
    )


def _spans(counts: Mapping[int, int]) -> list[years.Span]:
    """Every year from the first to the last, those without an agreement too."""
    if not counts:
        return []
    first, last = min(counts), max(counts)
    start = max(first, last - SHOWN + 1)
    before = [years.Span(None, start - 1)] if first < start else []
    return [*before, *(years.Span(year, year) for year in range(start, last + 1))]
