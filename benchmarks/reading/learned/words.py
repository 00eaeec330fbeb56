"""Texts as words, with what a model is told of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Features = dict[str, float]
_WORD = re.compile(r"[A-Za-z][\w'’.&-]*|[가-힣]+|\d[\d,.]*|[^\w\s]")
_PARTICLES = re.compile(r"(?:은|는|이|가|을|를|와|과|의|에|에서|으로|로|도|측|간)$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, sign or number and where it stands."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Words, numbers and signs in order."""
    return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]


def stem(word: str) -> str:
    """Lower case, without a Korean particle or an English plural."""
    lowered = _PARTICLES.sub("", word) if "가" <= word[0] <= "힣" and len(word) > 2 else word.lower()
    return lowered[:-1] if len(lowered) > 4 and lowered.endswith("s") else lowered


def shape(word: str) -> str:
    """'Xx' for a capitalised word, 'X' for capitals, '가' for Hangul, '9' for a number."""
    if "가" <= word[0] <= "힣":
        return "가"
    if word[0].isdigit():
        return "9"
    if not word[0].isalpha():
        return word[0]
    return "X" if word.isupper() else "Xx" if word[0].isupper() else "x"


def bag(prefix: str, text: str) -> Iterator[tuple[str, float]]:
    """Which words a stretch of text holds, and for Korean which pairs of syllables."""
    for word in words(text):
        if word.text[0].isalnum():
            yield f"{prefix}:{stem(word.text)}", 1.0
            if "가" <= word.text[0] <= "힣":
                yield from ((f"{prefix}2:{word.text[n : n + 2]}", 1.0) for n in range(len(word.text) - 1))


def merged(*parts: Iterator[tuple[str, float]] | Mapping[str, float]) -> Features:
    """One set of features from several."""
    return {name: value for part in parts for name, value in (part.items() if isinstance(part, Mapping) else part)}
