"""Bodies, under every name they have carried."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import SentenceInline
from agreements.admin.entry.dates import DayField
from agreements.admin.labels import column, word_filter
from agreements.admin.named import NamedAdmin
from agreements.admin.typed import AnyModelForm
from agreements.models import Organisation, OrganisationName


class NameForm(AnyModelForm):
    used_from = DayField(label=_("used from"))
    used_until = DayField(label=_("used until"))

    class Meta:
        model = OrganisationName
        fields = ("text", "language", "is_abbreviation", "used_from", "used_until")


class NameInline(SentenceInline):
    model = OrganisationName
    form = NameForm
    fields = ("text", "language", "is_abbreviation", "used_from", "used_until")
    verbose_name_plural = _("Names: every one that a text may use, in both scripts, former ones too")
    extra = 1
    adds = _("Add another name")


@admin.register(Organisation)
class OrganisationAdmin(NamedAdmin):
    list_display = ("name_shown", "other_name", "abbreviation", "side_word", "kind_word")
    list_filter = (word_filter("side", _("side")), word_filter("kind", _("kind")))
    search_fields = ("name_en", "name_ko", "abbreviation", "names__text")
    autocomplete_fields = ("successor", "reference")
    inlines = (NameInline,)
    fieldsets = (
        (None, {"fields": ("name_en", "name_ko", "abbreviation", ("side", "kind"))}),
        (_("What became of the body"), {"fields": ("successor",)}),
        (_("Where this is from"), {"fields": ("reference", "note", "slug")}),
    )
    side_word = column("side", _("side"))
    kind_word = column("kind", _("kind"))
