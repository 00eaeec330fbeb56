"""Lines of a text, and which of them are one paragraph that a page broke to fit its width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.reading.model import Span

_CLOSED = frozenset(".!?:;\"')|")
_BULLETS = frozenset("·-*#>|•▲△▶■□○◇※❍▷")
_DATE = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}.{0,24}")
_WIDE_ENOUGH_TO_WRAP = 40
_LEADS_ON = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "to",
        "in",
        "on",
        "for",
        "with",
        "by",
        "at",
        "from",
        "between",
        "into",
        "as",
        "its",
        "their",
        "his",
        "her",
        "that",
        "which",
        "is",
        "are",
        "was",
        "were",
        "be",
        "will",
        "under",
        "than",
        "over",
    ]
)


def lines(text: str) -> Iterator[Span]:
    """Every line without its surrounding blanks; an empty span stands for an empty line."""
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        begin = start + (len(raw) - len(raw.lstrip())) if stripped else start
        yield Span(begin, begin + len(stripped))
        start += len(raw) + 1


def paragraphs(text: str) -> Iterator[Span]:
    """Lines, with those joined that only the width of a page separates."""
    current: Span | None = None
    for line in lines(text):
        if current and line.start < line.end and _continues(text, current, line):
            current = Span(current.start, line.end)
            continue
        if current:
            yield current
        current = line if line.start < line.end else None
    if current:
        yield current


def _continues(text: str, above: Span, line: Span) -> bool:
    last, first = text[above.end - 1], text[line.start]
    if last in _CLOSED or first in _BULLETS or _DATE.fullmatch(text, line.start, line.end):
        return False
    if first.islower():
        return True
    last_line = text[above.start : above.end].rpartition("\n")[2].strip()
    if last_line.rpartition(" ")[2].lower() in _LEADS_ON:
        return True
    return len(last_line) >= _WIDE_ENOUGH_TO_WRAP and (first.isdigit() or last == ",")
