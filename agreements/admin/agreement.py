"""The agreement's page, its rows in the order in which a person tells them, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import transaction
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agreements.admin.base import NounAdmin, reason_given
from agreements.admin.entry import alike, drafts, evidence_shown, pasting, preview, quoting, steps, two_editors
from agreements.admin.entry.agreement_form import AgreementForm
from agreements.admin.entry.agreement_rows import EVERY, FIRST, FOLDED, LINES_OF_A_NEW_ONE, PressInline
from agreements.admin.entry.dates import PartialDateField
from agreements.admin.labels import column, headed, in_words, label, language, word_filter
from agreements.admin.numbers import number
from agreements.admin.row_select import RowSelect
from agreements.curation import agreements, evidence, oddities, readiness, rights, second_look, standing, versions
from agreements.curation.refusals import Unseen
from agreements.curation.upkeep import settle_primary_sector
from agreements.models import Agreement, Evidence, PressLink
from agreements.models.evidence import ROW_OF_VALUE


@admin.register(Agreement)
class AgreementAdmin(NounAdmin):
    form = AgreementForm
    change_form_template = "admin/agreements/agreement/change_form.html"
    change_list_template = "admin/agreements/agreement/change_list.html"
    list_display = ("number_shown", "title_shown", "form_word", "status_word", "record_state_word", "changed_on")
    list_display_links = ("number_shown", "title_shown")
    list_filter = (
        word_filter("record_state", _("record state")),
        word_filter("status", _("status")),
        word_filter("form", _("form")),
        word_filter("level", _("level")),
        word_filter("confidence", _("how well supported")),
    )
    search_fields = ("public_id", "title_en", "title_ko", "other_names__text", "signatories__organisation__names__text")
    autocomplete_fields = ("occasion",)
    inlines = EVERY
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("title_en", "title_ko", "form", "legal_nature", "level", "occasion", "summary_en", "summary_ko"),
                    *("confidence", "support", "supporting_page", "supporting_item", "reason_for_change"),
                )
            },
        ),
    )
    form_word = column("form", _("form"))
    status_word = column("status", _("status"))
    record_state_word = column("record_state", _("record state"))
    number_shown = headed("public_id", _("number"))

    # -- what is shown ---------------------------------------------------------------------------------------------

    @admin.display(description=_("title"), ordering="title_en")
    def title_shown(self, row: Agreement) -> str:
        return row.title(language())

    @admin.display(description=_("last changed"), ordering="updated_at")
    def changed_on(self, row: Agreement) -> str:
        return date_format(timezone.localtime(row.updated_at))

    @admin.display(description=_("status"))
    def status_shown(self, row: Agreement) -> str:
        if row._state.adding:
            return gettext("Follows from the actions")
        since = f" · {row.status_since.format(language())}" if row.status_since else ""
        return f"{label(row, 'status')}{since}"

    def get_inlines(self, request: HttpRequest, obj: Agreement | None) -> Any:
        return self.inlines if obj else [one for one in self.inlines if one is not PressInline]

    def get_inline_instances(self, request: HttpRequest, obj: Agreement | None = None) -> Any:
        instances = super().get_inline_instances(request, obj)
        for inline in instances if obj is None else ():
            inline.extra = LINES_OF_A_NEW_ONE.get(type(inline), 0)
        return instances

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        for name, column_of, field in (
            ("supporting_page", Evidence, "reference"),
            ("supporting_item", PressLink, "item"),
        ):
            if name in form.base_fields:
                form.base_fields[name].widget = self._chosen_by_name(request, column_of._meta.get_field(field))
        form.refused = getattr(request, "refused", ())
        return form

    def _chosen_by_name(self, request: HttpRequest, db_field: Any) -> forms.Widget:
        """Chosen by typing, and added in a window of its own where that is allowed."""
        select = RowSelect(db_field, self.admin_site)
        other = self.admin_site._registry[db_field.remote_field.model]
        may_add = other.has_add_permission(request)
        return RelatedFieldWidgetWrapper(select, db_field.remote_field, self.admin_site, can_add_related=may_add)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A text that was read and gave nothing is offered as what the new record stands on."""
        initial: dict[str, Any] = {**super().get_changeform_initial_data(request)}
        if item := number(request.GET.get("item", "")):
            initial |= {"support": "item", "supporting_item": item}
        return initial

    # -- what is typed, and may be shown again ---------------------------------------------------------------------

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What would leave a public record without what publication asks for is shown back with the reasons."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except agreements.NotReady as problem:
            request.refused = problem.reasons  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def _changeform_view(self, request: Any, object_id: str | None, form_url: str, extra_context: Any) -> Any:
        """Inside the transaction: nothing is saved over what somebody else saved, nor twice, nor for one more line."""
        if request.method == "POST" and not getattr(request, "refused", ()):
            self._look_before_saving(request, object_id)
        response = super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]
        if getattr(request, "is_only_shown", False):
            _without_errors(response.context_data)
        if getattr(request, "conflict", None) or getattr(request, "is_unseen", False):
            response.status_code = 409
        return response

    def _look_before_saving(self, request: Any, object_id: str | None) -> None:
        request.is_unseen = False
        agreement = self.get_object(request, object_id) if object_id else None
        if agreement is not None:
            versions.lock(agreement)
            self._put_together(request, agreement)
            if request.is_unseen:
                return
        elif (found := alike.of_form(request.POST)) and request.POST.get("another") != alike.key(found):
            request.alike = found
            request.refused = [gettext("The register may have it already. Look, and say so if it is another one.")]
        prefix = request.POST.get("_line", "")
        if prefix in {inline.get_default_prefix(self.model) for inline in EVERY}:
            request.POST = _with_a_line(request.POST, prefix)
            request.refused, request.is_only_shown = [gettext("One more line.")], True

    def _put_together(self, request: Any, agreement: Agreement) -> None:
        """Where somebody else has saved it since this form was opened, both versions are shown and nothing is saved;
        nor is a form that does not say what it showed when it was opened."""
        opened, seen = two_editors.Shown.read(request.POST.get("_opened", "")), request.POST.get("_version", "")
        if seen and seen == versions.version(agreement):
            return
        if opened is None or not seen:
            request.is_unseen, request.refused = True, [str(Unseen())]
            return
        now = self._shown(request, agreement)
        request.conflict = two_editors.together(request.POST, opened, now)
        request.POST = request.conflict.data
        request.refused = [
            gettext(
                "%(who)s has saved this record since you opened it. Nothing of theirs is overwritten: look at both."
            )
            % {"who": versions.last_editor(agreement) or gettext("Somebody")}
        ]

    def _shown(self, request: HttpRequest, agreement: Agreement) -> two_editors.Shown:
        form = self.get_form(request, agreement, change=True)(instance=agreement)
        formsets = [
            made(instance=agreement, prefix=made.get_default_prefix(), queryset=inline.get_queryset(request))
            for made, inline in self.get_formsets_with_inlines(request, agreement)
        ]
        return two_editors.Shown.of(form, formsets)

    def has_change_permission(self, request: HttpRequest, obj: Agreement | None = None) -> bool:
        """A record that was merged into another is only looked at."""
        return super().has_change_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def has_delete_permission(self, request: HttpRequest, obj: Agreement | None = None) -> bool:
        """What was ever public is withdrawn, so that its address keeps answering; what was merged can be undone."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or (obj.published_at is None and obj.merged_into_id is None))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # -- what is saved ---------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Agreement, form: Any, change: bool) -> None:
        by, reason = rights.person(request.user), reason_given(request) or "typed in"
        columns = {name: form.cleaned_data[name] for name in AgreementForm.Meta.fields}
        if change:
            changed = {name: value for name, value in columns.items() if name in form.changed_data}
            agreements.amend(agreement=obj, by=by, reason=reason, **changed)
            return
        made = agreements.create(year=_year_typed(request), by=by, reason=reason, **columns)
        obj.__dict__.update(made.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        agreement = form.instance
        settle_primary_sector(agreement)
        self._stand_under(request, agreement, form.cleaned_data)
        agreements.refresh(agreement)
        agreements.stay_publishable(agreement)
        for oddity in oddities.of(agreement):
            messages.warning(request, oddity)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is PressLink:
            for line in formset.forms:
                line.instance.accepted_by = line.instance.accepted_by or request.user
        before = {line.instance.pk: str(formset.model.objects.get(pk=line.instance.pk)) for line in _edited(formset)}
        super().save_formset(request, form, formset, change)
        for value, row in ROW_OF_VALUE.items():
            if value != "place" and formset.model is Evidence._meta.get_field(row).related_model:
                for line in _edited(formset):
                    self._unsettle(line.instance, value, before)

    @staticmethod
    def _unsettle(row: Any, value: str, before: dict[int, str]) -> None:
        """A row that now says something else no longer stands on what supported it."""
        now = type(row).objects.filter(pk=row.pk).first()
        if now and str(now) != before[row.pk]:
            standing.unsettle(agreement=now.agreement, value=value, row=now, was=before[row.pk])

    @staticmethod
    def _stand_under(request: HttpRequest, agreement: Agreement, data: dict[str, Any]) -> None:
        if not data.get("support"):
            return
        by, reason = rights.person(request.user), reason_given(request) or "typed in"
        if data["support"] == "judgement":
            support = evidence.judgement()
        elif data["support"] == "item":
            item = data["supporting_item"]
            agreements.link_press(agreement=agreement, item=item, by=by, reason=reason)
            support = evidence.Support("reference", revision=item.current)
        else:
            support = evidence.Support("reference", reference=data["supporting_page"])
        standing.stand_under_all(agreement=agreement, support=support, by=by, reason=reason)

    # -- what may be done with it ----------------------------------------------------------------------------------

    def get_urls(self) -> Any:
        guarded = self.admin_site.admin_view
        return [
            path("paste/", guarded(pasting.page), name="agreements_agreement_paste"),
            path("alike/", guarded(alike.page), name="agreements_agreement_alike"),
            path("<int:pk>/move/", guarded(require_POST(self.move)), name="agreements_agreement_move"),
            path("<int:pk>/preview/", guarded(preview.page), name="agreements_agreement_preview"),
            path("<int:pk>/quote/", guarded(quoting.page), name="agreements_agreement_quote"),
            *super().get_urls(),
        ]

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Submit, return, publish or withdraw the version that was seen, and say what stood in the way."""
        agreement = get_object_or_404(Agreement, pk=pk)
        try:
            with transaction.atomic():
                versions.require(agreement, request.POST.get("_version", ""))
                return self._moved(request, agreement, request.POST.get("step", ""))
        except (Unseen, agreements.WrongState) as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(reverse("admin:agreements_agreement_change", args=[pk]))

    def _moved(self, request: HttpRequest, agreement: Agreement, step: str) -> HttpResponse:
        by, reason = rights.person(request.user), " ".join(request.POST.get("reason", "").split())
        back = HttpResponseRedirect(reverse("admin:agreements_agreement_change", args=[agreement.pk]))
        try:
            said = steps.take(step, agreement, by, reason)
        except agreements.NotReady as problem:
            for obstacle in problem.reasons:
                messages.error(request, obstacle)
            return back
        except agreements.WrongState as problem:
            messages.error(request, str(problem))
            return back
        agreement.refresh_from_db()
        messages.success(request, said or gettext("Now: %s") % label(agreement, "record_state"))
        return back

    def response_add(self, request: HttpRequest, obj: Agreement, post_url_continue: Any = None) -> HttpResponse:
        """To the record itself, where what stands against publishing it is listed."""
        answer = self._next_step(request, obj) or super().response_add(request, obj, post_url_continue)
        if "_save" in request.POST and IS_POPUP_VAR not in request.POST and not request.POST.get("_step"):
            answer = HttpResponseRedirect(reverse("admin:agreements_agreement_change", args=[obj.pk]))
        return drafts.saved(request, answer)

    def response_change(self, request: HttpRequest, obj: Agreement) -> HttpResponse:
        return drafts.saved(request, self._next_step(request, obj) or super().response_change(request, obj))

    def _next_step(self, request: HttpRequest, agreement: Agreement) -> HttpResponse | None:
        """What was pressed beside saving is done with what has just been saved: nothing typed is left behind."""
        step = request.POST.get("_step", "")
        if step == "preview":
            return HttpResponseRedirect(reverse("admin:agreements_agreement_preview", args=[agreement.pk]))
        return self._moved(request, agreement, step) if step else None

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        agreement = context.get("original")
        formsets = {one.formset.prefix: one for one in context["inline_admin_formsets"]}
        context["may_type"] = (
            self.has_change_permission(request, agreement) if agreement else self.has_add_permission(request)
        )
        context["fields"] = _by_name(context["adminform"])
        shown = context["fields"].items()
        context["fields_shown"] = [
            in_words(f, agreement) for name, f in shown if not name.startswith(("support", "reason"))
        ]
        context["first_rows"] = _of_kinds(formsets, FIRST, self.model)
        context["folded_rows"] = _of_kinds(formsets, FOLDED, self.model)
        context["alike"], context["conflict"] = getattr(request, "alike", ()), getattr(request, "conflict", None)
        context["alike_key"] = alike.key(context["alike"])
        if agreement is not None:
            context |= self._standing(request, agreement)
            context["title"], context["subtitle"] = str(agreement), None
            _mark(context["fields"], formsets, context["oddities"])
        if context["conflict"]:
            _set_beside(context["adminform"].form, formsets.values(), context["conflict"].theirs)
        context["folded_open"] = any(_needs_a_look(one) for one in context["folded_rows"])
        return super().render_change_form(request, context, *args, **kwargs)

    def _standing(self, request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
        strange: dict[str, list[str]] = {}
        for oddity in oddities.found(agreement):
            strange.setdefault(oddity.place, []).append(oddity.text)
        return {
            "record_state": label(agreement, "record_state"),
            "status_shown": self.status_shown(agreement),
            "lacks": []
            if agreement.is_published or agreement.merged_into_id
            else [(lack.text, _place(lack)) for lack in readiness.lacks(agreement)],
            "oddities": strange,
            "may_publish": request.user.has_perm(rights.PUBLISH),
            "may_change": self.has_change_permission(request, agreement),
            "bare": 0 if agreement.merged_into_id else sum(1 for _value in standing.values_without(agreement)),
            "add_evidence": f"{reverse('admin:agreements_evidence_add')}?agreement={agreement.pk}",
            "four_eyes": second_look.seen_by(agreement, by=rights.person(request.user)),
            "supports": evidence_shown.of(agreement),
            **self._seen(request, agreement),
        }

    def _seen(self, request: HttpRequest, agreement: Agreement) -> dict[str, str]:
        """What the form says it showed; nothing where it was sent without, so that it is not kept when sent again."""
        if getattr(request, "is_unseen", False):
            return {"opened": "", "version": ""}
        return {"opened": self._shown(request, agreement).written(), "version": versions.version(agreement)}


def _by_name(adminform: Any) -> dict[str, Any]:
    """Each field as Django shows it, whether it may be typed into or only read."""
    shown = [one for fieldset in adminform for line in fieldset for one in line]
    return {one.field["name"] if one.is_readonly else one.field.name: one for one in shown}


def _place(lack: readiness.Lack) -> str:
    """Where on the page it is mended."""
    if lack.row is not None:
        return f"row-{ROW_OF_VALUE[lack.place]}-{lack.row.pk}"
    return f"{lack.place}-group" if lack.place in ("signatories", "sector_tags") else f"id_{lack.place}"


def _mark(fields: dict[str, Any], formsets: dict[str, Any], strange: dict[str, list[str]]) -> None:
    """Put what is unusual beside what it is about."""
    for place, texts in strange.items():
        if place in formsets:
            formsets[place].strange = texts
        elif place in fields and not fields[place].is_readonly:
            fields[place].field.strange = texts


def _set_beside(form: Any, formsets: Any, theirs: dict[str, tuple[str, str]]) -> None:
    """Put the other editor's value beside each field that both changed."""
    lines = [line for one in formsets for line in one.formset.forms]
    for bound in (bound for each in (form, *lines) for bound in each):
        bound.theirs = theirs.get(bound.html_name)


def _needs_a_look(inline: Any) -> bool:
    lines = inline.formset.forms
    return any(line.errors or any(getattr(bound, "theirs", None) for bound in line) for line in lines if line.is_bound)


def _of_kinds(formsets: dict[str, Any], kinds: Any, model: Any) -> list[Any]:
    prefixes = [kind.get_default_prefix(model) for kind in kinds]
    return [formsets[prefix] for prefix in prefixes if prefix in formsets]


def _with_a_line(sent: Any, prefix: str) -> Any:
    """What was typed, and one empty line more."""
    data = sent.copy()
    total = number(data.get(f"{prefix}-TOTAL_FORMS", "")) or 0
    data[f"{prefix}-TOTAL_FORMS"] = str(total + 1)
    return data


def _without_errors(context: Any) -> None:
    """The page of somebody who is still typing."""
    context["errors"] = ErrorList()
    context["adminform"].form._errors = ErrorDict()
    for inline in context["inline_admin_formsets"]:
        inline.formset._non_form_errors = ErrorList()
        for line in inline.formset.forms:
            line._errors = ErrorDict()


def _year_typed(request: HttpRequest) -> int:
    """The year in the first action typed with it, which gives the public id; else this year."""
    for place in range(20):
        try:
            when = PartialDateField().to_python(request.POST.get(f"actions-{place}-when", ""))
        except forms.ValidationError:
            continue
        if when:
            return int(when.year)
    return timezone.now().year


def _edited(formset: Any) -> list[Any]:
    """The lines of rows that were there before and were changed."""
    return [line for line in formset.initial_forms if line.instance.pk and line.has_changed()]
