"""Who signs with whom?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights import groups
from agreements.catalogue.insights.crossing import Crossed, cross, occupied
from agreements.catalogue.insights.groups import Group
from agreements.catalogue.insights.making import chart
from agreements.catalogue.pages.insights import Chart
from agreements.catalogue.record.sides import in_reading_order
from agreements.models import Organisation

CODE = "with-whom"
MOST = 18
Body = tuple[str, str]
"""Side and abbreviation."""


def with_whom(result: Result, language: str) -> Chart:
    """Bodies of one side against those of the other; of chosen bodies only those. One query."""
    own, other = in_reading_order(language)[:2]
    bodies = {slug: (side, short) for slug, side, short in _bodies()}
    wide = result.index.select(result.selection.without("organisation")) if _chosen(result) else result
    rows = _of_side(own, "organisation", wide, result, bodies, language)
    columns = _of_side(other, "counterpart", wide, result, bodies, language)
    crossed = occupied(cross(wide, rows, columns, language))
    return chart(
        CODE,
        "matrix",
        result,
        crossed,
        language,
        question=_("Who signs with whom?"),
        finding=_finding(crossed),
        note=_(
            "The bodies with most agreements on each side. One with several bodies of a side is counted under each."
        ),
        row_heading=_("British bodies") if own == "uk" else _("Korean bodies"),
    )


def _bodies() -> Iterable[tuple[str, str, str]]:
    return Organisation.objects.in_published().order_by().values_list("slug", "side", "abbreviation")


def _chosen(result: Result) -> set[str]:
    return set(result.selection.of("organisation"))


def _of_side(
    side: str, facet: str, wide: Result, result: Result, bodies: Mapping[str, Body], language: str
) -> tuple[Group, ...]:
    """Those of the side with most agreements. Where a counterpart is chosen already nothing is left to ask."""
    if result.selection.of("counterpart"):
        return ()
    ours = {slug for slug, (of, _short) in bodies.items() if of == side}
    chosen = _chosen(result)
    if chosen and not any(slug in bodies and bodies[slug][0] != "other" for slug in chosen):
        return ()
    counts = {slug: count for slug, count in wide.within("organisation").items() if slug in (ours & chosen or ours)}
    kept = sorted(counts, key=lambda slug: (-counts[slug], slug))[:MOST]
    made = groups.singly(wide, facet, kept, language)
    return tuple(replace(each, short=bodies[each.code][1]) for each in made)


def _finding(crossed: Crossed) -> str:
    columns, rows = crossed
    pairs = [
        (cell.count, row.line.text.words, column.text.words)
        for row in rows
        for column, cell in zip(columns, row.cells, strict=True)
        if cell.count > 1
    ]
    if not pairs:
        return ""
    found = sorted(pairs, key=lambda pair: -pair[0])[:2]
    first, *rest = [_("%(one)s with %(other)s: %(count)d") % {"count": n, "one": a, "other": b} for n, a, b in found]
    return _("Most often: %(pairs)s.") % {"pairs": "; ".join([first, *rest])}
