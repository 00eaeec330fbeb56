"""The values of a public record that a reader may say are wrong, each under the name that addresses carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from agreements.catalogue import wording
from agreements.catalogue.listing.cards import language_of, name_then
from agreements.catalogue.pages.parts import Text
from agreements.domain.vocabulary import (
    ACTIONS,
    FORMS,
    LEGAL_NATURES,
    LEVELS,
    RELATIONS,
    SECTORS,
    STATUSES,
    VALUES,
)
from agreements.models import Agreement, Amount, Relation, Signatory

CODED = {"form": FORMS, "legal_nature": LEGAL_NATURES, "level": LEVELS, "status": STATUSES}


@dataclass(frozen=True, slots=True)
class Disputable:
    """One value as a page shows it. `token` is what an address calls it: `form`, `signed-on.12`, `sector.3`."""

    token: str
    value: str
    row: int | None
    kind: str
    label: str
    shown: Text


def token_of(value: str, row: int | None = None, kind: str = "") -> str:
    """The name of a value in an address."""
    stem = f"{kind}-on" if value == "action" and kind else value.replace("_", "-")
    return f"{stem}.{row}" if row else stem


def label_of(value: str, kind: str, language: str) -> str:
    """What kind of value it is, in words."""
    if value == "action" and kind in ACTIONS:
        return ACTIONS.label(kind, language)
    return VALUES.label(value, language) if value in VALUES else _("The record as a whole")


def read(key: int) -> Agreement | None:
    """The published record with all that is shown of it, in a constant number of queries."""
    public = Agreement.objects.published()
    rows = public.select_related("occasion").prefetch_related(
        "actions",
        "sector_tags",
        "other_names",
        Prefetch("signatories", Signatory.objects.select_related("organisation", "person")),
        Prefetch("amounts", Amount.objects.select_related("payer")),
        Prefetch("relations", Relation.objects.filter(to__in=public).select_related("to")),
    )
    return rows.filter(pk=key).first()


def values(agreement: Agreement, language: str) -> tuple[Disputable, ...]:
    """In the order of the page: what it is called and is, who, when, and the rest."""
    return (*_columns(agreement, language), *_rows(agreement, language))


def choose(found: tuple[Disputable, ...], asked: str) -> Disputable | None:
    """The value that an address names. The row may be left off where there is one of its kind alone."""
    exact = [each for each in found if each.token == asked]
    named = exact or [each for each in found if each.token.partition(".")[0] == asked]
    return named[0] if len(named) == 1 else None


def _columns(agreement: Agreement, language: str) -> Iterator[Disputable]:
    own, other = language[:2], wording.other(language)
    for column in (f"title_{own}", f"title_{other}", "form", "legal_nature", "level", "status"):
        words = str(getattr(agreement, column))
        shown = Text(CODED[column].label(words, language), own) if column in CODED else Text(words, column[-2:])
        if words:
            yield _value(column, shown, language)
    for column in (f"summary_{own}", f"summary_{other}"):
        if words := str(getattr(agreement, column)):
            yield _value(column, Text(words, column[-2:]), language)
    if agreement.occasion:
        yield _value("occasion", wording.name(agreement.occasion, language), language)


def _rows(agreement: Agreement, language: str) -> Iterator[Disputable]:
    for party in agreement.signatories.all():
        yield _value("signatory", _party(party, language), language, party.pk)
    for step in agreement.actions.all():
        when = Text(wording.when(step.when, language).text, language[:2])
        yield _value("action", when, language, step.pk, step.kind)
        if step.place:
            yield _value("place", Text(step.place, language_of(step.place)), language, step.pk)
    for tag in agreement.sector_tags.all():
        yield _value("sector", Text(SECTORS.label(tag.sector, language), language[:2]), language, tag.pk)
    for sum_ in agreement.amounts.all():
        yield _value("amount", Text(sum_.money.format(language), language[:2]), language, sum_.pk)
    for relation in agreement.relations.all():
        words = f"{RELATIONS.label(relation.kind, language)}: {relation.to.title(language)}"
        yield _value("relation", Text(words, language[:2]), language, relation.pk)
    for name in agreement.other_names.all():
        yield _value("other_name", Text(name.text, name.language), language, name.pk)


def _party(row: Signatory, language: str) -> Text:
    body = name_then(row, language)
    person = str(wording.name(row.person, language)) if row.person else ""
    return Text(" · ".join(filter(None, (str(body), person, row.post))), body.language)


def _value(value: str, shown: Text, language: str, row: int | None = None, kind: str = "") -> Disputable:
    return Disputable(token_of(value, row, kind), value, row, kind, label_of(value, kind, language), shown)
