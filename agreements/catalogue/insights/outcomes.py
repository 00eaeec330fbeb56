"""What was announced or signed, and what became of it?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights import groups
from agreements.catalogue.insights.by_year import undated
from agreements.catalogue.insights.crossing import Crossed, cross
from agreements.catalogue.insights.making import chart
from agreements.catalogue.pages.insights import Chart

CODE = "outcomes"


def outcomes(result: Result, language: str) -> Chart:
    """Each year's agreements by where they stand now."""
    crossed = cross(result, groups.years(result, language), groups.stages(result, language), language)
    return chart(
        CODE,
        "bars",
        result,
        crossed,
        language,
        question=_("What was signed or announced each year, and where does it stand?"),
        finding=_finding(crossed, len(result)),
        note=undated(result),
        row_heading=_("Year"),
    )


def _finding(crossed: Crossed, total: int) -> str:
    counts = {column.code: column.count for column in crossed[0]}
    if not {"working", "signed"} <= counts.keys():
        return ""
    words = _(
        "Of %(total)d, %(working)d are known to be in force or in effect; for %(signed)d nothing later than the"
        " signature is recorded."
    )
    return words % {"total": total, "working": counts["working"], "signed": counts["signed"]}
