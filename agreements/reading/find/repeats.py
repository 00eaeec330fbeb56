"""Later namings of a body that a text has introduced: by the same words, the letters in brackets or the first word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.reading.find.body import Body
from agreements.reading.find.countries import spoken_of
from agreements.reading.find.listed import LISTED
from agreements.reading.find.names import is_name
from agreements.reading.page import Page
from agreements.reading.rules import phrases
from agreements.reading.track import Track

_LETTERS = re.compile(r'(?:,? (?:Inc|Ltd|Co|Corp|plc|Limited|Group)\.?)? \("?([A-Z][A-Za-z&-]{1,11})"?\)')
_BEFORE, _AFTER = re.compile(r"[\w&'-]$"), re.compile(r"^(?:[\w&-]| [A-Z])")
_BEFORE_CAPITAL = re.compile(r"[A-Z][\w&-]* $")
_COMPANIES = frozenset(phrases("actors")["tails_en"])
_SHORTEST = 4


def repeats(page: Page, bodies: Track[Body]) -> Iterator[Body]:
    """Where a text names a body again in a shorter way, or again at all where no list has it."""
    for alias, body in _aliases(page, bodies).items():
        at = page.surface.find(alias)
        while at >= 0:
            end = at + len(alias)
            alone = _stands_alone(page.surface, at, end, begins=body.rule == "body-of-place")
            if alone and not _is_taken(bodies, at, end):
                yield Body(at, end, alias, body.key, body.side, "repeated-name")
            at = page.surface.find(alias, end)


def _aliases(page: Page, bodies: Track[Body]) -> dict[str, Body]:
    found: dict[str, Body] = {}
    for body in bodies:
        if body.rule not in LISTED and body.rule != "ministry-by-subject":
            found.setdefault(body.name, body)
        if letters := _LETTERS.match(page.surface[body.end : body.end + 24]):
            found.setdefault(letters[1], body)
        if short := _first_word(body.name):
            found.setdefault(short, body)
    return found


def _first_word(name: str) -> str:
    """'Acme' for 'Acme Therapeutics': the word that tells a company from others, if it is no common one."""
    words = name.split()
    if len(words) < 2 or not name.isascii() or words[-1].rstrip(".") not in _COMPANIES:
        return ""
    first = words[0]
    could = len(first) >= _SHORTEST and is_name(first) and not any(spoken_of(first, first.lower()))
    return first if could else ""


def _stands_alone(surface: str, start: int, end: int, *, begins: bool) -> bool:
    """Whether these words are no part of another name; ``begins``: a longer name that begins so is the same body's."""
    before, after = surface[max(0, start - 24) : start], surface[end : end + (1 if begins else 2)]
    return not (_BEFORE.search(before) or _AFTER.match(after) or _BEFORE_CAPITAL.search(before))


def _is_taken(bodies: Track[Body], start: int, end: int) -> bool:
    return any(body.start < end and start < body.end for body in bodies.between(start - 90, end))
