"""The queue of what the press proposes, and the page on which a curator decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.deciding import Decision, decide
from agreements.admin.labels import column, language, word_filter
from agreements.admin.numbers import number
from agreements.admin.reviewing import ReviewPage
from agreements.curation import review, rights
from agreements.curation.proposal import Proposal
from agreements.domain.vocabulary import FORMS, REPORTED_STATUSES
from agreements.models import Candidate, Sighting, Source
from agreements.models.candidate import CANDIDATE_STATES, CandidateQuerySet


class StateFilter(admin.SimpleListFilter):
    """Those that wait, unless others are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*CANDIDATE_STATES[1:], ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Waiting")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or "open")


class SourceFilter(admin.SimpleListFilter):
    title = _("source")
    parameter_name = "source"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(source.slug, source.name) for source in Source.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        if not self.value():
            return queryset
        return queryset.filter(revision__item__sightings__source__slug=self.value()).distinct()


@admin.register(Candidate)
class CandidateAdmin(ReadOnlyAdmin):
    change_list_template = "admin/agreements/candidate/change_list.html"
    list_display = ("what", "match_word", "likeliest", "language_word", "publisher", "age", "source")
    list_display_links = ("what",)
    list_filter = (StateFilter, "match", word_filter("language", _("language")), SourceFilter)
    search_fields = ("revision__title", "revision__item__publisher", "matches__agreement__public_id")
    list_per_page = 50
    language_word = column("language", _("language"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        sightings = Prefetch(
            "revision__item__sightings", Sighting.objects.select_related("source"), to_attr="seen_at_sources"
        )
        rows = (
            cast(CandidateQuerySet, super().get_queryset(request))
            .settled_as()
            .select_related("revision__item", "agreement", "decided_by")
        )
        return rows.defer("revision__text", "revision__signature").prefetch_related("matches__agreement", sightings)

    def get_ordering(self, request: HttpRequest) -> Any:
        return Candidate.objects.waiting().query.order_by

    # -- a line of the queue ---------------------------------------------------------------------------------------

    @admin.display(description=_("what it proposes"))
    def what(self, row: Candidate) -> str:
        proposal = Proposal.of(row)
        title = proposal.title_ko if language() == "ko" else proposal.title_en
        name = title or proposal.title_en or proposal.title_ko
        status = REPORTED_STATUSES.label(proposal.status.value, language())
        return f"{name.value if name else proposal.description(language())} · {status}"

    @admin.display(description=_("match"), ordering="match")
    def match_word(self, row: Candidate) -> str:
        return {"new": gettext("New"), "ambiguous": gettext("Ambiguous"), "matched": gettext("Matched")}.get(
            row.match, row.match
        )

    @admin.display(description=_("most like"))
    def likeliest(self, row: Candidate) -> str:
        if row.agreement:
            return row.agreement.public_id
        if settled := getattr(row, "settled", None):
            return gettext("%(id)s, decided in another copy") % {"id": settled}
        return ", ".join(f"{match.agreement.public_id} ({match.score:.0%})" for match in list(row.matches.all())[:2])

    @admin.display(description=_("publisher"), ordering="revision__item__publisher")
    def publisher(self, row: Candidate) -> str:
        return row.revision.item.publisher

    @admin.display(description=_("waiting for"), ordering="created_at")
    def age(self, row: Candidate) -> str:
        return timesince(row.created_at, timezone.now(), depth=1)

    @admin.display(description=_("source"))
    def source(self, row: Candidate) -> str:
        seen = getattr(row.revision.item, "seen_at_sources", [])
        return ", ".join(sorted({sighting.source.name for sighting in seen}))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        waiting = Candidate.objects.filter(state="open")
        counts = {row["match"]: row["n"] for row in waiting.order_by().values("match").annotate(n=Count("pk"))}
        context = {
            "title": gettext("What the press proposes"),
            "counts": [(code, counts.get(code, 0)) for code in ("new", "ambiguous", "matched")],
            "next_candidate": Candidate.objects.waiting().first(),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    # -- the page of one -------------------------------------------------------------------------------------------

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        candidate = get_object_or_404(Candidate.objects.for_review().select_related("decided_by"), pk=number(object_id))
        if not self.has_view_permission(request, candidate):
            raise PermissionDenied
        page = ReviewPage(candidate, data=request.POST if request.method == "POST" else None)
        if request.method == "POST" and isinstance(request.user, User):
            rights.require(request.user, rights.REVIEW)
            outcome = decide(page, request.POST, request.user)
            if outcome.done:
                messages.success(request, outcome.said)
                return HttpResponseRedirect(self._after(request, candidate, outcome))
            for problem in outcome.problems:
                messages.error(request, problem)
            page.conflict = outcome.conflict
        return self._render(request, page)

    def _render(self, request: HttpRequest, page: ReviewPage) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Decide on a proposal"),
            "opts": self.opts,
            "page": page,
            "candidate": page.candidate,
            "may_review": request.user.has_perm(rights.REVIEW),
            "may_publish": request.user.has_perm(rights.PUBLISH),
            "forms": FORMS,
        }
        status = 409 if page.conflict else 200
        return TemplateResponse(request, "admin/agreements/candidate/review.html", context, status=status)

    @staticmethod
    def _after(request: HttpRequest, candidate: Candidate, outcome: Decision) -> str:
        """The next one that waits after a decision; the same page after an edit or an undo."""
        following = review.neighbours(candidate)[1] if outcome.leads_on else candidate
        if following is None:
            return reverse("admin:agreements_candidate_changelist")
        return reverse("admin:agreements_candidate_change", args=[following.pk])
