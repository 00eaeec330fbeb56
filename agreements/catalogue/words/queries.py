"""What a reader typed, as terms that an agreement must hold, each in every form that counts as it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from agreements.catalogue.words import thesaurus, tokens

LONGEST_QUERY, MOST_TERMS = 200, 16
SHORTEST_COMPOUND, SHORTEST_IN_THREE, LONGEST_COMPOUND = 4, 6, 10
"""Syllables from which on, and up to which, a Hangul word may stand in a record as two words or as three."""
_PART = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^"“”„«»]+)')
_CHAIN = re.compile(r"[^\W_]+(?:(?:[-‐‑]|(?<![^\W_][^\W_])[.&](?=[^\W_](?![^\W_])))[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Form:
    """Words that must stand one after another, or anywhere when `apart`; the last one may only begin a word."""

    words: tuple[str, ...]
    apart: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for. Any of its forms will do; the first is what was typed."""

    typed: str
    forms: tuple[Form, ...]
    is_exact: bool = False
    """In quotation marks: exactly these words, nothing for them."""


def parse(text: str) -> tuple[Term, ...]:
    """The terms of a text, in its order; none for one without a letter or digit."""
    simple = tokens.plain(text[:LONGEST_QUERY])
    found = (term for quoted, loose in _PART.findall(simple) for term in (_quoted(quoted) or _loose(loose)))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def term(words: Sequence[str], *, begins: bool = False) -> Term:
    """A term of loose words with what the thesaurus has for them."""
    own = Form(tuple(words), begins=begins)
    others = (Form(each) for each in thesaurus.expressions(own.words) if each != own.words)
    return Term(" ".join(words), (own, *others))


def _quoted(text: str) -> list[Term]:
    words = tuple(tokens.words(text))
    return [Term(f"“{' '.join(words)}”", (Form(words),), is_exact=True)] if words else []


def _loose(text: str) -> list[Term]:
    """Expressions of the thesaurus as wholes, then single words; words joined by hyphens are also one."""
    chains = [tokens.words(chain) for chain in _CHAIN.findall(text)]
    terms: list[Term] = []
    while chains:
        taken = _expression(chains)
        words = tuple(word for chain in chains[: taken or 1] for word in chain)
        terms.append(term(words) if taken else _chain(words))
        chains = chains[taken or 1 :]
    return terms


def _expression(chains: Sequence[list[str]]) -> int:
    """How many chains at the start are together one expression of the thesaurus; 0 when none are."""
    most = thesaurus.starting_with(chains[0][0])
    for count in range(min(most, len(chains)), 0, -1):
        if thesaurus.expressions(tuple(word for chain in chains[:count] for word in chain)):
            return count
    return 0


def _chain(words: tuple[str, ...]) -> Term:
    """`semi-conductors` is found as two words and as one."""
    if len(words) == 1:
        return term(words)
    joined = term(["".join(words)])
    return Term("-".join(words), (Form(words, apart=True), *joined.forms))


# -- As PostgreSQL reads it ------------------------------------------------------------------------------------------


def holding_all(terms: Iterable[Term], weights: str = "") -> str:
    """A raw query for all of the terms, each in parts of these weights alone where they are given."""
    return " & ".join(written(each, weights) for each in terms)


def holding_any(terms: Iterable[Term]) -> str:
    return " | ".join(written(each) for each in terms)


def written(one: Term, weights: str = "") -> str:
    """A raw query for one term."""
    return "(" + " | ".join(dict.fromkeys(_form(form, one.is_exact, weights) for form in one.forms)) + ")"


def _form(form: Form, is_exact: bool, weights: str) -> str:
    if form.apart:
        return "(" + " & ".join(_word(word, weights) for word in form.words) + ")"
    if len(form.words) == 1 and not is_exact:
        return _word(form.words[0], weights, begins=form.begins)
    return _in_a_row([unit for word in form.words for unit in tokens.units(word)], weights)


def _word(word: str, weights: str, *, begins: bool = False) -> str:
    if not tokens.is_hangul(word):
        return _unit(word, weights, begins=begins)
    if len(word) == 1:
        return _unit(word, weights, begins=True)
    return "(" + " | ".join(_in_a_row(units, weights) for units in divisions(word)) + ")"


def divisions(word: str) -> Iterator[list[str]]:
    """A Hangul word as units: whole, and as the two or three words that another writer makes of it."""
    yield tokens.pairs(word)
    if SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
        for count in (1, 2) if len(word) >= SHORTEST_IN_THREE else (1,):
            for places in combinations(range(2, len(word) - 1), count):
                parts = [word[a:b] for a, b in zip((0, *places), (*places, len(word)), strict=True)]
                if all(len(part) > 1 for part in parts):
                    yield [unit for part in parts for unit in tokens.pairs(part)]


def _in_a_row(units: Sequence[str], weights: str) -> str:
    return "(" + " <-> ".join(_unit(unit, weights) for unit in units) + ")"


def _unit(unit: str, weights: str, *, begins: bool = False) -> str:
    marks = f"{'*' if begins else ''}{weights}"
    return f"{unit}:{marks}" if marks else unit
