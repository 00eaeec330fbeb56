"""Template tags for the choices of filters: hundreds on one page, so their lines are joined here and not looped over by
a template. Every word that comes from a record is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from agreements.catalogue.pages.agreements import Bar, Option

register = template.Library()


@register.simple_tag
def choices(options: Sequence[Option], parameter: str) -> SafeString:
    """`{% choices facet.options facet.parameter %}`: a box, its words and its count for each, with those below it."""
    return _safe(_list(options, escape(parameter), _("Within %(name)s")))


@register.simple_tag
def single_years(options: Sequence[Option], parameter: str) -> SafeString:
    """`{% single_years facet.options facet.parameter %}`: the same with a bar as long as each count."""
    name = escape(parameter)
    lines = (
        f"<li><label{_state(option)}>{_box(option, name)}<span>{escape(option.text.words)}</span>"
        f'<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{option.share}" height="6"/></svg><small>{option.count}</small></label></li>'
        for option in options
    )
    return _safe("\n".join(lines))


@register.simple_tag
def year_bars(bars: Sequence[Bar]) -> SafeString:
    """`{% year_bars facet.range.bars %}`: each a link; the last one is where the tabulator key lands."""
    return _safe("\n".join(_bar(bar, bar is bars[-1]) for bar in bars))


def _list(options: Iterable[Option], parameter: str, within: str) -> str:
    return f"<ul>{''.join(_line(option, parameter, within) for option in options)}\n</ul>"


def _line(option: Option, parameter: str, within: str) -> str:
    words, language = escape(option.text.words), escape(option.text.language)
    none = ' class="none"' if option.is_dimmed else ""
    return (
        f'\n<li><label{none}>{_box(option, parameter)}<span lang="{language}">{words}</span>'
        f"<small>{option.count}</small></label>{_below(option, parameter, within) if option.children else ''}</li>"
    )


def _below(option: Option, parameter: str, within: str) -> str:
    opened = " open" if option.is_unfolded else ""
    said = escape(within % {"name": option.text.words})
    return (
        f'\n<details class="below"{opened}><summary><span class="visually-hidden">{said}</span></summary>'
        f"{_list(option.children, parameter, within)}</details>"
    )


def _box(option: Option, parameter: str) -> str:
    checked = " checked" if option.is_on else ""
    return f'<input type="checkbox" name="{parameter}" value="{escape(option.value)}"{checked}>'


def _state(option: Option) -> str:
    return ' class="none"' if option.is_dimmed else ' class="covered"' if option.is_covered else ""


def _bar(bar: Bar, is_last: bool) -> str:
    first, last, said = escape(bar.first), escape(bar.last), escape(bar.text)
    on = ' class="is-on" aria-current="true"' if bar.is_on else ""
    return (
        f'<a href="{escape(bar.address)}" data-first="{first}" data-last="{last}" title="{said}" aria-label="{said}" '
        f'tabindex="{0 if is_last else -1}"{on}><svg viewBox="0 0 10 100" preserveAspectRatio="none" '
        f'aria-hidden="true"><rect width="10" height="{bar.share}"/></svg></a>'
    )


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308  # whatever comes from a record is escaped above
