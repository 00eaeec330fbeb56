"""Many records at once: a template and exports to take away, a file to look at, and the button that applies it."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.admin.keeping.bulk_preview import groups, problems, tallies
from agreements.admin.labels import language
from agreements.curation import bulk, rights
from agreements.curation.bulk import applying, keeping, writing
from agreements.curation.bulk.export import SEE
from agreements.curation.bulk.planning import ENTER
from agreements.models import Agreement, BulkFile, Organisation, Person

NOUNS: dict[str, tuple[type[Any], str]] = {
    "agreement": (Agreement, "agreements"),
    "organisation": (Organisation, "organisations"),
    "person": (Person, "people"),
}
FORMATS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writing.as_workbook),
    "zip": ("application/zip", writing.as_zip),
}
RECORDS_A_PAGE = 50
SHOWN_WHEN_DONE = 200
SHOWN_PROBLEMS = 300
"""Places to mend, or to look at, on one page: whoever mends so many brings the file again anyway."""


class Bulk:
    """The pages of the editing room that concern many records."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        view = self.site.admin_view
        return [
            path("agreements/bulk/", view(self.start), name="bulk"),
            path("agreements/bulk/template/<str:form>/", view(require_safe(self.template)), name="bulk_template"),
            path("agreements/bulk/export/<str:form>/", view(require_safe(self.export_all)), name="bulk_export_all"),
            path("agreements/bulk/export/<str:noun>/<str:form>/", view(require_safe(self.export)), name="bulk_export"),
            path("agreements/bulk/<int:pk>/", view(self.preview), name="bulk_preview"),
        ]

    # -- out ---------------------------------------------------------------------------------------------------------

    def template(self, request: HttpRequest, form: str) -> HttpResponse:
        """Empty sheets that explain themselves."""
        rights.require(rights.person(request.user), *SEE)
        return _file({}, form, "template")

    def export_all(self, request: HttpRequest, form: str) -> HttpResponse:
        """The whole register."""
        return _file(bulk.everything(by=rights.person(request.user)), form, "register")

    def export(self, request: HttpRequest, noun: str, form: str) -> HttpResponse:
        """The rows that a list of the editing room shows, under the same filters."""
        if noun not in NOUNS:
            raise Http404
        by, (model, sheet) = rights.person(request.user), NOUNS[noun]
        rights.require(by, *SEE)
        try:
            shown = self.site._registry[model].get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{reverse(f'admin:agreements_{noun}_changelist')}?{ERROR_FLAG}=1")
        chosen = shown.get_queryset(request).order_by().values_list("pk", flat=True)
        return _file(bulk.of_register(noun=sheet, chosen=set(chosen), by=by), form, sheet)

    # -- in ----------------------------------------------------------------------------------------------------------

    def start(self, request: HttpRequest) -> HttpResponse:
        """What can be taken away, and the place to bring a file to."""
        by, problem = rights.person(request.user), ""
        if request.method == "POST":
            try:
                return self._take(request)
            except bulk.Unreadable as refusal:
                problem = str(refusal)
        context = {
            "title": _("In bulk"),
            "problem": problem,
            "may_import": by.has_perms(ENTER),
            "may_export": by.has_perms(SEE),
            "megabytes": bulk.book.MOST_BYTES // 1_000_000,
            "rows": bulk.book.MOST_ROWS,
            "mine": _mine(by) if by.has_perms(ENTER) else [],
            "nouns": [(name, model._meta.verbose_name_plural) for name, (model, _sheet) in NOUNS.items()],
        }
        if not context["may_export"]:
            raise PermissionDenied
        return self._page(request, "admin/bulk/start.html", context, status=400 if problem else 200)

    def _take(self, request: HttpRequest) -> HttpResponse:
        by, file = rights.person(request.user), request.FILES.get("file")
        rights.require(by, *ENTER)
        if file is None:
            raise bulk.Unreadable(_("Choose a file first."))
        if (file.size or 0) > bulk.book.MOST_BYTES:
            most = bulk.book.MOST_BYTES // 1_000_000
            raise bulk.Unreadable(_("The file is larger than %(most)s MB. Split it.") % {"most": most})
        row = keeping.keep(content=file.read(), name=file.name or "", by=by)
        return HttpResponseRedirect(reverse("admin:bulk_preview", args=[row.pk]))

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Every change that the file would make, or all that stands against it; the button that applies it."""
        by = rights.person(request.user)
        try:
            file = keeping.kept(pk=pk, by=by)
        except BulkFile.DoesNotExist:
            raise Http404 from None
        if file.applied_at is not None:
            return self._done(request, file)
        if request.method == "POST":
            return self._apply(request, file)
        return self._show(request, file, keeping.shown(file=file, by=by))

    def _apply(self, request: HttpRequest, file: BulkFile) -> HttpResponse:
        by, why = rights.person(request.user), " ".join(request.POST.get("reason", "").split())[:200]
        try:
            keeping.apply(file=file, digest=request.POST.get("digest", "")[:64], by=by, why=why)
        except applying.Outdated:
            message = _("The register has changed since you looked. This is what the file would do now.")
            return self._show(request, file, keeping.shown(file=file, by=by), conflict=message, status=409)
        except applying.Refused as refused:
            made = keeping.shown(file=file, by=by)
            made.problems = made.problems or refused.problems
            return self._show(request, file, made, status=409)
        except keeping.AppliedAlready:
            messages.info(request, _("This file has been applied already."))
        return HttpResponseRedirect(request.path)

    def _show(
        self, request: HttpRequest, file: BulkFile, made: bulk.Plan, *, conflict: str = "", status: int = 200
    ) -> HttpResponse:
        pages = Paginator(groups(made, language()), RECORDS_A_PAGE)
        context = {
            "title": _("What %(name)s would do") % {"name": file.name},
            "file": file,
            "plan": made,
            "conflict": conflict,
            "tallies": tallies(made),
            "problems": problems(made.problems)[:SHOWN_PROBLEMS],
            "more_problems": max(0, len(made.problems) - SHOWN_PROBLEMS),
            "remarks": problems(made.remarks)[:SHOWN_PROBLEMS],
            "page": pages.get_page(request.GET.get("page")),
            "reason": request.POST.get("reason", ""),
        }
        return self._page(request, "admin/bulk/preview.html", context, status=status)

    def _done(self, request: HttpRequest, file: BulkFile) -> HttpResponse:
        touched = Agreement.objects.filter(public_id__in=file.outcome.get("agreements", []))
        context = {
            "title": _("%(name)s is applied") % {"name": file.name},
            "file": file,
            "agreements": touched.order_by("public_id")[:SHOWN_WHEN_DONE],
            "more": max(0, len(file.outcome.get("agreements", [])) - SHOWN_WHEN_DONE),
            "made": set(file.outcome.get("made", [])),
            "language": language(),
        }
        return self._page(request, "admin/bulk/done.html", context)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        return TemplateResponse(request, template, {**self.site.each_context(request), **context}, status=status)


def _mine(by: Any) -> Any:
    """The person's files that wait, and those last applied."""
    rows = BulkFile.objects.filter(by=by).defer("content").order_by("-uploaded_at")
    return [row for row in rows[:20] if row.applied_at or row.expires_at > timezone.now()][:8]


def _file(rows: bulk.export.Rows, form: str, name: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    media_type, write = FORMATS[form]
    answer = HttpResponse(write(rows), content_type=media_type)
    today = datetime.datetime.now(datetime.UTC).date()
    answer["Content-Disposition"] = f'attachment; filename="uk-korea-{name}-{today}.{form}"'
    return answer
