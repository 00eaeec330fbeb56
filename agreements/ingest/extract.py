"""Reading a text that waits: its mentions become candidates, each with the agreements that it may be about."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models.functions import Now

from agreements.domain.names import organisation_key
from agreements.domain.text import fold
from agreements.ingest import cluster
from agreements.ingest.guard import TookTooLong, within
from agreements.ingest.lease import claim_waiting_text, new_holder
from agreements.ingest.link import Catalogue, Verdict, catalogue, link_all
from agreements.ingest.names import gazetteer
from agreements.models import Candidate, CandidateMatch, PressItemRevision
from agreements.models.press import MOST_ATTEMPTS
from agreements.reading import READER_VERSION, read
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.model import Document, Mention, Reading
from agreements.reading.serialise import as_dict

logger = logging.getLogger(__name__)

READING_LIMIT = 30.0
"""Seconds for one text; half its lease."""
READING_TURN = 5.0
"""Seconds of reading for one message, so that a long backlog does not keep other work waiting."""
Told = Callable[[PressItemRevision], object]


def read_waiting(*, seconds: float | None = None, among: list[int] | None = None, told: Told = repr) -> int:
    """Read what waits until nothing does or the time is up; how many texts were looked at."""
    deadline = time.monotonic() + seconds if seconds else None
    count = 0
    while deadline is None or time.monotonic() < deadline:
        names, holder = gazetteer(), new_holder()
        revision = claim_waiting_text(holder, among)
        if revision is None:
            break
        _read_or_leave(revision, holder, names)
        told(revision)
        count += 1
    return count


def _read_or_leave(revision: PressItemRevision, holder: str, names: Gazetteer) -> None:
    """Where linking or the database fails, the text waits for another attempt until its lease has run out."""
    try:
        read_text(revision, holder, names)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        logger.exception("keeping what was read in %s; it is tried again", revision.pk)


def read_text(revision: PressItemRevision, holder: str, names: Gazetteer) -> None:
    """Read one claimed text. What goes wrong in the reader itself is noted on it and stops nothing else."""
    document = document_of(revision)
    try:
        reading = within(READING_LIMIT, lambda: read(document, names))
    except SoftTimeLimitExceeded:
        raise
    except TookTooLong as problem:
        _give_up(revision, holder, str(problem))
    except Exception as problem:
        logger.exception("reading %s", revision.pk)
        _give_up(revision, holder, f"the reader failed: {type(problem).__name__}: {problem}")
    else:
        _keep(revision, holder, document, reading)


def document_of(revision: PressItemRevision) -> Document:
    """What the reader is given of a version: its fixed text, and the day on which the item was published."""
    return Document(revision.text, revision.title, revision.item.when, revision.language)


def fingerprint(mention: Mention, text: str) -> str:
    """The same for the same mention, wherever it stands in the text and however often it is read.

    By form, title and parties; a mention without a title is told apart from others by its sentence.
    """
    parties = sorted(organisation_key(fact.value) for fact in (*mention.uk_parties, *mention.kr_parties))
    named = fold(mention.title.value) if mention.title else f"“{fold(mention.quote.of(text))}”"
    return hashlib.sha256("\n".join([mention.form.value, named, *parties]).encode()).hexdigest()


def sweep() -> int:
    """Give up on texts whose every attempt ended with the death of the worker; how many there were."""
    spent = PressItemRevision.objects.filter(read_state="waiting", attempts__gte=MOST_ATTEMPTS, lease_until__lt=Now())
    return spent.update(
        read_state="failed",
        lease_until=None,
        lease_by="",
        error=f"its reading broke off {MOST_ATTEMPTS} times without an answer",
    )


@transaction.atomic
def _give_up(revision: PressItemRevision, holder: str, problem: str) -> None:
    """It is still put with the others of its release, by its words."""
    cluster.one_at_a_time()
    if _release(revision, holder, read_state="failed", error=problem):
        cluster.place(revision, {}, None)


def _release(revision: PressItemRevision, holder: str, **columns: Any) -> bool:
    """Only its holder writes the outcome; False where somebody else holds the text by now."""
    mine = PressItemRevision.objects.filter(pk=revision.pk, lease_by=holder)
    return bool(mine.update(lease_until=None, lease_by="", **columns))


def _keep(revision: PressItemRevision, holder: str, document: Document, reading: Reading) -> None:
    proposed = [mention for mention in reading.mentions if is_proposed(mention)]
    beside = [mention for mention in reading.mentions if not is_proposed(mention)]
    known = catalogue()
    with transaction.atomic():
        cluster.one_at_a_time()
        mine = _release(
            revision,
            holder,
            read_state="read",
            read_at=Now(),
            reader_version=READER_VERSION,
            is_relevant=reading.relevant,
            also_read=[stored(mention, document) for mention in beside],
            error="",
        )
        if mine:
            propose(revision, document, proposed, known)


def is_proposed(mention: Mention) -> bool:
    """Whether a curator is asked about it: counts of documents and deals of third countries are only shown."""
    return mention.bilateral and not mention.umbrella


def stored(mention: Mention, document: Document) -> dict[str, Any]:
    """A mention as it is kept: every fact with the spans and the rule that support it."""
    whole = as_dict(Reading(relevant=True, mentions=(mention,), masked=()))
    kept: dict[str, Any] = whole["mentions"][0]
    return kept


def propose(revision: PressItemRevision, document: Document, mentions: Sequence[Mention], known: Catalogue) -> None:
    """Candidates for mentions not proposed before from this item; a second version of a text proposes what is new.

    The item then finds its place among the others of its release; the caller holds `cluster.one_at_a_time`.
    """
    before = proposed_before(revision)
    new = [(mark, mention) for mark, mention in by_fingerprint(mentions, document).items() if mark not in before]
    verdicts = link_all([mention for _mark, mention in new], document, known)
    candidates = [
        Candidate(
            revision=revision,
            fingerprint=mark,
            position=mention.quote.start,
            language=revision.language,
            reading=stored(mention, document),
            match=verdict.match,
            match_reason=verdict.reason,
        )
        for (mark, mention), verdict in zip(new, verdicts, strict=True)
    ]
    Candidate.objects.bulk_create(candidates)
    CandidateMatch.objects.bulk_create(_matches(candidates, verdicts))
    cluster.place(revision, by_fingerprint(mentions, document), known)


def by_fingerprint(mentions: Iterable[Mention], document: Document) -> dict[str, Mention]:
    """The first mention of each instrument."""
    marked: dict[str, Mention] = {}
    for mention in mentions:
        marked.setdefault(fingerprint(mention, document.text), mention)
    return marked


def proposed_before(revision: PressItemRevision) -> set[str]:
    """Fingerprints already proposed from this item. An open proposal from a digest does not stand in the way of one
    from the publisher's own text, which alone can be quoted."""
    before = Candidate.objects.filter(revision__item=revision.item_id)
    if revision.text_kind == "original":
        before = before.exclude(state="open", revision__text_kind="digest")
    return set(before.values_list("fingerprint", flat=True))


def _matches(candidates: Sequence[Candidate], verdicts: Sequence[Verdict]) -> list[CandidateMatch]:
    return [
        CandidateMatch(
            candidate=candidate,
            agreement_id=likely.agreement_id,
            score=likely.score,
            reasons=[point.stored for point in likely.reasons],
        )
        for candidate, verdict in zip(candidates, verdicts, strict=True)
        for likely in verdict.likely
    ]
