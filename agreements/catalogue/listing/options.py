"""Facets as controls: every choice with its count, its words and the address that adds it or takes it off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.filters import LABELS, SECTOR_CHOICES
from agreements.catalogue.index.facets import Index, Result
from agreements.catalogue.listing import histogram, years
from agreements.catalogue.pages.agreements import Chip, Facet, Option, Range
from agreements.catalogue.pages.parts import Text
from agreements.catalogue.selection import FACETS, Selection
from agreements.domain.vocabulary import (
    ACTIVITIES,
    FORMS,
    GENERAL,
    LEGAL_NATURES,
    LEVELS,
    SECTORS,
    STATUSES,
    Vocabulary,
)

VOCABULARIES: dict[str, Vocabulary] = {
    "sector": SECTOR_CHOICES,
    "form": FORMS,
    "status": STATUSES,
    "level": LEVELS,
    "legal_nature": LEGAL_NATURES,
    "activity": ACTIVITIES,
}
OPEN_AT_FIRST, LONG, AT_ONCE = 2, 12, 8


def facets(result: Result, language: str) -> tuple[Facet, ...]:
    """Every facet that has a choice to make."""
    shown = [facet for facet in FACETS if facet != "counterpart" or result.selection.of(facet)]
    made = [_facet(result, facet, place, language) for place, facet in enumerate(shown)]
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
        *_day(selection, language),
    )


def sentence(chips: tuple[Chip, ...]) -> str:
    """The chips in words: choices of one facet joined by "or", one clause a facet."""
    clauses: dict[str, list[str]] = {}
    for chip in chips:
        clauses.setdefault(chip.parameter, []).append(f"{chip.lead} {chip.text}".strip())
    return " · ".join(" ".join(words) for words in clauses.values())


def _day(selection: Selection, language: str) -> list[Chip]:
    """The day looked at, as the end of the sentence."""
    if selection.as_of is None:
        return []
    words = _("as it stood on %(day)s") % {"day": wording.on_day(selection.as_of, language)}
    return [_chip(selection, "as_of", str(selection.as_of), 0, Text(words, language), language)]


def words_of(index: Index, facet: str, value: str, language: str) -> Text:
    """A choice in the reader's words."""
    if facet in VOCABULARIES:
        return Text(VOCABULARIES[facet].label(value, language), language)
    if facet in index.names:
        return wording.either(*index.names[facet].get(value, (value, "")), language)
    span = years.read(value) if facet == "year" else None
    return Text(span.words, language) if span and span.is_range else Text(value, "")


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
        "counterpart": _("together with"),
        "occasion": _("at"),
    }
    return leads.get(facet, "")


def _facet(result: Result, facet: str, place: int, language: str) -> Facet:
    selection = result.selection
    options = _options(result, facet, language)
    at_once = _at_once(result, facet, options)
    chosen = len(selection.of(facet))
    return Facet(
        parameter=facet,
        label=str(LABELS[facet]),
        options=tuple(option for option in options if option.value in at_once),
        is_open=place < OPEN_AT_FIRST or bool(chosen),
        in_use=chosen,
        is_long=sum(1 + len(option.children) for option in options) > LONG,
        clear=addresses.agreements(language, selection.without(facet).query),
        range=_range(result, language) if facet == "year" else None,
        more=tuple(option for option in options if option.value not in at_once),
    )


def _at_once(result: Result, facet: str, options: tuple[Option, ...]) -> Set[str]:
    """Choices of a long facet to show before being asked for more: those that are on, and the commonest whatever else
    is chosen, so that none moves while one chooses."""
    if len(options) <= LONG or facet in ("sector", "year"):
        return {option.value for option in options}
    held, values = result.index.choices[facet], tuple(option.value for option in options)
    commonest = result.index.commonest.get(
        (facet, values), lambda: frozenset(sorted(values, key=lambda value: -len(held.get(value, ())))[:AT_ONCE])
    )
    return commonest | set(result.selection.of(facet))


def _range(result: Result, language: str) -> Range:
    """The first range that is on, as typed, and what can be asked for."""
    held = sorted(result.index.choices["year"])
    span = _first_range(result.selection)
    return Range(
        first=str(span.first or "") if span else "",
        last=str(span.last or "") if span else "",
        earliest=held[0] if held else "",
        latest=held[-1] if held else "",
        bars=histogram.bars(result, language),
    )


def _first_range(selection: Selection) -> years.Span | None:
    spans = (years.read(value) for value in selection.of("year"))
    return next((span for span in spans if span and span.is_range), None)


def _options(result: Result, facet: str, language: str) -> tuple[Option, ...]:
    counts, chosen = result.counts(facet), result.selection.of(facet)
    most = max(counts.values(), default=0)
    ranges = [span for span in map(years.read, chosen) if span and span.is_range] if facet == "year" else []
    query = result.selection.toggling(facet)

    def address(value: str) -> str:
        return addresses.agreements(language, query(value))

    made = {
        value: Option(
            value=value,
            text=text,
            count=(count := counts.get(value, 0)),
            is_on=value in chosen,
            toggled=address,
            share=wording.share(count, most) if facet == "year" else 0,
            is_covered=bool(ranges) and any(value.isdigit() and int(value) in span for span in ranges),
        )
        for value, text in _named(result, facet, language)
    }
    return tuple(_tree(made)) if facet == "sector" else tuple(made.values())


def _tree(made: dict[str, Option]) -> Iterable[Option]:
    """Sectors with those below them."""
    for root in SECTORS.roots():
        children = tuple(made[term.code] for term in SECTORS.children(root.code) if term.code in made)
        if children and f"{root.code}{GENERAL}" in made:
            children = (*children, made[f"{root.code}{GENERAL}"])
        if root.code in made:
            yield replace(made[root.code], children=children)


def _named(result: Result, facet: str, language: str) -> Sequence[tuple[str, Text]]:
    """Choices in the order to show them, each in words. Those of the long facets are the same for every selection."""
    index = result.index

    def name() -> list[tuple[str, Text]]:
        return [(value, words_of(index, facet, value, language)) for value in _values(result, facet)]

    is_same = facet in index.names and all(value in index.choices[facet] for value in result.selection.of(facet))
    return index.named.get((facet, language), name) if is_same else name()


def _values(result: Result, facet: str) -> list[str]:
    """Choices that the published register knows, and those chosen, in the order to show them."""
    held = result.index.choices[facet]
    chosen = result.selection.of(facet)
    known = [*held, *(value for value in chosen if value not in held)]
    if facet in VOCABULARIES:
        return [code for code in VOCABULARIES[facet] if code in known or _has_known_child(facet, code, known)]
    if facet == "year":
        first = _first_range(result.selection)
        return sorted((value for value in known if not first or value != first.token), reverse=True)
    if facet == "counterpart":
        return list(chosen)
    if facet == "organisation":
        names = result.index.names[facet]
        return sorted(known, key=lambda value: (-len(held.get(value, ())), names.get(value, (value,))[0]))
    return [value for value in result.index.names[facet] if value in known]


def _has_known_child(facet: str, code: str, known: list[str]) -> bool:
    return facet == "sector" and any(term.code in known for term in SECTORS.children(code))
