"""What bodies and people share in the admin: an address made from the name, and every name they are known by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import NounAdmin
from agreements.admin.labels import language
from agreements.curation.reviewing import identities
from agreements.curation.upkeep import in_step_with
from agreements.models.rules import Named


class NamedInList(NounAdmin):
    """A list in which each row stands under its name in the reader's language, the other beside it."""

    list_display_links = ("name_shown",)

    @admin.display(description=_("name"), ordering=Lower(Coalesce(NullIf("name_en", Value("")), "name_ko")))
    def name_shown(self, row: Named) -> str:
        return row.name(language())

    @admin.display(description=_("in the other language"), ordering="name_ko")
    def other_name(self, row: Named) -> str:
        return next((name for name in (row.name_en, row.name_ko) if name != row.name(language())), "")


class NamedAdmin(NamedInList):
    """A noun that is found by its names in both scripts, and that agreements show."""

    ordering = (Lower(Coalesce(NullIf("name_en", Value("")), "name_ko")), "pk")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].required = False
            form.base_fields["slug"].help_text = _("The end of its address. Leave empty: it is made from the name.")
            form.base_fields["slug"].widget = forms.TextInput(attrs={"size": 60})
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that was merged into another is only looked at."""
        return super().has_change_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its address leads to the other, and undoing the merger needs it."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """What was merged into another is found under the other; the list of mergers has both."""
        rows, may_repeat = super().get_search_results(request, queryset, search_term)
        return rows.filter(merged_into__isnull=True), may_repeat

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.slug = obj.slug or identities.free_slug(type(obj), obj.name_en or obj.name_ko, obj.side)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        identities.know_by_own_names(form.instance)
        in_step_with(form.instance)
