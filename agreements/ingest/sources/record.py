"""JSON files: one object with `text` and, under common names, title, publisher, address, date, language, kind."""

from __future__ import annotations

import json

from agreements.ingest.sources.fields import describe
from agreements.ingest.sources.found import FoundDocument, Refused

_NAMES = {
    "title": ("title", "headline"),
    "publisher": ("publisher",),
    "address": ("address", "url"),
    "published": ("published", "date"),
    "language": ("language", "lang"),
    "text_kind": ("text_kind",),
}


def parse_record(text: str) -> FoundDocument:
    """One press item a file."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused("is no JSON") from None
    if not isinstance(record, dict):
        raise Refused("holds something other than one JSON object; write one press item a file")
    body = record.get("text")
    if not isinstance(body, str):
        raise Refused("has no field “text” with the text of the item")
    return describe(body, {field: _first(record, names) for field, names in _NAMES.items()})


def _first(record: dict[str, object], names: tuple[str, ...]) -> str:
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int):
            return str(value)
    return ""
