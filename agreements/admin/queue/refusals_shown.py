"""What stands in the way of a decision, with the way to it where it has a page of its own."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from agreements.curation.review import MergedSince


def told(problem: Exception) -> str:
    """The refusal in words; a merger in the way is linked."""
    if not isinstance(problem, MergedSince):
        return str(problem)
    address = reverse("admin:agreements_merger_change", args=[problem.merger.pk])
    return format_html('{} <a href="{}">{}</a>', problem, address, _("Open that merger"))
