"""What is to be mended: how much of each kind, and each finding with a link to the very place that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.translation import gettext as _

from agreements.admin.labels import language
from agreements.admin.numbers import number
from agreements.catalogue.listing.paging import pages_of, paginate
from agreements.curation.quality import CHECKS, GROUPS, Check, Finding

SIZE = 50
MAY_SEE, MAY_ADD = "agreements.view_agreement", "agreements.add_evidence"


@dataclass(frozen=True, slots=True)
class Counted:
    """A check and how much it finds now."""

    check: Check
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Checks of one kind that find something, and how much together."""

    title: str
    counted: tuple[Counted, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Line:
    """A finding with the address that mends it."""

    finding: Finding
    address: str


def urls(site: AdminSite) -> list[URLPattern]:
    """The addresses of these pages."""

    def overview(request: HttpRequest) -> HttpResponse:
        return _overview(request, site)

    def one(request: HttpRequest, code: str) -> HttpResponse:
        return _one(request, site, code)

    return [
        path("quality/", site.admin_view(overview), name="quality"),
        path("quality/<slug:code>/", site.admin_view(one), name="quality_check"),
    ]


def _overview(request: HttpRequest, site: AdminSite) -> HttpResponse:
    _require(request)
    counted = [Counted(check, check.count(), _own(check)) for check in CHECKS]
    groups = [_group(code, [each for each in counted if each.check.group == code and each.count]) for code in GROUPS]
    nothing = [each for each in counted if not each.count]
    unlooked = [each for each in nothing if not each.check.has_looked()]
    context = {
        **site.each_context(request),
        "title": _("What is to be mended"),
        "groups": [group for group in groups if group.counted],
        "clear": [each for each in nothing if each not in unlooked],
        "unlooked": unlooked,
        "total": sum(each.count for each in counted),
        "checks": len(counted),
        "is_quality": True,
    }
    return TemplateResponse(request, "admin/quality/overview.html", context)


def _group(code: str, counted: list[Counted]) -> Group:
    return Group(str(GROUPS[code]), tuple(counted), sum(each.count for each in counted))


def _one(request: HttpRequest, site: AdminSite, code: str) -> HttpResponse:
    _require(request)
    check = next((each for each in CHECKS if each.code == code), None)
    if check is None:
        raise Http404
    total = check.count()
    asked = min(max(number(request.GET.get("page", "1")) or 1, 1), pages_of(total, SIZE))
    own = _own(check)
    context = {
        **site.each_context(request),
        "title": check.title,
        "check": check,
        "total": total,
        "lines": [
            Line(finding, _mending(finding, may_add=request.user.has_perm(MAY_ADD)))
            for finding in check.page(asked, SIZE, language())
        ],
        "pagination": paginate(asked, total, SIZE, lambda each: f"{own}?page={each}"),
        "following": _following(check),
        "is_quality": True,
    }
    return TemplateResponse(request, "admin/quality/check.html", context)


def _following(check: Check) -> Counted | None:
    """The next check in the list that finds something; asked only up to it."""
    place = CHECKS.index(check)
    for each in CHECKS[place + 1 :]:
        if count := each.count():
            return Counted(each, count, _own(each))
    return None


def _own(check: Check) -> str:
    return reverse("admin:quality_check", args=[check.code])


def _mending(finding: Finding, *, may_add: bool) -> str:
    """Where it is mended: the form that puts something under the value, the record's own form at the right place, or
    the two records side by side."""
    if finding.target and may_add:
        given = {"agreement": finding.pk, "target": finding.target, "strength": finding.strength}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{reverse('admin:agreements_evidence_add')}?{query}" + (f"#{finding.place}" if finding.place else "")
    form = reverse(f"admin:agreements_{finding.noun}_change", args=[finding.pk])
    if finding.twin:
        try:
            compare = reverse(f"admin:agreements_merger_compare_{finding.noun}", args=[finding.pk])
        except NoReverseMatch:
            return form
        return f"{compare}?with={finding.twin}"
    return f"{form}#{finding.place}" if finding.place and not finding.target else form


def _require(request: HttpRequest) -> Any:
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
