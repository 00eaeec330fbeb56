"""Readers' notes: the list of cases, oldest first, and the page on which one is decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.keeping.case import CasePage, Decided, decide
from agreements.admin.labels import column, language
from agreements.admin.numbers import number
from agreements.catalogue.record.disputable import label_of
from agreements.curation import rights
from agreements.models import Dispute


class StateFilter(admin.SimpleListFilter):
    """Open ones unless others are asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("answered", _("With an outcome")),
            ("joined", _("Joined")),
            ("spam", _("Set aside")),
            ("all", _("All")),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": gettext("Open"),
        }
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Dispute]) -> QuerySet[Dispute]:
        asked = self.value()
        if asked == "all":
            return queryset
        if asked == "answered":
            return queryset.filter(pk__in=Dispute.objects.answered().values("pk"))
        return queryset.filter(state=asked if asked in ("joined", "spam") else "open")


@admin.register(Dispute)
class DisputeAdmin(ReadOnlyAdmin):
    change_list_template = "admin/agreements/dispute/change_list.html"
    list_display = ("number", "record", "value_word", "age", "marks", "state_word")
    list_display_links = ("number",)
    list_filter = (StateFilter,)
    search_fields = ("number", "agreement__public_id", "agreement__title_en", "agreement__title_ko", "said")
    ordering = ("opened_at", "pk")
    list_per_page = 50
    state_word = column("state", _("state"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dispute]:
        rows: QuerySet[Dispute] = super().get_queryset(request).select_related("agreement", "contact")
        return rows.annotate(beside=Count("agreement__disputes"))

    @admin.display(description=_("record"), ordering="agreement__public_id")
    def record(self, row: Dispute) -> str:
        return f"{row.agreement.public_id} {row.agreement.title(language())}"

    @admin.display(description=_("what it is about"))
    def value_word(self, row: Dispute) -> str:
        return label_of(row.value, row.kind, language())

    @admin.display(description=_("sent"), ordering="opened_at")
    def age(self, row: Dispute) -> str:
        return gettext("%s ago") % timesince(row.opened_at, timezone.now(), depth=1)

    @admin.display(description=_("marks"))
    def marks(self, row: Dispute) -> str:
        others = getattr(row, "beside", 1) - 1
        told = [
            (bool(row.source), gettext("names a source")),
            (hasattr(row, "contact"), gettext("wants an answer")),
            (others > 0, gettext("%d more on this record") % others),
            (not row.agreement.is_published, gettext("record no longer public")),
        ]
        return " · ".join(words for holds, words in told if holds)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        waiting = Dispute.objects.waiting()
        context = {
            "title": gettext("What readers say is wrong"),
            "open_cases": waiting.count(),
            "next_case": waiting.first(),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    # -- the page of one -------------------------------------------------------------------------------------------

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        rows = Dispute.objects.select_related("agreement", "joined_to", "decided_by")
        dispute = get_object_or_404(rows, pk=number(object_id))
        if not self.has_view_permission(request, dispute):
            raise PermissionDenied
        done: Decided | None = None
        if request.method == "POST" and isinstance(request.user, User):
            rights.require(request.user, rights.DECIDE)
            done = decide(dispute, request.POST, request.user)
            if done.is_done and not done.answers:
                messages.success(request, done.said)
                return HttpResponseRedirect(self._after(dispute, done))
            for problem in done.problems:
                messages.error(request, problem)
            dispute = get_object_or_404(rows, pk=dispute.pk)
        return self._render(request, dispute, done)

    def _render(self, request: HttpRequest, dispute: Dispute, done: Decided | None) -> HttpResponse:
        may_decide = request.user.has_perm(rights.DECIDE)
        context = {
            **self.admin_site.each_context(request),
            "title": dispute.number,
            "opts": self.opts,
            "case": dispute,
            "page": CasePage(dispute, language(), request.POST if request.method == "POST" else None),
            "done": done,
            "may_decide": may_decide and dispute.is_open,
            "may_reopen": may_decide and not dispute.is_open,
            "may_change": request.user.has_perm(rights.CHANGE),
            "following": Dispute.objects.waiting().exclude(pk=dispute.pk).first(),
        }
        return TemplateResponse(request, "admin/agreements/dispute/case.html", context)

    @staticmethod
    def _after(dispute: Dispute, done: Decided) -> str:
        """The next one that waits; the same page after one is opened again."""
        following = Dispute.objects.waiting().first() if done.leads_on else dispute
        if following is None:
            return reverse("admin:agreements_dispute_changelist")
        return reverse("admin:agreements_dispute_change", args=[following.pk])
