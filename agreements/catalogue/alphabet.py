"""Names in the order of the reader's letters: A to Z, or 가 to 하."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

Row = TypeVar("Row")
_FIRST, _LAST, _A_CONSONANT = 0xAC00, 0xD7A3, 588
_LETTERS = "가가나다다라마바바사사아자자차카타파하"
"""Heading of a syllable by its initial consonant; a doubled consonant stands with the plain one."""
NO_LETTER = "#"


def letter(name: str) -> str:
    """The heading under which a name stands: a capital, a Korean letter, or # for figures and everything else."""
    first = name.strip()[:1]
    if first and _FIRST <= ord(first) <= _LAST:
        return _LETTERS[(ord(first) - _FIRST) // _A_CONSONANT]
    plain = unicodedata.normalize("NFKD", first)[:1].upper()
    return plain if "A" <= plain <= "Z" else NO_LETTER


def by_letter(rows: Iterable[Row], name: Callable[[Row], str], language: str) -> list[tuple[str, list[Row]]]:
    """Rows under their headings, the reader's own letters first, figures last."""
    keyed = sorted((_place(name(row), language), place, row) for place, row in _numbered(rows, name))
    return [(head, [row for _key, _number, row in held]) for head, held in groupby(keyed, key=lambda each: each[0][1])]


def _numbered(rows: Iterable[Row], name: Callable[[Row], str]) -> list[tuple[int, Row]]:
    return list(enumerate(sorted(rows, key=lambda row: name(row).casefold())))


def _place(name: str, language: str) -> tuple[int, str]:
    head = letter(name)
    is_own = (head >= "가") == language.startswith("ko")
    return (2 if head == NO_LETTER else 0 if is_own else 1), head
