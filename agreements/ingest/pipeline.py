"""How a press item travels: a source is claimed, its files listed, parsed, kept; their texts read, linked, proposed.

::

    claim ─▶ list ─▶ bytes ─▶ parse ─▶ store ─▶ read ─▶ link ─▶ candidates
    lease    folder  refused: counted,  item,    `extract`, one text a lease
             .py     named, passed by   revision

Every document is its own short transaction. Killed anywhere and started again, a pull loses and doubles nothing: what
is kept is recognised by its hash, what is claimed comes free by the clock.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DataError, IntegrityError
from django.utils import timezone

from agreements.ingest import extract, refused, runs
from agreements.ingest.guard import TookTooLong, within
from agreements.ingest.lease import LeaseLost, claim_source, new_holder
from agreements.ingest.sources import folder_of
from agreements.ingest.sources.folder import Listed, Refusal, Unreachable, Unsettled, listing
from agreements.ingest.sources.found import FoundDocument, FoundFile, Refused
from agreements.ingest.sources.parsing import parse
from agreements.ingest.store import sha256, store, would_store
from agreements.ingest.tally import Tally
from agreements.models import Sighting, Source

logger = logging.getLogger(__name__)

PARSING_LIMIT = 20.0
SLICE = 60.0
"""Seconds after which a scheduled pull stops and leaves the rest to the next, so that no message runs for long."""
FUTURE = datetime.timedelta(days=2)
"""How far ahead an item may be dated: time zones and embargoes, not mistakes."""

Told = Callable[[str], object]


def pull_and_read(source_id: int) -> runs.Run | None:
    """What the schedule does with a due source: keep what is new there, then read it."""
    run = pull(source_id, only_when_due=True, seconds=SLICE)
    if run and run.tally.brought_news:
        extract.read_waiting(seconds=extract.READING_TURN)
    return run


def pull(
    source_id: int, *, only_when_due: bool = False, seconds: float | None = None, told: Told = str
) -> runs.Run | None:
    """Keep every new or changed document of a source; None where somebody else has it or it is not due.

    `told` hears the name of each file when it is done with. Texts are left waiting to be read. With `seconds`, what is
    not done by then is left to the next pull, which is due at once.
    """
    holder = new_holder()
    if not claim_source(source_id, holder, only_when_due=only_when_due):
        return None
    source = Source.objects.get(pk=source_id)
    run = runs.begin(source, holder)
    deadline = time.monotonic() + seconds if seconds else None
    try:
        return _look_through(source, run, deadline, told)
    except LeaseLost:
        logger.warning("another worker took over the source %s", source)
        return None


def _look_through(source: Source, run: runs.Run, deadline: float | None, told: Told) -> runs.Run:
    """Every file, up to the deadline, and the end that the reading comes to. Raises LeaseLost."""
    try:
        for batch in listing(folder_of(source)):
            known = _known(source, batch)
            for entry in batch:
                take(entry, known, run.tally, lambda file, document: store(source=source, file=file, document=document))
                told(entry.key)
                run.go_on()
                if deadline and time.monotonic() > deadline:
                    return run.pause()
    except Unreachable as problem:
        return run.fail(str(problem))
    return run.finish()


def rehearse(source: Source, *, told: Told = str) -> Tally:
    """What a pull of the source, known or not yet saved, would come to. Nothing of it stays."""
    tally = Tally()
    for batch in listing(folder_of(source)):
        known = _known(source, batch) if source.pk else {}
        for entry in batch:
            take(entry, known, tally, lambda file, document: would_store(source=source, file=file, document=document))
            told(entry.key)
    return tally


def take(
    entry: Listed | Refusal, known: dict[str, str], tally: Tally, keep: Callable[[FoundFile, FoundDocument], str]
) -> None:
    """One file, from its name in the listing to its place in the tally. What is wrong with it stops nothing else."""
    try:
        if isinstance(entry, Refusal):
            raise Refused(entry.reason)
        file = entry.read(time.time())
        tally.count("same" if known.get(entry.key) == sha256(file.data) else keep(file, parsed(file)))
    except Unsettled:
        tally.count("unsettled")
    except Refused as refusal:
        tally.refuse(entry.key, refusal.reason)
    except (DataError, IntegrityError) as problem:
        tally.refuse(entry.key, f"is refused by the database: {str(problem).splitlines()[0]}")


def parsed(file: FoundFile) -> FoundDocument:
    """The press item in a file. Raises Refused, also where a parser fails on it or does not come to an end."""
    document = refused.once(file, _document_in)
    latest = timezone.now().date() + FUTURE
    if document.published and document.published.earliest > latest:
        raise Refused(f"is dated in the future: {document.published}")
    return document


def _document_in(file: FoundFile) -> FoundDocument:
    try:
        return within(PARSING_LIMIT, lambda: parse(file))
    except (Refused, SoftTimeLimitExceeded):
        raise
    except TookTooLong as problem:
        raise Refused(str(problem)) from None
    except Exception as problem:
        logger.exception("parsing %s", file.key)
        raise Refused(f"could not be parsed ({type(problem).__name__})") from problem


def _known(source: Source, batch: list[Listed | Refusal]) -> dict[str, str]:
    """The hash under which each file of the batch was kept last time."""
    keys = [entry.key for entry in batch]
    return dict(Sighting.objects.filter(source=source, key__in=keys).values_list("key", "seen_sha256"))
