"""Words that mean one thing in either language, from `thesaurus.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from agreements.catalogue.words import tokens

FILE = Path(__file__).with_name("thesaurus.toml")
Words = tuple[str, ...]
"""One expression, word by word, plain."""
SHORTEST_PLURAL = 4


def key(words: Words) -> Words:
    """Words as they are looked up: without the plural's s."""
    return tuple(_singular(word) for word in words)


def expressions(words: Words) -> tuple[Words, ...]:
    """All expressions of the group that `words` belong to; nothing when they belong to none."""
    return _groups().get(key(words), ())


def starting_with(word: str) -> int:
    """How many words the longest expression that starts with `word` has; 0 when none does."""
    return _longest().get(_singular(word), 0)


def vocabulary() -> frozenset[str]:
    """Every single word that is an expression by itself."""
    return frozenset(words[0] for words in _groups() if len(words) == 1)


@cache
def _groups() -> dict[Words, tuple[Words, ...]]:
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
    groups: dict[Words, tuple[Words, ...]] = {}
    for group in read:
        alike = tuple(dict.fromkeys(tuple(tokens.words(tokens.plain(each))) for each in group["words"]))
        for words in alike:
            groups[key(words)] = tuple(dict.fromkeys((*groups.get(key(words), ()), *alike)))
    return groups


@cache
def _longest() -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in _groups():
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss") else word


def subjects(text: str) -> frozenset[str]:
    """The groups that any expression in `text` belongs to, each by its first expression; Hangul is found in words."""
    plain = tokens.plain(text)
    said = f" {' '.join(key(tuple(tokens.words(plain))))} "
    glued = "".join(tokens.words(plain))
    return frozenset(
        name
        for name, expressions_ in _named_groups().items()
        if any((expression in glued) if hangul else (f" {expression} " in said) for expression, hangul in expressions_)
    )


@cache
def _named_groups() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Every group's expressions as they are looked for, and whether in Hangul."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
    return {group["words"][0]: tuple(map(_looked_for, group["words"])) for group in read}


def _looked_for(expression: str) -> tuple[str, bool]:
    found = tuple(tokens.words(tokens.plain(expression)))
    hangul = any(map(tokens.is_hangul, found))
    return ("" if hangul else " ").join(found if hangul else key(found)), hangul
