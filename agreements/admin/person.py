"""People who signed, witnessed or acted for a side."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import SentenceInline
from agreements.admin.labels import column, word_filter
from agreements.admin.named import NamedAdmin
from agreements.models import Person, PersonName


class NameInline(SentenceInline):
    model = PersonName
    fields = ("text", "language")
    verbose_name_plural = _("Other ways in which texts write the name")
    extra = 1
    adds = _("Add another name")


@admin.register(Person)
class PersonAdmin(NamedAdmin):
    list_display = ("name_shown", "other_name", "side_word")
    list_filter = (word_filter("side", _("side")),)
    search_fields = ("name_en", "name_ko", "names__text")
    autocomplete_fields = ("reference",)
    inlines = (NameInline,)
    fields = ("name_en", "name_ko", "side", "reference", "slug")
    side_word = column("side", _("side"))
