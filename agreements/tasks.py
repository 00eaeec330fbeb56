"""What Celery may be asked to do: one call each, ids and nothing else, harmless to lose, to repeat and to forge."""

from __future__ import annotations

from functools import lru_cache

from celery import shared_task
from django.db import connection

from agreements.curation import agreements, disputes
from agreements.dispatch import TICK, bells
from agreements.ingest import ask, extract, pipeline
from agreements.seeding.press import link_press

_STATE = """
    SELECT concat_ws('.', (SELECT max(id) FROM agreements_rawdocument), (SELECT max(id) FROM agreements_pressitem),
        (SELECT max(pgh_id) FROM agreements_agreementevent))
"""
"""Rises with every file kept and every change of an agreement."""


@shared_task
def dispatch_due() -> None:
    """Find what is due and wake somebody up for it."""
    bells.tick(
        pull_source=lambda source_id: pull_source.apply_async((source_id,), expires=TICK),
        read_texts=lambda: read_texts.apply_async(expires=TICK),
        refresh_statuses=lambda: refresh_statuses.apply_async(expires=TICK),
        check_links=lambda: check_links.apply_async(expires=TICK),
        bury_notes=lambda: bury_notes.apply_async(expires=TICK),
    )


@shared_task
def pull_source(source_id: int) -> None:
    """Read one source if it is due and nobody else does; links that the starter catalogue states follow its items."""
    run = pipeline.pull_and_read(source_id)
    if run and run.tally.brought_news:
        link_press()
    elif run:
        link_what_was_left()


@shared_task
def read_texts() -> None:
    """Read texts that wait, for a few seconds."""
    extract.read_waiting(seconds=extract.READING_TURN)


def link_what_was_left() -> None:
    """Make the links of a pull whose worker died before it made them; one look where nothing came since the last."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    _linked_at(str(row))


@lru_cache(maxsize=1)
def _linked_at(_state: str) -> int:
    return link_press()


@shared_task
def refresh_statuses() -> None:
    """Derive every status for today."""
    agreements.refresh_statuses()


@shared_task
def check_links() -> None:
    """Ask a few of the pages that records link to whether they still answer."""
    ask.a_few()


@shared_task
def bury_notes() -> None:
    """Delete readers' notes that were set aside a month ago."""
    disputes.bury()
