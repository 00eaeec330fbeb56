"""Decisions, as they were taken."""

from __future__ import annotations

from django.contrib import admin

from agreements.admin.base import ReadOnlyAdmin
from agreements.models import Review


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("at", "decision", "by", "agreement_public_id", "candidate", "note")
    list_filter = ("decision", ("by", admin.RelatedOnlyFieldListFilter), "at")
    list_select_related = ("by", "candidate")
    search_fields = ("agreement_public_id", "note", "by__username")
    fields = ("candidate", "decision", "agreement", "agreement_public_id", "note", "by", "at", "undoes", "effects")
    empty_value_display = "–"
