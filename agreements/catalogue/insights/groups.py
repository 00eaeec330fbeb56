"""What rows and columns stand for: choices of the list taken together, so that a picture has few enough of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyroaring import FrozenBitMap

from agreements.catalogue import addresses
from agreements.catalogue.index.facets import Result
from agreements.catalogue.listing.options import words_of
from agreements.catalogue.listing.years import Span
from agreements.catalogue.pages.parts import Text
from agreements.catalogue.selection import Selection
from agreements.domain.vocabulary import Term, Vocabulary

FAMILIES = Vocabulary(
    Term("treaties", "Treaties and conventions", "조약·협약"),
    Term("memoranda", "Memoranda and arrangements", "양해각서·약정"),
    Term("frameworks", "Frameworks and declarations", "프레임워크·선언"),
    Term("programmes", "Programmes, funds and dialogues", "사업·기금·협의체"),
    Term("contracts", "Contracts and investments", "계약·투자"),
    Term("other-forms", "Other forms", "기타 형식"),
)
FORMS_OF: Mapping[str, tuple[str, ...]] = {
    "treaties": ("treaty", "convention", "agreement", "fta", "protocol", "exchange-of-notes"),
    "memoranda": ("mou", "arrangement", "letter-of-intent"),
    "frameworks": ("framework", "accord", "partnership", "statement", "roadmap"),
    "programmes": ("fund", "programme", "dialogue", "sister-city"),
    "contracts": ("contract", "investment"),
    "other-forms": ("other",),
}
STAGES = Vocabulary(
    Term("talks", "Announced or in talks", "발표·협상 중"),
    Term("agreed", "Agreed, not signed", "타결(미서명)"),
    Term("signed", "Signed", "서명"),
    Term("working", "In force or in effect", "발효·시행 중"),
    Term("ended", "Completed, replaced or ended", "완료·대체·종료"),
    Term("unknown", "Not established", "미확인"),
)
STATUSES_OF: Mapping[str, tuple[str, ...]] = {
    "talks": ("announced", "negotiating"),
    "agreed": ("agreed",),
    "signed": ("signed",),
    "working": ("provisional", "in-force", "in-effect"),
    "ended": ("suspended", "completed", "expired", "terminated", "superseded", "lapsed"),
    "unknown": ("unclear",),
}
SINGLE_YEARS = 25
"""Years before these are one group, where there are any."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some choices of one facet and the agreements under any of them."""

    code: str
    text: Text
    facet: str
    values: tuple[str, ...]
    held: FrozenBitMap
    short: str = ""


def address(selection: Selection, language: str, *groups: Group) -> str:
    """The list of what the selection gives within all the groups. A group stands instead of what was chosen of its
    facet."""
    narrowed = replace(selection, sort="", page=1)
    for group in groups:
        narrowed = narrowed.without(group.facet)
    for group in groups:
        for value in group.values:
            narrowed = narrowed.with_(group.facet, value)
    return addresses.agreements(language, narrowed.query)


def families(result: Result, language: str) -> tuple[Group, ...]:
    """Forms by family; where forms are chosen, each by itself."""
    return _sorted_into(result, "form", FAMILIES, FORMS_OF, language)


def stages(result: Result, language: str) -> tuple[Group, ...]:
    """Statuses by how far things have come; where statuses are chosen, each by itself."""
    return _sorted_into(result, "status", STAGES, STATUSES_OF, language)


def singly(result: Result, facet: str, values: Iterable[str], language: str) -> tuple[Group, ...]:
    """Each choice by itself."""
    held = result.index.choices[facet]
    return tuple(
        Group(value, words_of(result.index, facet, value, language), facet, (value,), held[value])
        for value in values
        if value in held
    )


def years(result: Result, language: str) -> tuple[Group, ...]:
    """From the first year of the result to the last, with those long ago as one group."""
    known = sorted(result.within("year"))
    if not known:
        return ()
    cut = str(int(known[-1]) - SINGLE_YEARS + 1)
    early = [year for year in known if year < cut]
    if len(early) < 2:
        return singly(result, "year", known, language)
    return (_early(result, early, int(cut) - 1), *singly(result, "year", known[len(early) :], language))


def _early(result: Result, years: Sequence[str], last: int) -> Group:
    """Chosen years stay as they were chosen; else everything up to `last`."""
    span = Span(None, last)
    values = tuple(years) if result.selection.of("year") else (span.token,)
    held = result.index.choices["year"]
    return Group("early", Text(span.words, ""), "year", values, _union(held, years), f"–{last}")


def _sorted_into(
    result: Result, facet: str, names: Vocabulary, members: Mapping[str, tuple[str, ...]], language: str
) -> tuple[Group, ...]:
    held, known = result.index.choices[facet], result.within(facet)
    if result.selection.of(facet):
        return singly(result, facet, [code for codes in members.values() for code in codes if code in known], language)
    found = {name: tuple(code for code in codes if code in known) for name, codes in members.items()}
    return tuple(
        Group(name, Text(names.label(name, language), language), facet, codes, _union(held, codes))
        for name, codes in found.items()
        if codes
    )


def _union(held: Mapping[str, FrozenBitMap], values: Iterable[str]) -> FrozenBitMap:
    return FrozenBitMap.union(FrozenBitMap(), *(held[value] for value in values))
