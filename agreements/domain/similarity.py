"""How alike two titles or two texts are, by content alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from rapidfuzz import fuzz

from agreements.domain.text import fold

_COMMON = frozenset(
    "the a an of on for to and between in with new joint uk britain british united kingdom korea korean south republic"
    " rok bilateral agreement memorandum understanding mou cooperation co-operation cooperative partnership signed"
    " 한영 한국 영국 양국 대한민국 협력 양해각서 업무협약 체결 간 의".split()
)
_SHINGLE_WORDS, _SHINGLE_LETTERS = 5, 12
SIGNATURE_SIZE = 64
WORTH_A_LOOK = 0.72
"""Likeness of two titles from which a person should look whether they are of one agreement."""


def title_similarity(first: str, second: str) -> float:
    """From 0 to 1, by the words that tell two agreements of the same two countries apart."""
    left, right = telling_words(first), telling_words(second)
    if not left or not right:
        return fuzz.ratio(fold(first), fold(second)) / 100
    return (fuzz.token_set_ratio(left, right) + fuzz.token_sort_ratio(left, right)) / 200


def telling_words(title: str) -> str:
    """The words of a title by which two agreements of the same two countries can be told apart."""
    return " ".join(word for word in fold(title).split() if word not in _COMMON)


def text_signature(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's shingles: equal texts have equal ones, near-equal texts share most."""
    hashes = {_hash(shingle) for shingle in _shingles(text)}
    return tuple(sorted(hashes)[:SIGNATURE_SIZE])


def signature_overlap(first: Iterable[int], second: Iterable[int]) -> float:
    """Estimated share of shingles that two texts have in common, from 0 to 1."""
    left, right = set(first), set(second)
    if not left or not right:
        return 0.0
    smallest = set(sorted(left | right)[:SIGNATURE_SIZE])
    return len(smallest & left & right) / len(smallest)


def _shingles(text: str) -> Iterable[str]:
    words = fold(text).split()
    if len(words) < _SHINGLE_WORDS:
        joined = "".join(words)
        return {joined[i : i + _SHINGLE_LETTERS] for i in range(max(1, len(joined) - _SHINGLE_LETTERS + 1))} - {""}
    return (" ".join(words[i : i + _SHINGLE_WORDS]) for i in range(len(words) - _SHINGLE_WORDS + 1))


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=7).digest(), "big")
