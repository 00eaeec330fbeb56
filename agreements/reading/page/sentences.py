"""Where sentences end, in English and Korean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.reading.model import Span

_LONGEST = 1200
_END = re.compile(r"[.!?][\"')\]]*(?:\d{1,2}(?=\s+[A-Z]))?\s+")
_BEFORE_NOTE = re.compile(r"(?:\d{4}|[a-z]{3})$")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "adm",
        "sgt",
        "sen",
        "rep",
        "rev",
        "hon",
        "st",
        "no",
        "nos",
        "inc",
        "co",
        "ltd",
        "corp",
        "plc",
        "llc",
        "vs",
        "approx",
        "dept",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "s",
        "e.g",
        "i.e",
        "fig",
        "vol",
        "art",
        "para",
        "jr",
        "sr",
        "bros",
    ]
)


def sentences(surface: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of one paragraph, without the blanks between them; an endless one is cut."""
    for span in _whole_sentences(surface, paragraph):
        while span.end - span.start > _LONGEST:
            cut = surface.rfind(" ", span.start + 1, span.start + _LONGEST)
            cut = cut if cut > 0 else span.start + _LONGEST
            yield Span(span.start, cut)
            span = Span(cut + 1 if surface[cut] == " " else cut, span.end)
        if span.start < span.end:
            yield span


def _whole_sentences(surface: str, paragraph: Span) -> Iterator[Span]:
    words = surface[paragraph.start : paragraph.end]
    begin = 0
    for match in _END.finditer(words):
        if _ends(words, match.start(), match.end()):
            end = begin + len(words[begin : match.end()].rstrip())
            yield Span(paragraph.start + begin, paragraph.start + end)
            begin = match.end()
    if begin < len(words):
        yield Span(paragraph.start + begin, paragraph.end)


def _ends(words: str, mark: int, following: int) -> bool:
    if following >= len(words) or words[following].islower():
        return False
    if words[mark] != ".":
        return True
    if words[mark + 1].isdigit():  # a footnote's number
        return bool(_BEFORE_NOTE.search(words[max(0, mark - 5) : mark]))
    token = _last_token(words, mark).lower().lstrip("(\"'")
    if token in _ABBREVIATIONS:
        return False
    initial = len(token) == 1 and token.isascii() and token.isalpha()
    in_dotted_date = words[max(0, mark - len(token) - 2) : mark - len(token)] == ". "
    korean_date = token.isdigit() and len(token) <= 4 and (words[following].isdigit() or in_dotted_date)
    return not initial and not korean_date


def _last_token(words: str, end: int) -> str:
    start = max(0, end - 24)
    return words[start:end].rpartition(" ")[2]
