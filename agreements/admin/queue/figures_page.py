"""How the queue does, as tables and as CSV."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agreements.admin.labels import language
from agreements.curation.bulk.harmless import made_harmless
from agreements.curation.reviewing import figures as counted
from agreements.curation.reviewing.figures import Waiting, Yield
from agreements.domain.vocabulary import LANGUAGES
from agreements.models import Candidate

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Age:
    """A line of a table of what waits, its ages in words."""

    count: int
    median_said: str
    oldest_said: str

    @classmethod
    def of(cls, line: Waiting) -> Age:
        return cls(line.count, _long(line.median), _long(line.oldest))


def _long(length: datetime.timedelta | None) -> str:
    """In days once it is one, else in hours or minutes."""
    if length is None:
        return "–"
    now = timezone.now()
    return timesince(now - length, now, depth=1)


@dataclass(frozen=True, slots=True)
class Share:
    """A line of a table of yields, with how its bar is drawn."""

    line: Yield
    name: str

    @property
    def percent(self) -> int | None:
        return None if self.line.precision is None else round(100 * self.line.precision)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """What waits and for how long; what came of each source and each rule."""
    _may_see(request)
    context = {
        **admin.site.each_context(request),
        "title": _("The queue in figures"),
        "opts": Candidate._meta,
        "all": Age.of(counted.waiting()),
        "waiting": [
            (_("By match"), [(_match(one.name), Age.of(one)) for one in counted.waiting_by("match")]),
            (
                _("By language"),
                [(_language(one.name), Age.of(one)) for one in counted.waiting_by("language")],
            ),
            (_("By source"), [(_source(one.name), Age.of(one)) for one in counted.waiting_by(SOURCE)]),
        ],
        "sources": [Share(line, _source(line.name)) for line in counted.by_source()],
        "rules": [Share(line, line.name) for line in counted.by_rule()],
    }
    return TemplateResponse(request, "admin/agreements/candidate/figures.html", context)


SOURCE = "revision__item__sightings__source__name"


@require_GET
def as_csv(request: HttpRequest, table: str) -> HttpResponse:
    """One table as a file, its columns named in English as in every export."""
    _may_see(request)
    tables: dict[str, Callable[[], Iterable[Sequence[Any]]]] = {
        "waiting": _waiting_rows,
        "sources": lambda: _yield_rows("source", counted.by_source()),
        "rules": lambda: _yield_rows("rule", counted.by_rule()),
    }
    if table not in tables:
        raise Http404
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="queue-{table}.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerows([made_harmless(str(cell)) for cell in row] for row in tables[table]())
    return answer


def _may_see(request: HttpRequest) -> None:
    if not request.user.has_perm("agreements.view_candidate"):
        raise PermissionDenied


def _waiting_rows() -> Iterable[Sequence[Any]]:
    yield "by", "name", "waiting", "median_hours", "oldest_hours"
    for by, column in (("match", "match"), ("language", "language"), ("source", SOURCE)):
        for one in counted.waiting_by(column):
            yield by, one.name, one.count, _hours(one.median), _hours(one.oldest)


def _hours(length: datetime.timedelta | None) -> float | str:
    return "" if length is None else round(length.total_seconds() / HOUR, 1)


def _yield_rows(what: str, lines: Iterable[Yield]) -> Iterable[Sequence[Any]]:
    yield what, "proposed", "open", "accepted", "merged", "rejected", "values_corrected", "precision"
    for one in lines:
        share = "" if one.precision is None else round(one.precision, 4)
        yield one.name, one.proposed, one.open, one.accepted, one.merged, one.rejected, one.corrected, share


def _match(code: str) -> str:
    return {"new": _("New"), "matched": _("Matched"), "ambiguous": _("Ambiguous")}.get(code, code)


def _language(code: str) -> str:
    return LANGUAGES.label(code, language())


def _source(name: str) -> str:
    return name or _("No source holds it any longer")
