"""How the queue can be narrowed: by where a candidate stands, and by the source that brought it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.models import Candidate, Source
from agreements.models.candidate import CANDIDATE_STATES, NEAR_CERTAIN, CandidateQuerySet


class StateFilter(admin.SimpleListFilter):
    """Those that wait, unless others are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        held = [("until", _("Put off until a day")), ("second-source", _("Waiting for a second source"))]
        return [*held, *CANDIDATE_STATES[1:], ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Waiting")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        rows, asked = cast(CandidateQuerySet, queryset), self.value()
        if asked == "all":
            return rows
        if asked in ("until", "second-source"):
            return rows.put_off().filter(hold__kind=asked)
        return rows.filter(state=asked) if asked else rows.at_hand()


class MatchFilter(admin.SimpleListFilter):
    """As linking found them; the near-certain ones apart."""

    title = _("match")
    parameter_name = "match"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("new", _("New")),
            ("near-certain", _("Near-certain")),
            ("ambiguous", _("Ambiguous")),
            ("matched", _("Matched, less surely")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        if self.value() == "near-certain":
            return queryset.filter(NEAR_CERTAIN)
        return queryset.filter(match=self.value()).exclude(NEAR_CERTAIN) if self.value() else queryset


class SourceFilter(admin.SimpleListFilter):
    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(source.slug, source.name) for source in Source.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        if not self.value():
            return queryset
        return queryset.filter(revision__item__sightings__source__slug=self.value()).distinct()
