"""One file's bytes to one document, by the kind of file that its name states."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from agreements.ingest.sources.encoding import decode
from agreements.ingest.sources.found import FoundDocument, FoundFile
from agreements.ingest.sources.page import parse_page
from agreements.ingest.sources.plain import parse_markdown, parse_plain
from agreements.ingest.sources.record import parse_record

_PARSERS: dict[str, Callable[[str], FoundDocument]] = {
    ".txt": parse_plain,
    ".md": parse_markdown,
    ".html": parse_page,
    ".htm": parse_page,
    ".json": parse_record,
}
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
}


def parse(file: FoundFile) -> FoundDocument:
    """Raises Refused with the reason where the file gives no press item."""
    return _PARSERS[PurePosixPath(file.key).suffix.lower()](decode(file.data))
