"""The main text of a web page, without its furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agreements.domain.dates import PartialDate, UnreadableDate


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """What a page says of itself and its own text; ``published`` only where the page states it."""

    title: str
    text: str
    published: PartialDate | None
    language: str | None


def main_text(html: str | bytes) -> ExtractedPage:
    """The item's own text. Related stories in the main column are left out, and no date is guessed from words.

    Many a Korean site lays its pages out in tables; only where nothing is found without them are they read.
    """
    found = _extracted(html, tables=False) or _extracted(html, tables=True)
    if found is None:
        return ExtractedPage("", "", None, None)
    return ExtractedPage(found.title or "", found.text or "", _date(found.date), found.language or None)


def _extracted(html: str | bytes, *, tables: bool) -> Any:
    import trafilatura  # 34 MB and most of a second: only a process that reads HTML pays for it

    found = trafilatura.bare_extraction(
        html,
        favor_precision=True,
        include_comments=False,
        include_tables=tables,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    return None if found is None or isinstance(found, dict) or not found.text else found


def _date(stated: str | None) -> PartialDate | None:
    try:
        return PartialDate.fromisoformat(stated) if stated else None
    except UnreadableDate:
        return None
