"""Indexes of names: the search within them, and their columns by side and letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from agreements.catalogue.alphabet import by_letter
from agreements.catalogue.pages.nouns import Column, Letter, NameRow
from agreements.catalogue.record.sides import in_reading_order
from agreements.domain.text import fold
from agreements.domain.vocabulary import SIDES
from agreements.models import Organisation, Person

LONGEST = 100
Noun = TypeVar("Noun", Organisation, Person)


def found(q: str, rows: Sequence[Noun], others: Iterable[tuple[int, str]]) -> list[Noun]:
    """Those with `q` in one of their names, in either script and whatever its spaces; all of them without `q`."""
    wanted = _plain(q[:LONGEST])
    if not wanted:
        return list(rows)
    held = {key for key, text in others if wanted in _plain(text)}
    return [row for row in rows if row.pk in held or any(wanted in _plain(name) for name in (row.name_en, row.name_ko))]


def columns(rows: Iterable[tuple[str, NameRow]], language: str) -> tuple[Column, ...]:
    """One column a side, the reader's own first; none for a side without a name."""
    held = list(rows)
    sides = {code: [row for side, row in held if side == code] for code in in_reading_order(language)}
    return tuple(
        Column(code, SIDES.label(code, language), len(found), _letters(code, found, language))
        for code, found in sides.items()
        if found
    )


def _letters(side: str, rows: list[NameRow], language: str) -> tuple[Letter, ...]:
    return tuple(
        Letter(label, f"{side}-{label if label != '#' else '0'}", tuple(held))
        for label, held in by_letter(rows, lambda row: row.tally.text.words, language)
    )


def _plain(text: str) -> str:
    return fold(text).replace(" ", "")
