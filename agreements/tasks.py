"""What Celery may be asked to do: one call each, ids and nothing else, harmless to lose, to repeat and to forge."""

from __future__ import annotations

from celery import shared_task

from agreements.curation import agreements
from agreements.dispatch import bells
from agreements.ingest import extract, pipeline
from agreements.seeding.press import link_press

TICK = 10
"""Seconds after which an unheard message is worth nothing: the next tick rings again."""
READING_TURN = 5.0
"""Seconds of reading for one message, so that a long backlog does not keep other work waiting."""


@shared_task
def dispatch_due() -> None:
    """Find what is due and wake somebody up for it."""
    bells.tick(
        pull_source=lambda source_id: pull_source.apply_async((source_id,), expires=TICK),
        read_texts=lambda: read_texts.apply_async(expires=TICK),
        refresh_statuses=lambda: refresh_statuses.apply_async(expires=TICK),
    )


@shared_task
def pull_source(source_id: int) -> None:
    """Read one source if it is due and nobody else does; links that the starter catalogue states follow its items."""
    run = pipeline.pull_and_read(source_id)
    if run and run.tally.brought_news:
        link_press()


@shared_task
def read_texts() -> None:
    """Read texts that wait, for a few seconds."""
    extract.read_waiting(seconds=READING_TURN)


@shared_task
def refresh_statuses() -> None:
    """Derive every status for today."""
    agreements.refresh_statuses()
