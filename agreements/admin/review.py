"""Decisions, as they were taken."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.base_words import UNNAMED
from agreements.admin.entry.row_words import said
from agreements.admin.labels import headed, titled
from agreements.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("when", "decision", "by", "number_shown", "of_candidate", "note")
    list_display_links = ("when",)
    list_filter = (
        "decision",
        ("by", admin.RelatedOnlyFieldListFilter),
        ("at", titled(admin.DateFieldListFilter, UNNAMED["at"])),
    )
    list_select_related = ("by", "candidate")
    search_fields = ("agreement_public_id", "note", "by__username")
    fields = ("decision", "of_candidate", "agreement", "agreement_public_id", "note", "by", "at", "undoes")
    readonly_fields = ("of_candidate",)
    when = headed("at", UNNAMED["at"])
    number_shown = headed("agreement_public_id", UNNAMED["agreement_public_id"])

    @admin.display(description=_("proposal"))
    def of_candidate(self, row: Review) -> str:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:agreements_candidate_change", args=[row.candidate_id]),
            said(row.candidate),
        )
