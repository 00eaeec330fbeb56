"""Why files were refused, by their bytes: a bad file costs its parsing once a process, not again at every pull."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from agreements.ingest.sources.found import FoundDocument, FoundFile, Refused
from agreements.ingest.store import sha256
from agreements.ingest.tally import LONGEST_REASON

MOST_REMEMBERED = 10_000
_reasons: dict[tuple[str, str], str] = {}


def once(file: FoundFile, parse: Callable[[FoundFile], FoundDocument]) -> FoundDocument:
    """What `parse` gives; a refusal is repeated without asking it again. A new process, as after an update, asks."""
    seen = (PurePosixPath(file.key).suffix.lower(), sha256(file.data))
    if seen in _reasons:
        raise Refused(_reasons[seen])
    try:
        return parse(file)
    except Refused as refusal:
        if len(_reasons) >= MOST_REMEMBERED:
            _reasons.clear()
        _reasons[seen] = refusal.reason[:LONGEST_REASON]
        raise
