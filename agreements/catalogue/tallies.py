"""Figures beside names, for lists that say how much there is of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from agreements.catalogue import addresses, wording
from agreements.catalogue.index.facets import Index, Result
from agreements.catalogue.listing.options import VOCABULARIES, words_of
from agreements.catalogue.pages.parts import Stretch, Tally
from agreements.catalogue.selection import Selection
from agreements.domain.vocabulary import GENERAL, SECTORS

Address = Callable[[str], str]


def of_facet(result: Result, facet: str, language: str, address: Address | None = None) -> tuple[Tally, ...]:
    """Choices of a facet that the result holds, most first; each leads to the list with it added."""
    counts = result.within(facet)
    most = max(counts.values(), default=0)
    to = address or (lambda value: addresses.agreements(language, result.selection.with_(facet, value).query))
    made = [_tally(result.index, facet, value, count, most, language, to) for value, count in counts.items()]
    return tuple(sorted(made, key=lambda tally: -tally.count))


def sectors(result: Result, language: str) -> tuple[Tally, ...]:
    """Both levels in the vocabulary's order, each sector leading to its page."""
    made = {tally.code: tally for tally in of_facet(result, "sector", language, _sector_page(language))}
    for root in SECTORS.roots():
        below = tuple(made[term.code] for term in SECTORS.children(root.code) if term.code in made)
        if below and f"{root.code}{GENERAL}" in made:
            below = (*below, made[f"{root.code}{GENERAL}"])
        if root.code in made:
            made[root.code] = replace(made[root.code], children=below)
    return tuple(made[root.code] for root in SECTORS.roots() if root.code in made)


def in_vocabulary_order(tallies: Iterable[Tally], facet: str) -> tuple[Tally, ...]:
    places: Mapping[str, int] = {code: place for place, code in enumerate(VOCABULARIES[facet])}
    return tuple(sorted(tallies, key=lambda tally: places[tally.code]))


def stretches(tallies: Iterable[Tally]) -> tuple[Stretch, ...]:
    """The tallies as parts of one bar, in their order; together they fill it."""
    held = tuple(tallies)
    total = sum(tally.count for tally in held) or 1
    ends = [1000 * sum(each.count for each in held[: place + 1]) // total for place in range(len(held))]
    starts = [0, *ends][: len(held)]
    return tuple(Stretch(tally, start, end - start) for tally, start, end in zip(held, starts, ends, strict=True))


def choosing(facet: str, value: str) -> Selection:
    """The selection of one choice."""
    return Selection().with_(facet, value)


def _sector_page(language: str) -> Address:
    return lambda code: (
        addresses.agreements(language, choosing("sector", code).query)
        if code.endswith(GENERAL)
        else addresses.noun(language, "sectors", code)
    )


def _tally(index: Index, facet: str, value: str, count: int, most: int, language: str, address: Address) -> Tally:
    return Tally(
        text=words_of(index, facet, value, language),
        count=count,
        address=address(value),
        share=wording.share(count, most),
        code=value,
    )
