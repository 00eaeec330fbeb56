"""The agreement's own fields, and what is said of the values that nothing supports yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.entry.dates import DatedForm, PartialDateField
from agreements.admin.entry.money import MoneyField
from agreements.admin.typed import AnyInlineFormSet, AnyModelForm
from agreements.domain.text import clean_line
from agreements.models import Action, Agreement, Amount, Doubt, PressItem, Reference, SectorTag

SUPPORT_CHOICES = [
    ("", _("Leave them as they are: the record cannot be published until each value stands on something")),
    ("item", _("One press item that is held supports them all: the one named here")),
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
    supporting_item = forms.ModelChoiceField(
        PressItem.objects.filter(current__isnull=False), label=_("the press item"), required=False
    )
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

    def clean_title_en(self) -> str:
        return clean_line(self.cleaned_data["title_en"])

    def clean_title_ko(self) -> str:
        return clean_line(self.cleaned_data["title_ko"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("title_en") and not data.get("title_ko"):
            self.add_error("title_en", gettext("Give a title in English, in Korean or in both."))
        if data.get("support") == "reference" and not data.get("supporting_page"):
            self.add_error("supporting_page", gettext("Say which page it is."))
        if data.get("support") == "item" and not data.get("supporting_item"):
            self.add_error("supporting_item", gettext("Say which press item it is."))
        for reason in self.refused:
            self.add_error(None, reason)
        return data


class ActionForm(DatedForm):
    when = PartialDateField(label=_("date"))

    class Meta:
        model = Action
        fields = ("kind", "side", "nature", "place", "occasion", "note")


class AmountForm(AnyModelForm):
    """Least, most and currency are one field, typed as people write sums."""

    sum = MoneyField()

    class Meta:
        model = Amount
        fields = ("kind", "payer", "period", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "sum" not in self.initial:
            self.initial["sum"] = self.instance.money

    def _post_clean(self) -> None:
        if money := self.cleaned_data.get("sum"):
            self.instance.minimum, self.instance.maximum = money.minimum, money.maximum
            self.instance.currency = money.currency
        super()._post_clean()  # type: ignore[misc]


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
