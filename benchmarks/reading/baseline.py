"""The plainest reader that could be thought of: a cue phrase makes a mention, a word near it the status."""

from __future__ import annotations

import re
from typing import Any

from agreements.reading import Document

_CUES = (
    ("mou", r"memorand(?:um|a)(?: of understanding)?|\bMo[UC]s?\b|\bMOUs?\b|양해각서|업무협약"),
    ("fta", r"free trade agreement|\bFTA\b|자유무역협정"),
    ("accord", r"\baccord\b|어코드"),
    ("treaty", r"\btreaty\b|조약"),
    ("partnership", r"\bpartnership\b|파트너십"),
    ("contract", r"\bcontract\b|계약"),
    ("statement", r"joint statement|공동성명"),
    ("fund", r"\bfund\b|기금"),
    ("arrangement", r"\b(?:agreement|pact|deal)\b|협정|협약|의향서|약정"),
)
_OPEN = re.compile(r"\b(?:will|plan|talks|negotiat\w+|expected|to sign)\b|예정|추진|협의|하기로", re.IGNORECASE)
_UK, _KR = re.compile(r"\b(?:UK|Britain|British)\b|영국"), re.compile(r"\bKorea\w*|한국|한영")
_SENTENCE = re.compile(r"[^.\n]+")


def found(document: Document) -> list[dict[str, Any]]:
    """One mention for each form whose cue stands in the text, where both countries are named."""
    text = document.text
    if not (_UK.search(text) and _KR.search(text)):
        return []
    return [mention for form, cue in _CUES if (mention := _mention(text, form, cue))]


def _mention(text: str, form: str, cue: str) -> dict[str, Any] | None:
    match = re.search(cue, text, re.IGNORECASE)
    if match is None:
        return None
    sentence = next(s[0].strip() for s in _SENTENCE.finditer(text) if s.start() <= match.start() < s.end())
    empty: dict[str, Any] = {key: [] for key in ("sectors", "people", "amounts", "other_parties")}
    status = "announced" if _OPEN.search(sentence) else "signed"
    sides = {"uk_parties": ["United Kingdom"], "kr_parties": ["South Korea"], "bilateral": True}
    return {**empty, **sides, "type": form, "title": match[0], "status": status, "date": None, "quote": sentence}
