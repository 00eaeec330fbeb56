"""What was announced at each visit and summit, and what became of it?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights import groups
from agreements.catalogue.insights.crossing import Crossed, cross, occupied
from agreements.catalogue.insights.making import chart, largest
from agreements.catalogue.pages.insights import Chart

CODE = "occasions"
MOST = 12


def occasions(result: Result, language: str) -> Chart:
    """Those with most, newest first."""
    counts = result.within("occasion")
    kept = set(sorted(counts, key=lambda slug: -counts[slug])[:MOST])
    newest_first = [slug for slug in result.index.names["occasion"] if slug in kept]
    rows = groups.singly(result, "occasion", newest_first, language)
    crossed = occupied(cross(result, rows, groups.stages(result, language), language))
    return chart(
        CODE,
        "strips",
        result,
        crossed,
        language,
        question=_("What came of each visit and summit?"),
        finding=_finding(crossed),
        note=_("The %(count)d occasions with most agreements, newest first.") % {"count": MOST}
        if len(counts) > MOST
        else "",
        row_heading=_("Occasion"),
    )


def _finding(crossed: Crossed) -> str:
    best = largest([row.line for row in crossed[1]])
    if best is None or len(crossed[1]) < 2:
        return ""
    cells = next(row.cells for row in crossed[1] if row.line == best)
    stages = [f"{column.text.words} {cell.count}" for column, cell in zip(crossed[0], cells, strict=True) if cell.count]
    words = _("Most came of %(occasion)s: %(count)d. Now: %(stages)s.")
    return words % {"occasion": best.text.words, "count": best.count, "stages": " · ".join(stages)}
