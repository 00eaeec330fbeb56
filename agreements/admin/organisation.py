"""Bodies, under every name they have carried."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import NounAdmin, RowsInline
from agreements.admin.labels import column, word_filter
from agreements.curation import identities
from agreements.curation.upkeep import in_step_with
from agreements.models import Organisation, OrganisationName


class NameInline(RowsInline):
    model = OrganisationName
    fields = ("text", "language", "is_abbreviation", "used_from", "used_until")
    verbose_name_plural = _("Names: every one that a text may use, in both scripts, former ones too")
    extra = 1


@admin.register(Organisation)
class OrganisationAdmin(NounAdmin):
    list_display = ("name_en", "name_ko", "abbreviation", "side_word", "kind_word")
    list_display_links = ("name_en", "name_ko")
    list_filter = (word_filter("side", _("side")), word_filter("kind", _("kind")))
    search_fields = ("name_en", "name_ko", "abbreviation", "names__text")
    autocomplete_fields = ("successor", "reference")
    inlines = (NameInline,)
    fieldsets = (
        (None, {"fields": ("name_en", "name_ko", "abbreviation", ("side", "kind"))}),
        (_("Where it went"), {"fields": ("successor",)}),
        (_("Where this is from"), {"fields": ("reference", "note", "slug")}),
    )
    side_word = column("side", _("side"))
    kind_word = column("kind", _("kind"))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
            form.base_fields["slug"].help_text = _("The end of its address. Leave empty: it is made from the name.")
            form.base_fields["slug"].widget = forms.TextInput(attrs={"size": 60})
        return form

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        obj.slug = obj.slug or identities.free_slug(Organisation, obj.name_en or obj.name_ko, obj.side)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        identities.know_by_own_names(form.instance)
        in_step_with(form.instance)
