"""The figures of a chart at an address of their own, for exactly the selection that the page draws."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language

from agreements.catalogue.edition import Edition
from agreements.catalogue.insights import data
from agreements.catalogue.insights.page import question
from agreements.catalogue.pages.agreements import Problem
from agreements.catalogue.pages.insights import Chart
from agreements.web.caching import public

UTF8 = "\ufeff"
"""Without which spreadsheets take Hangul for Latin letters."""


@public
def chart_data(request: HttpRequest, now: Edition, code: str, kind: str) -> HttpResponse:
    """`/insights/by-year.json`, `/insights/by-year.csv`; labels in the language of the address."""
    language = (get_language() or "en")[:2]
    chart, problems = question(code, request.GET, language, now)
    if problems:
        return _refused(problems)
    if chart is None or kind not in ("json", "csv"):
        raise Http404
    return _json(chart) if kind == "json" else _csv(chart)


def _json(chart: Chart) -> HttpResponse:
    return JsonResponse(data.as_json(chart, _origin()), json_dumps_params={"ensure_ascii": False})


def _csv(chart: Chart) -> HttpResponse:
    response = HttpResponse(UTF8 + data.as_csv(chart, _origin()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{chart.code}.csv"'
    return response


def _refused(problems: tuple[Problem, ...]) -> HttpResponse:
    told = [{"parameter": each.parameter, "given": each.value, "message": each.message} for each in problems]
    return JsonResponse({"problems": told}, status=400, json_dumps_params={"ensure_ascii": False})


def _origin() -> str:
    return settings.SITE_ORIGIN.rstrip("/")
