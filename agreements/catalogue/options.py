"""Facets as controls: every choice with its count, its words and the address that adds it or takes it off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.facets import Index, Result
from agreements.catalogue.filters import LABELS
from agreements.catalogue.pages.agreements import Chip, Facet, Option
from agreements.catalogue.pages.parts import Text
from agreements.catalogue.selection import FACETS, Selection
from agreements.domain.vocabulary import FORMS, LEGAL_NATURES, LEVELS, SECTORS, STATUSES, Vocabulary

VOCABULARIES: dict[str, Vocabulary] = {
    "sector": SECTORS,
    "form": FORMS,
    "status": STATUSES,
    "level": LEVELS,
    "legal_nature": LEGAL_NATURES,
}
OPEN_AT_FIRST, LONG = 2, 12


def facets(result: Result, language: str) -> tuple[Facet, ...]:
    """Every facet that has a choice to make."""
    made = [_facet(result, facet, place, language) for place, facet in enumerate(FACETS)]
    return tuple(facet for facet in made if facet.options)


def chips(selection: Selection, index: Index, language: str) -> tuple[Chip, ...]:
    """What is applied, each with the address without it."""
    words = [_chip(selection, "q", selection.q, 0, Text(f"“{selection.q}”", ""), language)] if selection.q else []
    return (
        *words,
        *(
            _chip(selection, facet, value, place, words_of(index, facet, value, language), language)
            for facet in FACETS
            for place, value in enumerate(selection.of(facet))
        ),
    )


def words_of(index: Index, facet: str, value: str, language: str) -> Text:
    """A choice in the reader's words."""
    if facet in VOCABULARIES:
        return Text(VOCABULARIES[facet].label(value, language), language)
    if facet in index.names:
        return wording.either(*index.names[facet].get(value, (value, "")), language)
    return Text(value, "")


def _chip(selection: Selection, facet: str, value: str, place: int, text: Text, language: str) -> Chip:
    without = selection.without(facet, value)
    lead = _("or") if place else _lead(facet)
    return Chip(facet, value, lead, text, addresses.agreements(language, without.query))


def _lead(facet: str) -> str:
    """The small word before the first choice of a facet, so that chips read as a sentence."""
    leads = {
        "q": _("matching"),
        "sector": _("on"),
        "status": _("status"),
        "year": _("dated"),
        "organisation": _("with"),
        "occasion": _("at"),
    }
    return leads.get(facet, "")


def _facet(result: Result, facet: str, place: int, language: str) -> Facet:
    selection = result.selection
    options = _options(result, facet, language)
    chosen = len(selection.of(facet))
    return Facet(
        parameter=facet,
        label=str(LABELS[facet]),
        options=options,
        is_open=place < OPEN_AT_FIRST or bool(chosen),
        in_use=chosen,
        is_long=len(options) > LONG,
        clear=addresses.agreements(language, selection.without(facet).query),
    )


def _options(result: Result, facet: str, language: str) -> tuple[Option, ...]:
    counts, chosen = result.counts(facet), result.selection.of(facet)
    most = max(counts.values(), default=0)
    toggled, list_address = result.selection.toggling(facet), addresses.agreements(language)
    made = {
        value: Option(
            value=value,
            text=words_of(result.index, facet, value, language),
            count=(count := counts.get(value, 0)),
            is_on=value in chosen,
            address=f"{list_address}?{query}" if (query := toggled(value)) else list_address,
            share=wording.share(count, most),
        )
        for value in _values(result, facet)
    }
    return tuple(_tree(made)) if facet == "sector" else tuple(made.values())


def _tree(made: dict[str, Option]) -> Iterable[Option]:
    """Sectors with those below them."""
    for root in SECTORS.roots():
        children = tuple(made[term.code] for term in SECTORS.children(root.code) if term.code in made)
        if root.code in made:
            yield replace(made[root.code], children=children)


def _values(result: Result, facet: str) -> list[str]:
    """Choices that the published register knows, and those chosen, in the order to show them."""
    held = result.index.choices[facet]
    chosen = result.selection.of(facet)
    known = [*held, *(value for value in chosen if value not in held)]
    if facet in VOCABULARIES:
        return [code for code in VOCABULARIES[facet] if code in known or _has_known_child(facet, code, known)]
    if facet == "year":
        return sorted(known, reverse=True)
    if facet == "organisation":
        names = result.index.names[facet]
        return sorted(known, key=lambda value: (-len(held.get(value, ())), names.get(value, (value,))[0]))
    return [value for value in result.index.names[facet] if value in known]


def _has_known_child(facet: str, code: str, known: list[str]) -> bool:
    return facet == "sector" and any(term.code in known for term in SECTORS.children(code))
