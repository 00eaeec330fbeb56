"""What stands under the values of a record: added one by one, with the sentence where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import NounAdmin, reason_given
from agreements.admin.labels import column, language, word_filter
from agreements.admin.numbers import number
from agreements.admin.typed import AnyModelForm
from agreements.curation import agreements, evidence, removal, rights, targets
from agreements.curation.audit import Stand
from agreements.domain.text import clean
from agreements.models import Agreement, Evidence


class EvidenceForm(AnyModelForm):
    target = forms.ChoiceField(label=_("what it stands under"))

    class Meta:
        model = Evidence
        fields = ("agreement", "strength", "revision", "quote", "reference", "supports", "reported", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self._agreement()
        self.fields["target"].choices = list(targets.of(agreement, language())) if agreement else []  # type: ignore[attr-defined]
        if agreement is None:
            self.fields["target"].required = False
            self.fields["target"].help_text = _("Choose the agreement and save; its values are offered then.")
        if self.instance.pk:
            row = self.instance.row_id
            self.initial["target"] = f"{self.instance.value}:{row}" if row else self.instance.value

    def _agreement(self) -> Agreement | None:
        chosen = self.data.get("agreement") or self.initial.get("agreement") or self.instance.agreement_id
        return Agreement.objects.filter(pk=number(chosen) or 0).first()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        agreement, target = data.get("agreement"), data.get("target")
        if agreement and target:
            data["value"], data["row"] = targets.resolve(agreement, target)
        elif agreement:
            self.add_error("target", _("Choose which value it stands under."))
        data["support"] = self._support(data)
        return data

    def _support(self, data: dict[str, Any]) -> evidence.Support:
        strength, revision, quote = data.get("strength"), data.get("revision"), clean(data.get("quote") or "").strip()
        start = end = None
        if strength == "quotation":
            if revision is None or not quote:
                raise ValidationError(_("A quotation needs the text it stands in and the exact sentence."))
            start = revision.text.find(quote)
            if start < 0:
                raise ValidationError(_("This sentence does not stand in that text. Copy it letter for letter."))
            if revision.text_kind != "original":
                raise ValidationError(_("That text is a digest of ours, which is never quoted. Use a reference."))
            end = start + len(quote)
        elif strength == "reference" and not (data.get("reference") or revision):
            raise ValidationError(_("Say which page or press item it refers to."))
        return evidence.Support(
            strength or "judgement",
            reference=None if strength == "judgement" else data.get("reference"),
            revision=None if strength == "judgement" else revision,
            start=start,
            end=end,
            supports=bool(data.get("supports")),
            reported=data.get("reported") or "",
            note=data.get("note") or "",
        )

    def _post_clean(self) -> None:
        """The row is made by curation from what was understood, not from the fields."""


@admin.register(Evidence)
class EvidenceAdmin(NounAdmin):
    form = EvidenceForm
    list_display = ("agreement_id_shown", "value_word", "strength_word", "source", "stance", "accepted_name")
    list_filter = (
        word_filter("strength", _("strength")),
        word_filter("value", _("value")),
        "supports",
    )
    list_select_related = ("agreement", "reference", "revision__item")
    search_fields = ("agreement__public_id", "quote", "reference__title", "reported")
    autocomplete_fields = ("agreement", "reference", "revision")
    fieldsets = (
        (None, {"fields": ("agreement", "target", "strength")}),
        (
            _("A sentence in a text that is held"),
            {
                "fields": ("revision", "quote"),
                "description": _("Copy the exact sentence; its place in the text is found and checked."),
            },
        ),
        (_("Or a page that says so"), {"fields": ("reference",)}),
        (_("If the source gives something else"), {"fields": ("supports", "reported", "note")}),
    )
    value_word = column("value", _("value"))
    strength_word = column("strength", _("strength"))

    @admin.display(description=_("agreement"), ordering="agreement__public_id")
    def agreement_id_shown(self, row: Evidence) -> str:
        return row.agreement.public_id

    @admin.display(description=_("where it is said"))
    def source(self, row: Evidence) -> str:
        return row.quote[:80] or str(row.reference or (row.revision.item if row.revision else ""))

    @admin.display(description=_("stance"), ordering="supports")
    def stance(self, row: Evidence) -> str:
        return gettext("supports") if row.supports else gettext("says otherwise")

    def get_fieldsets(self, request: HttpRequest, obj: Evidence | None = None) -> Any:
        """A row that stands shows its codes as words."""
        first, *rest, last = super().get_fieldsets(request, obj)
        if obj is None:
            return [first, *rest, last]
        stands = (None, {"fields": ("agreement", "value_word", "strength_word", "stance")})
        return [stands, *rest, (last[0], {"fields": ("reported", "note")})]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Evidence is added and taken away, never rewritten under the name of who accepted it."""
        return False

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Evidence:
        data = form.cleaned_data
        assert request.user.is_authenticated
        return evidence.prepare(
            agreement=data["agreement"],
            value=data["value"],
            row=data["row"],
            support=data["support"],
            stand=Stand.of(request.user, timezone.now().date()),
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing hangs on it."""

    def save_model(self, request: HttpRequest, obj: Evidence, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        form.instance = obj
        agreements.refresh(obj.agreement)

    # -- what is taken away ----------------------------------------------------------------------------------------

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self._or_reasons(request, super().delete_view, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self._or_reasons(request, super().changelist_view, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Evidence) -> None:
        self._remove(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Evidence]) -> None:
        self._remove(request, queryset)

    @staticmethod
    def _remove(request: HttpRequest, rows: Iterable[Evidence]) -> None:
        removal.remove(rows=rows, by=rights.person(request.user), reason=reason_given(request) or "evidence taken away")

    @staticmethod
    def _or_reasons(request: HttpRequest, view: Any, *args: Any, **kwargs: Any) -> Any:
        """The same page with the reasons, when a public value would be left without support; nothing is deleted."""
        try:
            return view(request, *args, **kwargs)
        except agreements.NotReady as problem:
            for reason in problem.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(request.get_full_path())
