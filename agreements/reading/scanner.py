"""All rules of a family in one pass over a text: leftmost match first, then the earlier rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import re2

from agreements.reading.model import Span
from agreements.reading.rules import LANGUAGES, Rule, family

_OPTIONS = re2.Options()
_OPTIONS.max_mem = 64 << 20
_OPTIONS.log_errors = False
# What lies below the package's own Python, which costs a tenth of a reading: spans in bytes, (-1, -1) for none.
Matching = Callable[[object, bytes, int, int], Sequence[tuple[int, int]]]
_UNANCHORED, _WHOLE = re2._Anchor.UNANCHORED, re2._Anchor.ANCHOR_BOTH
_NAMED_PART = re.compile(r"\(\?P<\w+>")


class Match(NamedTuple):
    """Where a rule of a family applies."""

    start: int
    end: int
    rule: Rule


class Scanner:
    """The rules of one family and language as a single alternation, linear in the text.

    The alternation captures nothing, which keeps it fast; which rule it was is asked of a set of the
    same rules over the few words found.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        patterns = [_plain(rule) for rule in self.rules]
        self._any = re2.compile("|".join(f"(?:{pattern})" for pattern in patterns), _OPTIONS) if patterns else None
        self._which = _set(re2.Set.FullMatchSet(_OPTIONS), patterns)
        self._starts = _set(re2.Set.MatchSet(_OPTIONS), patterns)

    def scan(self, surface: str) -> Iterator[Match]:
        """Every match that does not overlap an earlier one."""
        if self._any is None:
            return
        which, rules = self._which._set.Match, self.rules
        for start, end, words in _places(self._any, surface):
            if found := which(words):
                yield Match(start, end, rules[min(found)])

    def at_start(self, words: str) -> Rule | None:
        """The first rule that applies from the first letter on."""
        found = self._starts.Match(words)
        return self.rules[min(found)] if found else None


def places(pattern: re2._Regexp, surface: str) -> list[Span]:
    """Where a pattern of RE2 matches: all of a text at once, for questions asked of its sentences one by one."""
    return [Span(start, end) for start, end, _ in _places(pattern, surface)]


def _places(pattern: re2._Regexp, surface: str) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and words of every match that says anything; RE2 counts in bytes, places are given in letters."""
    encoded, match = surface.encode(), pattern._regexp.Match
    last = len(encoded)
    in_letters = len(surface) < last
    at = byte = letter = 0
    while at <= last:
        start, end = match(_UNANCHORED, encoded, at, last)[0]
        if start < 0:
            return
        at = end if end > at else at + 1
        if start == end:
            continue
        words = encoded[start:end]
        if in_letters:
            begin = letter + len(encoded[byte:start].decode())
            byte, letter = end, begin + len(words.decode())
            yield begin, letter, words
        else:
            yield start, end, words


def _set(empty: re2.Set, patterns: Sequence[str]) -> re2.Set:
    for pattern in patterns:
        empty.Add(pattern)
    empty.Compile()
    return empty


def parts(rule: Rule, words: str) -> dict[str, str]:
    """The named parts of a rule's match: ``{'day': '22', 'month': 'November'}``."""
    match, names = _alone(rule)
    encoded = words.encode()
    _, *spans = match(_WHOLE, encoded, 0, len(encoded))
    return {name: encoded[start:end].decode() for name, (start, end) in zip(names, spans, strict=True) if start < end}


def applies(rule: Rule, words: str) -> bool:
    """Whether the rule is about exactly these words; much quicker than asking for its parts."""
    encoded = words.encode()
    return _without_parts(rule)(_WHOLE, encoded, 0, len(encoded))[0][0] >= 0


def scan(name: str, surface: str, languages: Iterable[str]) -> list[Match]:
    """The matches of a family in these languages, in order; of two that overlap, the earlier and longer."""
    found = [match for language in languages for match in scanner(name, language).scan(surface)]
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def first(name: str, surface: str, languages: Iterable[str]) -> Match | None:
    """The earliest match of a family in these languages, the longer of two."""
    found = (match for language in languages for match in islice(scanner(name, language).scan(surface), 1))
    return min(found, key=lambda match: (match.start, -match.end), default=None)


@cache
def scanner(name: str, language: str) -> Scanner:
    """The scanner of a family, built once per process."""
    return Scanner(family(name, language))


def prepare(names: Iterable[str]) -> None:
    """Build the scanners ahead of the first document."""
    for name in names:
        for language in LANGUAGES:
            scanner(name, language)


@cache
def _alone(rule: Rule) -> tuple[Matching, tuple[str, ...]]:
    """A rule by itself, with the names of its parts in their order."""
    pattern = re2.compile(_cased(rule), _OPTIONS)
    return pattern._regexp.Match, tuple(sorted(pattern.groupindex, key=pattern.groupindex.__getitem__))


@cache
def _without_parts(rule: Rule) -> Matching:
    matching: Matching = re2.compile(_plain(rule), _OPTIONS)._regexp.Match
    return matching


def _plain(rule: Rule) -> str:
    return _NAMED_PART.sub("(?:", _cased(rule))


def _cased(rule: Rule) -> str:
    return rule.pattern if rule.values.get("cased") else f"(?i:{rule.pattern})"
