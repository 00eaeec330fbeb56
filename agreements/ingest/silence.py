"""Why a text proposes nothing, in the reader's language: which words might have named an agreement, and did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.ingest.extract import READING_LIMIT, document_of
from agreements.ingest.guard import TookTooLong, within
from agreements.ingest.names import gazetteer
from agreements.models import PressItemRevision
from agreements.reading.reader import refusals

MOST_SHOWN = 5
REASONS = (
    gettext_noop("a deed beside an instrument that is named"),
    gettext_noop("a meeting, not a body that is set up"),
    gettext_noop("a player's contract"),
    gettext_noop("an act of nobody in particular"),
    gettext_noop("an everyday word that nobody sets up"),
    gettext_noop("an everyday word without both sides"),
    gettext_noop("an investor, not money set up"),
    gettext_noop("names no two sides"),
    gettext_noop("nothing came of it"),
    gettext_noop("nothing outright is said of it"),
    gettext_noop("one more session of what exists"),
    gettext_noop("one of the things that cooperation is to cover"),
    gettext_noop("one side's own plan"),
    gettext_noop("what another instrument is for"),
    gettext_noop("what something else is for"),
    gettext_noop("what the writer would like to see"),
)
"""What the reader may say of words that it passed over."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words that could have named an agreement, and why they were not taken to."""

    words: str
    reason: str


def of(revision: PressItemRevision) -> str:
    """In one sentence, why nothing is proposed."""
    if revision.read_state == "failed":
        return _("The text is kept, but could not be read: %s.") % revision.error
    if revision.read_state == "waiting":
        return _("The text is kept and is being read just now; look into the queue in a minute.")
    if revision.also_read:
        return _("It speaks of agreements, but of none between the two countries alone that could be one record.")
    return _("It was read, and no agreement between a British and a Korean side was found in it.")


def passed_over(revision: PressItemRevision) -> Iterator[PassedOver]:
    """The first few words that came near."""
    if revision.read_state != "read":
        return
    document, names = document_of(revision), gazetteer()
    try:
        found = within(READING_LIMIT, lambda: refusals(document, names))
    except TookTooLong:
        return
    for item in found[:MOST_SHOWN]:
        yield PassedOver(item.candidate.title.span.of(document.text), _(item.reason))
