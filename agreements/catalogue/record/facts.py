"""The table of facts of one agreement: every value with what stands under it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from agreements.catalogue import addresses, tallies, wording
from agreements.catalogue.listing.cards import language_of
from agreements.catalogue.pages.agreement import Fact, Title, Value
from agreements.catalogue.pages.parts import Text
from agreements.catalogue.record import accounts
from agreements.catalogue.record.supports import Supports
from agreements.catalogue.record.timeline import known
from agreements.domain.vocabulary import ACTIONS, FORMS, LEGAL_NATURES, LEVELS, NATURES, SECTORS, VALUES, Vocabulary
from agreements.models import Action, Agreement

DATED = ("announced", "signed", "entered-into-force", "came-into-effect", "expires")
"""Actions whose dates are facts that readers look for; all of them stand in the timeline."""
COLUMNS: dict[str, Vocabulary] = {"form": FORMS, "legal_nature": LEGAL_NATURES, "level": LEVELS}


def facts(agreement: Agreement, supports: Supports, language: str, on: datetime.date | None = None) -> tuple[Fact, ...]:
    """Rows without a value are left out. Looked at on the day `on`, so are the dates and places of what came later."""
    steps = [action for action in agreement.actions.all() if known(action, on)]
    rows = (
        *(_title(agreement, supports, each, language) for each in (language, wording.other(language))),
        _fact("other_name", _names(agreement, supports), language),
        *(_column(agreement, supports, column, language) for column in COLUMNS),
        _fact("sector", _sectors(agreement, supports, language), language),
        *_dates(steps, supports, language),
        _fact("place", _places(steps, supports), language),
        _fact("occasion", _occasion(agreement, supports, language), language),
    )
    return tuple(row for row in rows if row.values)


def title(agreement: Agreement, supports: Supports, language: str) -> Title:
    """The title in `language` and whether a source words it so."""
    text = wording.only(agreement.title_en, agreement.title_ko, language)
    if not text:
        return Title(text, "none", _no_title(language))
    if any(each.supports and each.strength.code != "judgement" for each in supports.of(f"title_{language[:2]}")):
        return Title(text, "source", _("As a source words it"))
    is_only = not (agreement.title_en and agreement.title_ko)
    return Title(text, "ours", _("Our wording") if is_only else _("Our translation"))


def _no_title(language: str) -> str:
    return _("No Korean title is known") if language.startswith("ko") else _("No English title is known")


def _fact(code: str, values: Iterable[Value], language: str, label: str = "", *, is_disputed: bool = False) -> Fact:
    found = tuple(values)
    is_disputed |= any(value.is_reported_only or any(not each.supports for each in value.supports) for value in found)
    told = accounts.accounts(found, language) if is_disputed else ()
    flag = accounts.flag(told, is_disputed=is_disputed)
    return Fact(code, label or VALUES.label(code, language), found, is_disputed, told, flag)


def _title(agreement: Agreement, supports: Supports, language_of_title: str, language: str) -> Fact:
    value = f"title_{language_of_title[:2]}"
    text = wording.only(agreement.title_en, agreement.title_ko, language_of_title)
    return _fact(value, supports.value(value, text) if text else (), language)


def _column(agreement: Agreement, supports: Supports, column: str, language: str) -> Fact:
    code = getattr(agreement, column)
    text = Text(COLUMNS[column].label(code, language), language)
    query = tallies.choosing(column, code).query
    return _fact(column, supports.value(column, text, address=addresses.agreements(language, query)), language)


def _names(agreement: Agreement, supports: Supports) -> Iterable[Value]:
    for name in agreement.other_names.all():
        yield from supports.value("other_name", Text(name.text, name.language), name.pk)


def _sectors(agreement: Agreement, supports: Supports, language: str) -> Iterable[Value]:
    for tag in agreement.sector_tags.all():
        text = Text(SECTORS.label(tag.sector, language), language)
        yield from supports.value("sector", text, tag.pk, address=addresses.noun(language, "sectors", tag.sector))


def _dates(actions: Sequence[Action], supports: Supports, language: str) -> Iterable[Fact]:
    """One row a kind of action; two different days of one kind stand side by side and are marked as disputed."""
    for kind in DATED:
        steps = [action for action in actions if action.kind == kind and action.nature != "scheduled"]
        values = [value for step in steps for value in _date(step, supports, language)]
        days = {step.when for step in steps if step.when}
        yield _fact(kind, values, language, ACTIONS.label(kind, language), is_disputed=len(days) > 1)


def _date(step: Action, supports: Supports, language: str) -> tuple[Value, ...]:
    """The step's date; the act of one side is that side's own account, and a date worked out says how."""
    when, side = wording.when(step.when, language), step.side if step.side != "joint" else ""
    own, *rivals = supports.value("action", Text(when.text, language), step.pk, side=side)
    if step.nature == "computed":
        own = replace(own, nature=wording.label(NATURES, step.nature, language), note=step.note)
    return own, *rivals


def _places(actions: Sequence[Action], supports: Supports) -> Iterable[Value]:
    seen = set()
    for action in actions:
        if action.place and action.place not in seen:
            seen.add(action.place)
            yield from supports.value("place", Text(action.place, language_of(action.place)), action.pk)


def _occasion(agreement: Agreement, supports: Supports, language: str) -> Iterable[Value]:
    if agreement.occasion:
        address = addresses.noun(language, "occasions", agreement.occasion.slug)
        yield from supports.value("occasion", wording.name(agreement.occasion, language), address=address)
