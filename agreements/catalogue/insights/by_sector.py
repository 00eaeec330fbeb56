"""What are they on, and when?"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agreements.catalogue import addresses
from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights import groups
from agreements.catalogue.insights.crossing import Crossed, cross
from agreements.catalogue.insights.making import chart, largest
from agreements.catalogue.pages.insights import Chart
from agreements.catalogue.pages.parts import Link
from agreements.catalogue.selection import Selection
from agreements.domain.vocabulary import SECTORS

CODE = "by-sector"


def by_sector(result: Result, language: str) -> Chart:
    """Parent sectors; where sectors are chosen, those with what is below them.

    An agreement on a chosen sector may be on others as well, which are not shown: no list is of both.
    """
    chosen = result.selection.of("sector")
    wide = result.index.select(result.selection.without("sector")) if chosen else result
    columns = groups.singly(wide, "sector", _codes(chosen), language)
    crossed = cross(wide, groups.years(result, language), columns, language)
    return chart(
        CODE,
        "heat",
        result,
        crossed,
        language,
        question=_("What are they on, and when?"),
        finding=_finding(crossed, len(result)),
        note=_("An agreement may be on several sectors and is then counted under each."),
        row_heading=_("Year"),
        closer=() if chosen else tuple(_closer(crossed, result.selection, language)),
    )


def _codes(chosen: tuple[str, ...]) -> list[str]:
    if not chosen:
        return [term.code for term in SECTORS.roots()]
    wide = [each for code in chosen for each in (SECTORS.with_children(code) if code in SECTORS else (code,))]
    return list(dict.fromkeys(wide))


def _closer(crossed: Crossed, selection: Selection, language: str) -> Iterable[Link]:
    for column in crossed[0]:
        query = selection.with_("sector", column.code).query
        yield Link(column.text, f"{addresses.root(language)}insights/?{query}#{CODE}")


def _finding(crossed: Crossed, total: int) -> str:
    columns, rows = crossed
    best = largest(list(columns))
    if best is None or len(columns) < 2:
        return ""
    place = columns.index(best)
    held = [(row.cells[place].count, row.line.text.words) for row in rows if row.line.code != "early"]
    words = _("Most are on %(sector)s: %(count)d of %(total)d.")
    first = words % {"sector": best.text.words, "count": best.count, "total": total}
    if not held:
        return first
    most, year = max(held)
    busiest = _("Its busiest year: %(year)s, with %(count)d.") % {"year": year, "count": most}
    return f"{first} {busiest}"
