"""Visits, summits and meetings, with the totals that sources claimed for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import SentenceInline
from agreements.admin.entry.dates import HOW, DatedForm, PartialDateField
from agreements.admin.labels import column, language, word_filter
from agreements.admin.named import NamedInList
from agreements.catalogue.claims import in_words
from agreements.curation.upkeep import in_step_with
from agreements.models import Occasion, OccasionClaim


class OccasionForm(DatedForm):
    dates: ClassVar[dict[str, str]] = {"from_day": "starts", "to_day": "ends"}
    from_day = PartialDateField(label=_("starts"), help_text=HOW)
    to_day = PartialDateField(label=_("ends"))

    class Meta:
        model = Occasion
        fields = ("name_en", "name_ko", "kind", "place", "reference", "slug")


class ClaimInline(SentenceInline):
    model = OccasionClaim
    fields = ("count", "of_what_en", "of_what_ko", "compared", "reference")
    readonly_fields = ("compared",)
    autocomplete_fields = ("reference",)
    verbose_name_plural = _("Totals that sources claimed")
    adds = _("Add another total")

    @admin.display(description=_("compared with"))
    def compared(self, row: OccasionClaim) -> str:
        """What the public page counts beside it, as read from its English words."""
        return in_words(row.of_what_en, language()) if row.pk else ""


@admin.register(Occasion)
class OccasionAdmin(NamedInList):
    form = OccasionForm
    list_display = ("name_shown", "other_name", "kind_word", "when", "place")
    list_filter = (word_filter("kind", _("kind")),)
    search_fields = ("name_en", "name_ko", "place")
    autocomplete_fields = ("reference",)
    prepopulated_fields: ClassVar[dict[str, Sequence[str]]] = {"slug": ("name_en",)}
    inlines = (ClaimInline,)
    fields = ("name_en", "name_ko", "kind", ("from_day", "to_day"), "place", "reference", "slug")
    kind_word = column("kind", _("kind"))

    @admin.display(description=_("date"), ordering="starts")
    def when(self, row: Occasion) -> str:
        days = [day.format(language()) for day in (row.started, row.ended) if day]
        return " – ".join(dict.fromkeys(days))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        in_step_with(form.instance)
