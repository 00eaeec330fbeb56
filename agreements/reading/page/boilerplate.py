"""Page furniture: menus, related stories, bylines, share links. It is masked, never cut out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from agreements.reading.model import Span
from agreements.reading.rules import LANGUAGES, family
from agreements.reading.scanner import Scanner

_REAL_PARAGRAPH = 90  # bytes, for a Hangul syllable says as much as three letters
_LATE = 0.4
_MENU_WORDS, _MENU_LENGTH = 4, 3
_REPEATED, _LONGEST = 30, 400
_RANK, _LONGEST_HEADLINE = re.compile(r"-|\d{1,2}"), 140


def furniture(surface: str, lines: Sequence[Span]) -> tuple[Span, ...]:
    """The lines that belong to the page and not to the item, in order."""
    tail = _tail(surface, lines)
    body = [line for line in lines if line.start < tail]
    kept = [*_marked(surface, body), *_repeated(surface, body), *_menus(surface, body), *_ranked(surface, body)]
    after = [line for line in lines if line.start >= tail]
    return tuple(sorted(set(kept + after)))


def _tail(surface: str, lines: Sequence[Span]) -> int:
    """Where the stories of others begin: a heading such as 'Related articles' after the item's own text."""
    late = _LATE * sum(line.end - line.start for line in lines)
    before, has_told = 0, False
    for line in lines:
        words = line.of(surface)
        if has_told and before >= late and len(words) <= 60 and _kind(words) == "tail":
            return line.start
        before += line.end - line.start
        has_told = has_told or len(words.encode()) >= _REAL_PARAGRAPH
    return len(surface) + 1


def _marked(surface: str, lines: Iterable[Span]) -> Iterator[Span]:
    return (line for line in lines if _kind(line.of(surface)) in {"line", "tail"})


def _repeated(surface: str, lines: Iterable[Span]) -> Iterator[Span]:
    seen: set[str] = set()
    for line in lines:
        words = line.of(surface)
        if words in seen and len(words) >= _REPEATED:
            yield line
        seen.add(words)


def _menus(surface: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Runs of bulleted links of a few words each."""
    run: list[Span] = []
    for line in [*lines, Span(0, 0)]:
        words = line.of(surface)
        if words[:1] in {"·", "*"} and len(words.split()) <= _MENU_WORDS:
            run.append(line)
            continue
        if len(run) >= _MENU_LENGTH:
            yield from run
        run = []


def _ranked(surface: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Headlines of others in a list: each under a lone number or dash on a line of its own."""
    found: list[Span] = []
    for mark, headline in itertools.pairwise(lines):
        words = headline.of(surface)
        if _RANK.fullmatch(mark.of(surface)) and (_RANK.fullmatch(words) or len(words) <= _LONGEST_HEADLINE):
            found += [mark] if _RANK.fullmatch(words) else [mark, headline]
    if sum(not _RANK.fullmatch(line.of(surface)) for line in found) >= _MENU_LENGTH:
        yield from found


@cache
def _scanner() -> Scanner:
    return Scanner([rule for language in LANGUAGES for rule in family("boilerplate", language)])


def _kind(words: str) -> str:
    rule = _scanner().at_start(words[:_LONGEST])
    return rule.get("masks") if rule else ""
