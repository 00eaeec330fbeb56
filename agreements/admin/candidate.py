"""The queue of what the press proposes, and the page on which a curator decides."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.entry import drafts
from agreements.admin.entry.row_words import said
from agreements.admin.labels import column, word_filter
from agreements.admin.notices import notices, tell
from agreements.admin.numbers import number
from agreements.admin.queue import batch_pages, figures_page, review_asides
from agreements.admin.queue.deciding import Decision, decide
from agreements.admin.queue.holding import held, is_looking
from agreements.admin.queue.queue_filters import MatchFilter, SourceFilter, StateFilter
from agreements.admin.queue.queue_head import QueueHead, reads_of
from agreements.admin.queue.reviewing import ReviewPage
from agreements.curation import review, rights
from agreements.curation.reviewing import asking
from agreements.models import Candidate, Look, Sighting
from agreements.models.candidate import WORTH_NEAR_CERTAIN


@admin.register(Candidate)
class CandidateAdmin(ReadOnlyAdmin):
    change_list_template = "admin/agreements/candidate/change_list.html"
    list_display = ("what", "match_word", "likeliest", "language_word", "publisher", "age", "source", "standing")
    list_display_links = ("what",)
    list_filter = (StateFilter, MatchFilter, word_filter("language", _("language")), SourceFilter)
    search_fields = ("revision__title", "revision__item__publisher", "matches__agreement__public_id")
    list_per_page = 50
    language_word = column("language", _("language"))

    def get_urls(self) -> list[Any]:
        return [*self._asides(), *super().get_urls()]

    def _asides(self) -> list[URLPattern]:
        views: dict[str, tuple[str, Any]] = {
            "batch/": ("batch", batch_pages.near_certain),
            "batch/<uuid:batch>/": ("batch_done", batch_pages.done),
            "figures/": ("figures", figures_page.figures),
            "figures/<slug:table>.csv": ("figures_csv", figures_page.as_csv),
            "names/": ("names", review_asides.names),
            "reads/": ("reads", review_asides.set_reads),
            "undo/<int:key>/": ("undo", review_asides.undo),
            "<int:key>/looking/": ("looking", review_asides.looking),
            "<int:key>/preview/": ("preview", review_asides.preview),
        }
        return [
            path(address, self.admin_site.admin_view(view), name=f"agreements_candidate_{name}")
            for address, (name, view) in views.items()
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        sightings = Prefetch(
            "revision__item__sightings", Sighting.objects.select_related("source"), to_attr="seen_at_sources"
        )
        looks = Prefetch("looks", asking.looked_at(), to_attr="looked_at")
        rows = Candidate.objects.settled_as().in_order(reads_of(request))
        rows = rows.select_related("revision__item", "agreement", "decided_by", "hold__by")
        return rows.defer("revision__text", "revision__signature").prefetch_related(
            "matches__agreement", sightings, looks
        )

    def get_ordering(self, request: HttpRequest) -> Any:
        return "foreign", "worth", "created_at", "pk"

    # -- a line of the queue ---------------------------------------------------------------------------------------

    @admin.display(description=_("what it proposes"))
    def what(self, row: Candidate) -> str:
        return said(row)

    @admin.display(description=_("match"), ordering="match")
    def match_word(self, row: Candidate) -> str:
        if getattr(row, "worth", None) == WORTH_NEAR_CERTAIN:
            return gettext("Near-certain")
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

    @admin.display(description=_("note"))
    def standing(self, row: Candidate) -> str:
        """Who has it open, or who put it off and until when."""
        looks: list[Look] = getattr(row, "looked_at", [])
        if looks:
            return is_looking(looks[0])
        return held(row) if row.state == "open" and hasattr(row, "hold") else ""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        context = {
            "title": gettext("What the press proposes"),
            "queue": QueueHead.of(request),
            "notices": notices(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    # -- the page of one -------------------------------------------------------------------------------------------

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        candidate = get_object_or_404(Candidate.objects.for_review(), pk=number(object_id))
        if not self.has_view_permission(request, candidate):
            raise PermissionDenied
        page = ReviewPage(
            candidate, data=request.POST if request.method == "POST" else None, reads=reads_of(request), by=request.user
        )
        if request.method == "POST" and isinstance(request.user, User):
            rights.require(request.user, rights.REVIEW)
            following = page.neighbours[1]
            outcome = decide(page, request.POST, request.user)
            if outcome.done and not outcome.stays:
                tell(request, outcome.said, review=outcome.review)
                return drafts.saved(request, _lead(request, self._after(request, candidate, outcome, following)))
            page.told(outcome)
            for problem in outcome.problems:
                messages.error(request, problem)
        return self._render(request, page)

    def _render(self, request: HttpRequest, page: ReviewPage) -> HttpResponse:
        may_review = request.user.has_perm(rights.REVIEW)
        if may_review and isinstance(request.user, User) and page.candidate.state == "open":
            page.others = asking.look(candidate=page.candidate, by=request.user)
            if page.foreseen is None and page.conflict is None:
                page.foresee_chosen(request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Decide on a proposal"),
            "opts": self.opts,
            "page": page,
            "candidate": page.candidate,
            "may_review": may_review,
            "may_publish": request.user.has_perm(rights.PUBLISH),
            "notices": notices(request),
        }
        status = 409 if page.conflict or page.is_unseen else 200
        answer = TemplateResponse(request, "admin/agreements/candidate/review.html", context, status=status)
        if request.headers.get("HX-Current-URL", "").split("?")[0].endswith(request.path):
            answer["HX-Push-Url"] = "false"
        return answer

    @staticmethod
    def _after(request: HttpRequest, candidate: Candidate, outcome: Decision, following: Candidate | None) -> str:
        """The next one that waits after a decision; the same page after an edit or an undo."""
        if not outcome.leads_on:
            return reverse("admin:agreements_candidate_change", args=[candidate.pk])
        return review_asides.address_of(following or review.neighbours(candidate, reads_of(request))[1], candidate)


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    """On to the next page; one that is no review page is asked for whole."""
    if request.headers.get("HX-Request") and not review_asides.is_review_page(address):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
