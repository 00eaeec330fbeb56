"""A reader that is learned whole: namings, forms, statuses and sectors by regression, names by a random field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agreements.reading import Document
from benchmarks.reading import normal
from benchmarks.reading.learned.names import NameModel
from benchmarks.reading.learned.namings import Naming, NamingModel, namings
from benchmarks.reading.sets import Item

_SAME, _SURE = 70, 0.5


class LearnedReader:
    """Trained on some annotated items; reads others."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._namings, self._names = NamingModel(items), NameModel(items)

    def found(self, document: Document, sure: float = _SURE) -> list[dict[str, Any]]:
        """The mentions of ours in the printed shape; dates and sums are left to others."""
        candidates = namings(document)
        likely = [(chance, one) for one in candidates if (chance := self._namings.chance(one)) >= sure]
        names = list(self._names.names(document.text))
        return [self._mention(document, names, group) for group in self._groups(likely)]

    def _groups(self, likely: list[tuple[float, Naming]]) -> list[list[tuple[float, Naming]]]:
        groups: list[list[tuple[float, Naming]]] = []
        for chance, one in likely:
            for group in groups:
                if any(self._same(one, other) for _, other in group):
                    group.append((chance, one))
                    break
            else:
                groups.append([(chance, one)])
        return groups

    def _same(self, one: Naming, other: Naming) -> bool:
        alike = normal.alike(self._namings.form(one), self._namings.form(other))
        return alike and normal.title_likeness(one.title, other.title) >= _SAME

    def _mention(
        self, document: Document, names: list[tuple[int, int, str]], group: list[tuple[float, Naming]]
    ) -> dict[str, Any]:
        best = max(group, key=lambda pair: pair[0])[1]
        start, end = best.sentence.start, best.sentence.end
        here: dict[str, list[str]] = {"PERSON": [], "UK": [], "KR": []}
        for begin, stop, kind in names:
            if start <= begin < end and document.text[begin:stop] not in here[kind]:
                here[kind].append(document.text[begin:stop])
        return {
            "type": self._namings.form(best), "title": best.title, "status": self._namings.status(best), "date": None,
            "uk_parties": here["UK"] or ["United Kingdom"], "kr_parties": here["KR"] or ["South Korea"],
            "other_parties": [], "people": [{"name": name} for name in here["PERSON"]],
            "sectors": self._namings.sectors(best), "amounts": [], "quote": document.text[start:end], "bilateral": True,
        }  # fmt: skip
