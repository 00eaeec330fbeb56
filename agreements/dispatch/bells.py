"""One tick of the scheduler: tidy up after the dead, then ring for whatever is due.

A message may be lost, doubled, late or forged: whoever hears it claims a row first, and finds nothing to do when
somebody else has it. What is not done by then is rung for again at the next tick.
"""

from __future__ import annotations

from collections.abc import Callable

from agreements.dispatch import due
from agreements.ingest import extract, runs


def tick(
    *,
    pull_source: Callable[[int], object],
    read_texts: Callable[[], object],
    refresh_statuses: Callable[[], object],
    check_links: Callable[[], object],
    bury_notes: Callable[[], object],
) -> None:
    """Ring each bell as often as its work is worth."""
    runs.sweep()
    extract.sweep()
    for source_id in due.sources():
        pull_source(source_id)
    for _ in range(due.readers()):
        read_texts()
    if due.statuses():
        refresh_statuses()
    if due.links():
        check_links()
    if due.notes():
        bury_notes()
