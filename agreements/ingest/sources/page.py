"""Saved web pages: the main text without menus, related stories and cookie notices."""

from __future__ import annotations

import re

from agreements.ingest.sources.fields import describe
from agreements.ingest.sources.found import FoundDocument, Refused
from agreements.reading.html import main_text

_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")  # declares an encoding, which decoded text no longer has
_LANGUAGES = {"en", "ko"}
_SENTENCE_END = re.compile(r"[.!?。]")
_TAG = re.compile(r"<[^<>]*")
MOST_TAGS, MOST_WORDS_IN_TAG = 200_000, 2_000
"""Beyond these a page is no page but an attack on the parser, which takes quadratic time over attributes."""
SHORTEST = 40
"""Characters; what is shorter, or holds no sentence, is a leftover of menus."""


def parse_page(text: str) -> FoundDocument:
    """The page's article."""
    _check(text)
    page = main_text(_PROLOG.sub("", text))
    if len(page.text.strip()) < SHORTEST or not _SENTENCE_END.search(page.text):
        raise Refused("is a page without content: only menus and notices were found")
    language = (page.language or "").lower().split("-")[0]
    fields = {"title": page.title or "", "language": language if language in _LANGUAGES else ""}
    return describe(page.text, fields | {"published": page.published.isoformat() if page.published else ""})


def _check(text: str) -> None:
    if text.count("<") > MOST_TAGS:
        raise Refused(f"is a page of more than {MOST_TAGS:,} tags")
    if any(max(tag.count("="), len(tag.split())) > MOST_WORDS_IN_TAG for tag in _TAG.findall(text)):
        raise Refused("is a page with a tag of thousands of attributes")
