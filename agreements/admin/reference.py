"""Pages that a source list names as support, of which no text is held."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import NounAdmin
from agreements.admin.entry.dates import HOW, DatedForm, PartialDateField
from agreements.admin.labels import column, language, word_filter
from agreements.curation.upkeep import in_step_with
from agreements.domain.addresses import BadAddress, canonical_address
from agreements.models import Reference


class ReferenceForm(DatedForm):
    link = forms.URLField(
        label=_("link"), max_length=4000, assume_scheme="https", widget=forms.URLInput(attrs={"size": 80})
    )
    when = PartialDateField(label=_("published"), help_text=HOW)

    class Meta:
        model = Reference
        fields = ("link", "title", "publisher", "language")

    def clean_link(self) -> Any:
        """One row a page, whatever way it was linked."""
        link = self.cleaned_data["link"]
        try:
            address = canonical_address(link)
        except BadAddress as problem:
            raise ValidationError(str(problem)) from problem
        if Reference.objects.filter(address=address).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This page is a reference already; search for it instead."))
        self.instance.address = address
        return link


@admin.register(Reference)
class ReferenceAdmin(NounAdmin):
    form = ReferenceForm
    list_display = ("name", "publisher", "published", "language_word", "address")
    list_filter = (word_filter("language", _("language")),)
    search_fields = ("title", "publisher", "address", "link")
    fields = ("link", "title", "publisher", "when", "language")
    language_word = column("language", _("language"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        in_step_with(form.instance)

    @admin.display(description=_("title"), ordering="title")
    def name(self, row: Reference) -> str:
        return str(row)

    @admin.display(description=_("published"), ordering="date")
    def published(self, row: Reference) -> str:
        return row.when.format(language()) if row.when else ""
