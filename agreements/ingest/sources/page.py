"""Saved web pages: the main text without menus, related stories and cookie notices."""

from __future__ import annotations

import re

from agreements.ingest.sources.fields import describe
from agreements.ingest.sources.found import FoundDocument, Refused
from agreements.reading.html import main_text

_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")  # declares an encoding, which decoded text no longer has
_LANGUAGES = {"en", "ko"}


def parse_page(text: str) -> FoundDocument:
    """The page's article."""
    page = main_text(_PROLOG.sub("", text))
    if not page.text.strip():
        raise Refused("is a page without content: only menus and notices were found")
    language = (page.language or "").lower().split("-")[0]
    fields = {"title": page.title or "", "language": language if language in _LANGUAGES else ""}
    return describe(page.text, fields | {"published": page.published.isoformat() if page.published else ""})
