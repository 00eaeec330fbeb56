"""Putting two records together that are one: choosing the other, comparing, merging, and taking it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.base_words import UNNAMED
from agreements.admin.entry.row_words import said
from agreements.admin.keeping.comparison import Comparison, state_of
from agreements.admin.labels import headed, titled
from agreements.admin.numbers import number
from agreements.admin.row_select import RowSelect
from agreements.curation import rights, second_look
from agreements.curation.agreements import NotReady
from agreements.curation.merging import ground, likely, merge_agreements, merge_organisations, merge_people, unmerge
from agreements.curation.refusals import ReasonNeeded, Unseen, WrongState
from agreements.curation.reviewing.effects import CannotUndo
from agreements.models import CandidateMatch, Merger, Signatory
from agreements.models.merger import MERGED_NOUNS

CHOSEN_BY: dict[str, tuple[type[Model], str]] = {
    "agreement": (CandidateMatch, "agreement"),
    "organisation": (Signatory, "organisation"),
    "person": (Signatory, "person"),
}
"""A column that points at each noun, by which it is chosen as one types."""
MERGE: dict[str, Any] = {
    "agreement": merge_agreements,
    "organisation": merge_organisations,
    "person": merge_people,
}
NOT_AS_SEEN = (Unseen, ground.ChangedSince)
REFUSALS = (WrongState, *NOT_AS_SEEN, ReasonNeeded, CannotUndo)


def choosing(noun: str) -> type[forms.Form]:
    """A form with one field: another record of the same kind."""
    table, name = CHOSEN_BY[noun]
    column: Field[Any, Any] = table._meta.get_field(name)  # type: ignore[assignment]
    other = forms.ModelChoiceField(
        ground.TABLES[noun]._default_manager.all(), label=_("The other record"), widget=RowSelect(column, admin.site)
    )
    return type("Choosing", (forms.Form,), {"with": other})


@admin.register(Merger)
class MergerAdmin(ReadOnlyAdmin):
    change_form_template = "admin/agreements/merger/merger.html"
    list_display = ("when", "noun_word", "away_name", "kept_name", "by", "reason", "stands")
    list_display_links = ("away_name",)
    when = headed("at", UNNAMED["at"])
    list_filter = (
        "noun",
        ("by", admin.RelatedOnlyFieldListFilter),
        ("at", titled(admin.DateFieldListFilter, UNNAMED["at"])),
    )
    list_select_related = ("by",)
    search_fields = ("kept_name", "away_name", "reason")

    @admin.display(description=_("kind"), ordering="noun")
    def noun_word(self, row: Merger) -> str:
        return str(dict(MERGED_NOUNS)[row.noun])

    @admin.display(description=_("state"), ordering="undone_at")
    def stands(self, row: Merger) -> str:
        return gettext("undone") if row.undone_at else gettext("stands")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": gettext("Records that were merged"), **(extra_context or {})})

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view
        return [
            *(
                path(
                    f"compare/{noun}/<int:pk>/",
                    view(self.compare),
                    {"noun": noun},
                    name=f"agreements_merger_compare_{noun}",
                )
                for noun in CHOSEN_BY
            ),
            path("<int:pk>/undo/", view(require_POST(self.undo)), name="agreements_merger_undo"),
            *super().get_urls(),
        ]

    # -- choosing and comparing ------------------------------------------------------------------------------------

    def compare(self, request: HttpRequest, noun: str, pk: int) -> HttpResponse:
        table = ground.TABLES[noun]
        keep: Any = get_object_or_404(table, pk=pk)
        if not request.user.has_perm(f"agreements.view_{noun}"):
            raise PermissionDenied
        asked = request.GET.get("with", "")
        away: Any = table._default_manager.filter(pk=number(asked) or 0).first()
        if away is None or away.pk == keep.pk:
            return self._choose(request, noun, keep, is_wrong=bool(asked))
        if request.method == "POST":
            return self._decide(request, keep, away)
        return self._side_by_side(request, Comparison(keep, away))

    def _choose(self, request: HttpRequest, noun: str, keep: Any, *, is_wrong: bool) -> HttpResponse:
        if request.method == "POST":
            raise Http404
        if is_wrong:
            messages.error(request, gettext("Choose another record of the same kind."))
        found = likely.like(keep)
        rows = ground.TABLES[noun]._default_manager.in_bulk([one.second for one in found])
        context = {
            "title": gettext("Merge with…"),
            "form": choosing(noun)(),
            "suggestions": [
                (rows[one.second], said(rows[one.second]), state_of(rows[one.second]), one)
                for one in found
                if one.second in rows
            ],
            **self._head(request, keep),
        }
        return TemplateResponse(request, "admin/agreements/merger/choose.html", context)

    def _side_by_side(self, request: HttpRequest, page: Comparison, *, status: int = 200) -> HttpResponse:
        assert request.user.is_authenticated
        context = {
            "title": gettext("Merge two records"),
            "page": page,
            "away_words": said(page.away),
            "swapped": f"{_address(page.noun, page.away.pk)}?with={page.keep.pk}",
            **_second_look(rights.person(request.user), page.keep, page.away),
            "known_as_two": likely.are_known_as_two(page.keep, page.away),
            "reason": page.typed.get("reason", ""),
            "vouch": bool(page.typed.get("vouch")),
            **self._head(request, page.keep),
        }
        return TemplateResponse(request, "admin/agreements/merger/compare.html", context, status=status)

    def _decide(self, request: HttpRequest, keep: Any, away: Any) -> HttpResponse:
        by, noun = rights.person(request.user), ground.noun_of(keep)
        if request.POST.get("step") == "two":
            likely.note_as_two(first=keep, second=away, by=by)
            messages.success(request, gettext("Noted: these are two. They will not be offered again."))
            return HttpResponseRedirect(reverse(f"admin:agreements_{noun}_change", args=[keep.pk]))
        page = Comparison(keep, away, request.POST.dict())
        if request.POST.get("step") == "ask":
            return self._ask(request, page, by)
        more = {"vouch": bool(request.POST.get("vouch"))} if noun == "agreement" else {}
        try:
            merger = MERGE[noun](
                keep=keep,
                away=away,
                by=by,
                reason=request.POST.get("reason", "")[:500],
                choices=page.chosen,
                version=request.POST.get("version", ""),
                **more,
            )
        except NotReady as problem:
            return self._refused(request, page, problem.reasons)
        except REFUSALS as problem:
            return self._refused(request, page, [str(problem)], is_conflict=isinstance(problem, NOT_AS_SEEN))
        messages.success(request, gettext("Merged. Everything that hung on it has come over."))
        return HttpResponseRedirect(reverse("admin:agreements_merger_change", args=[merger.pk]))

    def _ask(self, request: HttpRequest, page: Comparison, by: User) -> HttpResponse:
        """Another person decides, where the house rules want two."""
        reason, version = request.POST.get("reason", "")[:500], request.POST.get("version", "")
        try:
            ground.ask(keep=page.keep, away=page.away, by=by, reason=reason, version=version)
        except REFUSALS as problem:
            return self._refused(request, page, [str(problem)], is_conflict=isinstance(problem, NOT_AS_SEEN))
        messages.success(request, gettext("Asked for. It waits on the first page for another person."))
        return HttpResponseRedirect(_change(page.noun, page.keep.pk))

    def _refused(
        self, request: HttpRequest, page: Comparison, problems: list[str], *, is_conflict: bool = False
    ) -> HttpResponse:
        """The same page with what was chosen and typed, and why nothing happened."""
        for problem in problems:
            messages.error(request, problem)
        return self._side_by_side(request, page, status=409 if is_conflict else 200)

    # -- what was merged -------------------------------------------------------------------------------------------

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        merger = get_object_or_404(Merger.objects.select_related("by", "undone_by"), pk=number(object_id))
        if not self.has_view_permission(request, merger):
            raise PermissionDenied
        rows = ground.TABLES[merger.noun]._default_manager.in_bulk([merger.kept, merger.away])
        keep, away = rows.get(merger.kept), rows.get(merger.away)
        may = keep is not None and away is not None and ground.may_merge(rights.person(request.user), keep, away)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Merger of two records"),
            "opts": self.opts,
            "merger": merger,
            "keep": keep,
            "keep_words": said(keep) or merger.kept_name,
            "away_words": said(away) or merger.away_name,
            "away": away,
            "counts": _counts(merger),
            "may_undo": may and merger.undone_at is None,
            "keep_address": _change(merger.noun, merger.kept) if keep else "",
            "away_address": _change(merger.noun, merger.away) if away else "",
        }
        return TemplateResponse(request, self.change_form_template, context)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        merger = get_object_or_404(Merger, pk=pk)
        try:
            unmerge(merger=merger, by=rights.person(request.user))
            messages.success(request, gettext("Undone: the two are as they were, every row of them."))
        except NotReady as problem:
            for reason in problem.reasons:
                messages.error(request, reason)
        except REFUSALS as problem:
            messages.error(request, str(problem))
        return HttpResponseRedirect(reverse("admin:agreements_merger_change", args=[pk]))

    def _head(self, request: HttpRequest, keep: Any) -> dict[str, Any]:
        noun = ground.noun_of(keep)
        return {
            **self.admin_site.each_context(request),
            "opts": keep._meta,
            "noun": noun,
            "keep": keep,
            "keep_words": said(keep),
            "keep_address": _change(noun, keep.pk),
            "list_address": reverse(f"admin:agreements_{noun}_changelist"),
        }


def _address(noun: str, pk: int) -> str:
    return reverse(f"admin:agreements_merger_compare_{noun}", args=[pk])


def _change(noun: str, pk: int) -> str:
    return reverse(f"admin:agreements_{noun}_change", args=[pk])


def _second_look(by: User, keep: Any, away: Any) -> dict[str, Any]:
    """What this person may do about the two, and who has asked for what."""
    against = ground.against(by, keep, away)
    asked = second_look.of_pair(keep, away).waiting().select_related("asked_by").first()
    return {
        "may_merge": ground.may_merge(by, keep, away) and not against,
        "may_ask": bool(against) and ground.may_ask(by, keep) and (asked is None or asked.asked_by_id != by.pk),
        "may_note": ground.may_ask(by, keep),
        "against": against,
        "asked": asked,
    }


def _counts(merger: Merger) -> dict[str, int]:
    """How many rows changed hands, became one, and were made."""
    changed = {(one["model"], one["pk"]) for one in merger.effects["changed"]}
    return {
        "moved": len(changed - {(f"agreements.{merger.noun}", key) for key in (merger.kept, merger.away)}),
        "folded": len(merger.effects["removed"]),
        "made": len(merger.effects["made"]),
    }
