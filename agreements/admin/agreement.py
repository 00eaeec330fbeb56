"""The agreement, its rows in the order in which a person fills them in, and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agreements.admin.base import NounAdmin, RowsInline, reason_given
from agreements.admin.dates import DatedForm, PartialDateField
from agreements.admin.labels import column, label, language, word_filter
from agreements.admin.row_select import RowSelect
from agreements.admin.typed import AnyInlineFormSet, AnyModelForm
from agreements.curation import agreements, evidence, oddities, rights, standing
from agreements.curation.upkeep import settle_primary_sector
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    Document,
    Doubt,
    Evidence,
    Identifier,
    PressLink,
    Reference,
    Relation,
    SectorTag,
    Signatory,
)
from agreements.models.evidence import ROW_OF_VALUE

SUPPORT_CHOICES = [
    ("", _("Leave them as they are: the record cannot be published until each value stands on something")),
    ("reference", _("One page supports them all: the one named here")),
    ("judgement", _("I stand for them myself: an editor’s judgement, with my name and today’s date")),
]


class AgreementForm(AnyModelForm):
    refused: Sequence[str] = ()
    """Why what was typed was not kept, found only once all of it had been put together."""

    support = forms.ChoiceField(
        label=_("Values that nothing supports yet"), choices=SUPPORT_CHOICES, required=False, widget=forms.RadioSelect
    )
    supporting_page = forms.ModelChoiceField(Reference.objects.all(), label=_("the page"), required=False)
    reason_for_change = forms.CharField(
        label=_("Why this change"),
        required=False,
        max_length=300,
        help_text=_("Kept with the history of every value that you change now, and shown to readers beside it."),
        widget=forms.TextInput(attrs={"size": 80}),
    )

    class Meta:
        model = Agreement
        fields = (
            *("title_en", "title_ko", "form", "legal_nature", "level", "summary_en", "summary_ko", "occasion"),
            "confidence",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title_en") and not data.get("title_ko"):
            self.add_error("title_en", gettext("Give a title in English, in Korean or in both."))
        if data.get("support") == "reference" and not data.get("supporting_page"):
            self.add_error("supporting_page", gettext("Say which page it is."))
        for reason in self.refused:
            self.add_error(None, reason)
        return data


class ActionForm(DatedForm):
    when = PartialDateField(label=_("date"))

    class Meta:
        model = Action
        fields = ("kind", "side", "nature", "place", "occasion", "note")


class DoubtForm(AnyModelForm):
    class Meta:
        model = Doubt
        fields = ("text_en", "text_ko")

    def _post_clean(self) -> None:
        self.instance.recorded_on = self.instance.recorded_on or timezone.now().date()
        super()._post_clean()  # type: ignore[misc]


class SectorForm(AnyModelForm):
    class Meta:
        model = SectorTag
        fields = ("sector", "is_primary")

    def _get_validation_exclusions(self) -> set[str]:
        """Which one is primary is judged for all of them together, since it may be moved from one to another."""
        return super()._get_validation_exclusions() | {"is_primary"}  # type: ignore[misc, no-any-return]


class SectorRows(AnyInlineFormSet):
    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.cleaned_data.get("sector") and not form.cleaned_data.get("DELETE")]
        if sum(form.cleaned_data["is_primary"] for form in kept) > 1:
            raise forms.ValidationError(gettext("Only one sector can be the primary one."))

    def save(self, commit: bool = True) -> Any:
        """The one that is no longer primary first."""
        rows = super().save(commit=False)
        if commit:
            for row in self.deleted_objects:
                row.delete()
            for row in sorted(rows, key=lambda row: row.is_primary):
                row.save()
        return rows


class SectorInline(RowsInline):
    model = SectorTag
    form = SectorForm
    formset = SectorRows
    fields = ("sector", "is_primary")
    verbose_name_plural = _("Sectors: on what; one of them is the primary one")


class SignatoryInline(RowsInline):
    model = Signatory
    fields = ("side", "organisation", "capacity", "person", "post", "name_then")
    autocomplete_fields = ("organisation", "person")
    verbose_name_plural = _("Signatories: the body of each side, and who acted for it where a source says so")


class ActionInline(RowsInline):
    model = Action
    form = ActionForm
    fields = ("kind", "when", "side", "nature", "place", "occasion", "note")
    autocomplete_fields = ("occasion",)
    verbose_name_plural = _("Actions: what happened and when; the status follows from them")
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 1, "cols": 20})}}


class AmountInline(RowsInline):
    model = Amount
    fields = ("kind", "minimum", "maximum", "currency", "payer", "period", "note")
    autocomplete_fields = ("payer",)


class RelationInline(RowsInline):
    model = Relation
    fk_name = "agreement"
    fields = ("kind", "to", "note")
    autocomplete_fields = ("to",)


class DocumentInline(RowsInline):
    model = Document
    fields = ("title", "language", "address", "is_authentic")
    verbose_name_plural = _("Documents: official texts that can be read")


class IdentifierInline(RowsInline):
    model = Identifier
    fields = ("scheme", "value")
    verbose_name_plural = _("Identifiers: its numbers in other registers")


class NameInline(RowsInline):
    model = AgreementName
    fields = ("text", "language")


class DoubtInline(RowsInline):
    model = Doubt
    form = DoubtForm
    fields = ("text_en", "text_ko")
    verbose_name_plural = _("Doubts: what a reader should know is uncertain")


class PressInline(RowsInline):
    model = PressLink
    fields = ("item", "accepted_by", "accepted_at")
    readonly_fields = ("accepted_by", "accepted_at")
    autocomplete_fields = ("item",)
    verbose_name_plural = _("In the press")


class EvidenceInline(RowsInline):
    model = Evidence
    fields = ("value", "strength", "quote", "reference", "supports", "accepted_name", "accepted_on")
    readonly_fields = fields
    can_delete = False
    show_change_link = True
    verbose_name_plural = _("Evidence: what stands under each value")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).select_related("reference", "revision")


@admin.register(Agreement)
class AgreementAdmin(NounAdmin):
    form = AgreementForm
    change_form_template = "admin/agreements/agreement/change_form.html"
    list_display = ("public_id", "title_shown", "form_word", "status_word", "record_state_word", "updated_at")
    list_display_links = ("public_id", "title_shown")
    list_filter = (
        word_filter("record_state", _("record state")),
        word_filter("status", _("status")),
        word_filter("form", _("form")),
        word_filter("level", _("level")),
        word_filter("confidence", _("how well supported")),
    )
    search_fields = ("public_id", "title_en", "title_ko", "other_names__text", "signatories__organisation__names__text")
    autocomplete_fields = ("occasion",)
    readonly_fields = ("public_id", "status_shown", "record_state_shown")
    inlines = (
        *(SectorInline, SignatoryInline, ActionInline, AmountInline, RelationInline, DocumentInline),
        *(IdentifierInline, NameInline, DoubtInline, PressInline, EvidenceInline),
    )
    fieldsets = (
        (None, {"fields": ("public_id", "status_shown", "record_state_shown")}),
        (_("Titles and form"), {"fields": ("title_en", "title_ko", "form", ("legal_nature", "level"))}),
        (_("In short"), {"fields": ("summary_en", "summary_ko", "occasion", "confidence")}),
        (_("What it stands on"), {"fields": ("support", "supporting_page", "reason_for_change")}),
    )
    form_word = column("form", _("form"))
    status_word = column("status", _("status"))
    record_state_word = column("record_state", _("record state"))

    # -- what is shown ---------------------------------------------------------------------------------------------

    @admin.display(description=_("title"), ordering="title_en")
    def title_shown(self, row: Agreement) -> str:
        return row.title(language())

    @admin.display(description=_("status"))
    def status_shown(self, row: Agreement) -> str:
        if row._state.adding:
            return gettext("Follows from the actions")
        since = f" · {row.status_since.format(language())}" if row.status_since else ""
        return f"{label(row, 'status')}{since}"

    @admin.display(description=_("record state"))
    def record_state_shown(self, row: Agreement) -> str:
        return label(row, "record_state")

    def get_fieldsets(self, request: HttpRequest, obj: Agreement | None = None) -> Any:
        """The form of a new one starts with its title."""
        return super().get_fieldsets(request, obj)[0 if obj else 1 :]

    def get_inlines(self, request: HttpRequest, obj: Agreement | None) -> Any:
        return self.inlines if obj else [one for one in self.inlines if one not in (EvidenceInline, PressInline)]

    def get_inline_instances(self, request: HttpRequest, obj: Agreement | None = None) -> Any:
        """A new record opens with a line for each thing that publication asks for."""
        instances = super().get_inline_instances(request, obj)
        lines: dict[Any, int] = {SectorInline: 1, SignatoryInline: 2, ActionInline: 1}
        for inline in instances if obj is None else ():
            inline.extra = lines.get(type(inline), 0)
        return instances

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        page: Any = form.base_fields.get("supporting_page")
        if page:
            page.widget = RowSelect(Evidence._meta.get_field("reference"), self.admin_site)
        form.refused = getattr(request, "refused", ())  # type: ignore[attr-defined]
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What would leave a public record without what publication asks for is shown back with the reasons."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except agreements.NotReady as problem:
            request.refused = problem.reasons  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Agreement | None = None) -> bool:
        """What was ever public is withdrawn, so that its address keeps answering."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.published_at is None)

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
        support = (
            evidence.judgement()
            if data["support"] == "judgement"
            else evidence.Support("reference", reference=data["supporting_page"])
        )
        standing.stand_under_all(
            agreement=agreement,
            support=support,
            by=rights.person(request.user),
            reason=reason_given(request) or "typed in",
        )

    # -- what may be done with it ----------------------------------------------------------------------------------

    def get_urls(self) -> Any:
        move = path(
            "<int:pk>/move/", self.admin_site.admin_view(require_POST(self.move)), name="agreements_agreement_move"
        )
        return [move, *super().get_urls()]

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Submit, return, publish or withdraw, and say what stood in the way."""
        agreement = get_object_or_404(Agreement, pk=pk)
        by, reason = rights.person(request.user), " ".join(request.POST.get("reason", "").split())
        back = HttpResponseRedirect(reverse("admin:agreements_agreement_change", args=[pk]))
        step = request.POST.get("step", "")
        try:
            if step == "submit":
                rights.require(by, rights.CHANGE)
                agreements.submit(agreement=agreement, by=by)
            elif step == "return":
                rights.require(by, rights.CHANGE)
                agreements.return_to_draft(agreement=agreement, by=by, reason=reason or "returned")
            elif step == "publish":
                rights.require(by, rights.PUBLISH)
                agreements.publish(agreement=agreement, by=by, reason=reason or "published")
            elif step == "withdraw":
                rights.require(by, rights.PUBLISH)
                if not reason:
                    messages.error(request, gettext("Say why it is withdrawn."))
                    return back
                agreements.withdraw(agreement=agreement, by=by, reason=reason)
        except agreements.NotReady as problem:
            for obstacle in problem.reasons:
                messages.error(request, obstacle)
            return back
        except agreements.WrongState as problem:
            messages.error(request, str(problem))
            return back
        agreement.refresh_from_db()
        messages.success(request, gettext("Now: %s") % label(agreement, "record_state"))
        return back

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        agreement = context.get("original")
        if agreement is not None:
            context["title"], context["subtitle"] = str(agreement), None
            context["record_state"] = label(agreement, "record_state")
            context["obstacles"] = agreements.obstacles(agreement) if not agreement.is_published else []
            context["may_publish"] = request.user.has_perm(rights.PUBLISH)
            context["may_change"] = request.user.has_perm(rights.CHANGE)
            context["bare"] = sum(1 for _value in standing.values_without(agreement))
            context["add_evidence"] = f"{reverse('admin:agreements_evidence_add')}?agreement={agreement.pk}"
        return super().render_change_form(request, context, *args, **kwargs)


def _year_typed(request: HttpRequest) -> int:
    """The year in the first action typed with it, which gives the public id; else this year."""
    for number in range(20):
        try:
            when = PartialDateField().to_python(request.POST.get(f"actions-{number}-when", ""))
        except forms.ValidationError:
            continue
        if when:
            return int(when.year)
    return timezone.now().year


def _edited(formset: Any) -> list[Any]:
    """The lines of rows that were there before and were changed."""
    return [line for line in formset.initial_forms if line.instance.pk and line.has_changed()]
