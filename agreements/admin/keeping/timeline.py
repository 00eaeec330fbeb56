"""The page of a record's history: filtered by field, two moments compared, a change taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from agreements.admin.entry.row_words import said
from agreements.admin.keeping.history import History
from agreements.curation import rights
from agreements.curation.agreements import NotReady
from agreements.curation.refusals import ReasonNeeded, WrongState
from agreements.curation.reverting import revert
from agreements.curation.reviewing.effects import CannotUndo


def show(request: HttpRequest, row: Model, context: dict[str, Any], *, may_change: bool) -> HttpResponse:
    """The timeline, the comparison of two moments, or what came of taking a change back."""
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        return _take_back(request, row)
    history = History(row, only=request.GET.get("field", ""), page=request.GET.get("page", "1"))
    words = said(row)
    context |= {"history": history, "object": row, "row_words": words, "may_change": may_change and bool(history.words)}
    first, second = request.GET.get("from", ""), request.GET.get("to", "")
    if history.moment(first) and history.moment(second):
        return _compare(request, history, first, second, context)
    if (first or second) and not request.GET.get("field"):
        messages.warning(request, _("Choose two moments to compare."))
    context["title"] = _("What changed and when: %s") % words
    return TemplateResponse(request, "admin/history.html", context)


def _compare(request: HttpRequest, history: History, first: str, second: str, context: dict[str, Any]) -> HttpResponse:
    moments = sorted(filter(None, (history.moment(first), history.moment(second))), key=lambda one: one.at)
    context |= {
        "title": _("Two moments compared: %s") % context["row_words"],
        "moments": moments,
        "groups": history.compare(first, second),
    }
    return TemplateResponse(request, "admin/history_compare.html", context)


def _take_back(request: HttpRequest, row: Model) -> HttpResponse:
    item = request.POST.get("item", "")
    try:
        revert(
            record=row,
            change_set=request.POST.get("change", ""),
            items=None if item == "all" else [item],
            by=rights.person(request.user),
            reason=request.POST.get("reason", "")[:300],
        )
        messages.success(request, _("Taken back: it says again what it said before."))
    except NotReady as problem:
        for reason in problem.reasons:
            messages.error(request, reason)
    except (CannotUndo, ReasonNeeded, WrongState) as problem:
        messages.error(request, str(problem))
    return HttpResponseRedirect(request.get_full_path())
