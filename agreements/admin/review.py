"""Decisions, as they were taken."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.labels import headed
from agreements.admin.row_words import said
from agreements.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("when", "decision", "by", "agreement_public_id", "of_candidate", "note")
    list_display_links = ("when",)
    list_filter = ("decision", ("by", admin.RelatedOnlyFieldListFilter), "at")
    list_select_related = ("by", "candidate")
    search_fields = ("agreement_public_id", "note", "by__username")
    fields = ("decision", "of_candidate", "agreement", "agreement_public_id", "note", "by", "when", "undoes")
    readonly_fields = ("of_candidate", "when")
    when = headed("at", _("when"))

    @admin.display(description=_("proposal"))
    def of_candidate(self, row: Review) -> str:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:agreements_candidate_change", args=[row.candidate_id]),
            said(row.candidate),
        )
