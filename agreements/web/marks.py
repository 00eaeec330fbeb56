"""Template filters: a text with what was searched for marked in it, and what is told beside one value."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from agreements.catalogue.pages.corrections import Outcome
from agreements.catalogue.pages.parts import Label, Run, Text

register = template.Library()


@register.filter
def marked(text: Text | Label) -> str:
    """`{{ card.title|marked }}`: its words, with `<mark>` around the runs that are hits."""
    return mark_safe("".join(map(_run, text.runs))) if text.runs else str(text)  # noqa: S308  # each run is escaped


@register.filter
def beside(outcomes: object, token: object) -> tuple[Outcome, ...]:
    """`{{ page.outcomes|beside:support.token }}`: what became of readers' notes on one value."""
    return outcomes.get(str(token), ()) if isinstance(outcomes, Mapping) else ()


def _run(run: Run) -> SafeString:
    return format_html("<mark>{}</mark>" if run.is_hit else "{}", run.words)
