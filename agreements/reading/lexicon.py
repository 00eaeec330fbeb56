"""Fixed phrases with their meanings, all found in one pass whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick_rs

T = TypeVar("T")
_LONGEST_ACRONYM = 6


class Lexicon(Generic[T]):
    """Phrases and what each stands for. Two meanings of one phrase: the first given wins.

    A Latin phrase matches whole words; a Hangul one may carry particles after it. A phrase all in
    capitals, such as ``AI`` or ``US``, matches only in capitals.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        meanings: dict[str, tuple[T, frozenset[str] | None]] = {}
        for phrase, meaning in entries:
            is_acronym = phrase.isupper() and len(phrase) <= _LONGEST_ACRONYM
            _, spellings = meanings.setdefault(phrase.lower(), (meaning, frozenset([phrase]) if is_acronym else None))
            if spellings and phrase not in spellings and meanings[phrase.lower()][0] == meaning:
                meanings[phrase.lower()] = (meaning, spellings | {phrase})
        self._meanings = list(meanings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(meanings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, surface: str, lowered: str) -> Iterator[tuple[int, int, T]]:
        """``(start, end, meaning)`` of every phrase, in order; both texts have equal offsets."""
        meanings = self._meanings
        for index, start, end in self._automaton.find_matches_as_indexes(lowered):
            before, after = lowered[start - 1 : start], lowered[end : end + 1]
            if before.isalnum() and _joins(before, lowered[start]):
                continue
            if after.isalnum() and not _hangul(after) and _joins(after, lowered[end - 1]):
                continue
            meaning, exact = meanings[index]
            if exact is None or surface[start:end] in exact:
                yield start, end, meaning


def _joins(outer: str, inner: str) -> bool:
    """Whether two neighbouring characters belong to one word of one script."""
    return outer.isalnum() and inner.isalnum() and _hangul(outer) == _hangul(inner)


def _hangul(character: str) -> bool:
    return "가" <= character <= "힣"
