"""What a reader asked the list for, as one immutable value. Below it nothing knows of requests."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import quote_plus

FACETS = (
    "sector", "form", "status", "year", "organisation", "counterpart", "occasion", "level", "legal_nature", "activity",
)  # fmt: skip
"""Parameters that may be repeated, in the order in which canonical query strings write them."""
PARAMETERS = ("q", *FACETS, "year_from", "year_to", "as_of", "sort", "page")
"""Everything that may stand in a query string; the canonical one writes `year_from` and `year_to` as one `year`."""
NEWEST, RELEVANCE = "newest", "relevance"
_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def _pairs(facet: str, values: Iterable[str]) -> list[str]:
    return [f"{facet}={quote_plus(value)}" for value in sorted(values)]


@dataclass(frozen=True, slots=True)
class Selection:
    """Words, choices, day, order and page. Choices of one facet combine as OR, facets and words as AND."""

    q: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    as_of: datetime.date | None = None
    """The day on which the register is looked at; none for today."""
    sort: str = ""
    """Empty for the usual order: by relevance when there are words, else newest first."""
    page: int = 1

    @property
    def order(self) -> str:
        """The order meant: relevance means nothing without words."""
        if self.sort and (self.q or self.sort != RELEVANCE):
            return self.sort
        return RELEVANCE if self.q else NEWEST

    @property
    def is_empty(self) -> bool:
        """Whether it asks for every agreement."""
        return not self.q and not self.as_of and not any(self.choices.values())

    def of(self, facet: str) -> tuple[str, ...]:
        return self.choices.get(facet, ())

    def with_(self, facet: str, value: str) -> Selection:
        """One more choice; back on the first page."""
        return self._choosing(facet, (*self.of(facet), value))

    def without(self, facet: str, value: str | None = None) -> Selection:
        """One choice less, or without `value` none of the facet; back on the first page.

        `q` and `as_of` are facets here.
        """
        if facet == "q":
            return replace(self, q="", page=1)
        if facet == "as_of":
            return replace(self, as_of=None, page=1)
        return self._choosing(facet, tuple(each for each in self.of(facet) if value is not None and each != value))

    def sorted_by(self, sort: str) -> Selection:
        return replace(self, sort=sort, page=1)

    def on_page(self, page: int) -> Selection:
        return replace(self, page=page)

    @property
    def query(self) -> str:
        """The canonical query string: known parameters in their one order, values sorted, defaults left out."""
        pages = (f"page={self.page}",) if self.page > 1 else ()
        return "&".join([*self._before(""), *self._order(), *pages])

    def toggling(self, facet: str) -> Callable[[str], str]:
        """For each choice of the facet, the canonical query string with it added, or taken off where it is on.

        The same as `with_` and `without`, for the hundreds of choices that a page shows.
        """
        head, tail = self._before(facet), [*self._after(facet), *self._order()]
        chosen = set(self.of(facet))
        return lambda value: "&".join([*head, *_pairs(facet, chosen ^ {value}), *tail])

    def _before(self, facet: str) -> list[str]:
        """Words and the facets before `facet`; all of them without one."""
        before = FACETS[: FACETS.index(facet)] if facet else FACETS
        words = [f"q={quote_plus(self.q)}"] if self.q else []
        return words + [pair for each in before for pair in _pairs(each, self.of(each))]

    def _after(self, facet: str) -> list[str]:
        return [pair for each in FACETS[FACETS.index(facet) + 1 :] for pair in _pairs(each, self.of(each))]

    def _order(self) -> list[str]:
        usual = RELEVANCE if self.q else NEWEST
        day = [f"as_of={self.as_of}"] if self.as_of else []
        return [*day, f"sort={self.order}"] if self.order != usual else day

    def _choosing(self, facet: str, values: tuple[str, ...]) -> Selection:
        choices = {**self.choices, facet: tuple(dict.fromkeys(values))}
        return replace(self, choices=MappingProxyType({key: kept for key, kept in choices.items() if kept}), page=1)
