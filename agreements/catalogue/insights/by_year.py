"""When were they made, and in what form?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights import groups
from agreements.catalogue.insights.crossing import Crossed, cross
from agreements.catalogue.insights.making import chart, largest, single_years
from agreements.catalogue.pages.insights import Chart

CODE = "by-year"


def by_year(result: Result, language: str) -> Chart:
    crossed = cross(result, groups.years(result, language), groups.families(result, language), language)
    return chart(
        CODE,
        "bars",
        result,
        crossed,
        language,
        question=_("When were they made, and in what form?"),
        finding=_finding(crossed, len(result)),
        note=undated(result),
        row_heading=_("Year"),
    )


def undated(result: Result) -> str:
    """How many the picture leaves out because no source dates them."""
    dated = sum(result.within("year").values())
    count = len(result) - dated
    if not count:
        return ""
    words = ngettext("%(count)d more has no stated date.", "%(count)d more have no stated date.", count)
    return words % {"count": count}


def _finding(crossed: Crossed, total: int) -> str:
    best, form = largest(single_years(crossed)), largest(list(crossed[0]))
    if best is None or form is None or len(crossed[1]) < 2:
        return ""
    year = _("%(year)s saw most: %(count)d of %(total)d.") % {"year": best.code, "count": best.count, "total": total}
    largest_form = _("The largest group: %(group)s, %(count)d.") % {"group": form.text.words, "count": form.count}
    return f"{year} {largest_form}" if len(crossed[0]) > 1 else year
