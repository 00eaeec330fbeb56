"""People who signed, witnessed or acted for a side."""

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
from agreements.models import Person, PersonName


class NameInline(RowsInline):
    model = PersonName
    fields = ("text", "language")
    verbose_name_plural = _("Other ways in which texts write the name")
    extra = 1


@admin.register(Person)
class PersonAdmin(NounAdmin):
    list_display = ("name_en", "name_ko", "side_word")
    list_display_links = ("name_en", "name_ko")
    list_filter = (word_filter("side", _("side")),)
    search_fields = ("name_en", "name_ko", "names__text")
    autocomplete_fields = ("reference",)
    inlines = (NameInline,)
    fields = ("name_en", "name_ko", "side", "reference", "slug")
    side_word = column("side", _("side"))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
            form.base_fields["slug"].help_text = _("The end of its address. Leave empty: it is made from the name.")
            form.base_fields["slug"].widget = forms.TextInput(attrs={"size": 60})
        return form

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        obj.slug = obj.slug or identities.free_slug(Person, obj.name_en or obj.name_ko, obj.side)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        identities.know_by_own_names(form.instance)
        in_step_with(form.instance)
