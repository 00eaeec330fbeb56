"""Reading stored texts again, as after a change of the reader: what would be proposed otherwise, and putting it so.

What a curator has decided or edited stays as it is. A proposal of which only the machine has spoken is replaced by what
the machine says now; that is the one place where a proposal goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from agreements.ingest import cluster, extract
from agreements.ingest.extract import by_fingerprint, document_of, is_proposed, propose, proposed_before, stored
from agreements.ingest.guard import TookTooLong, within
from agreements.ingest.link import catalogue
from agreements.ingest.names import gazetteer
from agreements.models import Candidate, PressItem, PressItemRevision
from agreements.reading import READER_VERSION, read
from agreements.reading.model import Document, Mention, Reading


@dataclass(frozen=True, slots=True)
class Difference:
    """One text read again. `changed` are the same instruments with other facts; `kept` were decided or edited.

    `problem` says why the text could not be read; then nothing of it was changed.
    """

    revision: PressItemRevision
    new: tuple[Mention, ...] = ()
    changed: tuple[Candidate, ...] = ()
    gone: tuple[Candidate, ...] = ()
    same: int = 0
    kept: int = 0
    problem: str = ""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.problem)


Answer = Callable[[PressItemRevision, Document, Reading], Difference]


def texts() -> QuerySet[PressItemRevision]:
    """Every text that its item shows and that was read before or could not be, oldest first."""
    shown = PressItem.objects.filter(current__isnull=False).values("current")
    done = PressItemRevision.objects.filter(pk__in=shown, read_state__in=("read", "failed"))
    return done.select_related("item").order_by("pk")


def compare(revision: PressItemRevision) -> Difference:
    """What the reader says now beside what was proposed; nothing is written."""
    return _looked_at(revision, _difference)


def put_right(revision: PressItemRevision) -> Difference:
    """Read it again and replace the proposals that nobody has touched."""
    return _looked_at(revision, _replace)


def _looked_at(revision: PressItemRevision, then: Answer) -> Difference:
    document, names = document_of(revision), gazetteer()
    try:
        reading = within(extract.READING_LIMIT, lambda: read(document, names))
    except TookTooLong as problem:
        return Difference(revision, problem=str(problem))
    except Exception as problem:
        return Difference(revision, problem=f"the reader failed: {type(problem).__name__}: {problem}")
    return then(revision, document, reading)


@transaction.atomic
def _replace(revision: PressItemRevision, document: Document, reading: Reading) -> Difference:
    """Nobody decides on a proposal between the look at it and its replacement."""
    cluster.one_at_a_time()
    PressItemRevision.objects.select_for_update().get(pk=revision.pk)
    list(Candidate.objects.select_for_update().filter(revision=revision).order_by("pk").values_list("pk"))
    difference = _difference(revision, document, reading)
    Candidate.objects.filter(pk__in=[old.pk for old in (*difference.changed, *difference.gone)]).delete()
    PressItemRevision.objects.filter(pk=revision.pk).update(
        read_state="read",
        reader_version=READER_VERSION,
        is_relevant=reading.relevant,
        also_read=[stored(mention, document) for mention in reading.mentions if not is_proposed(mention)],
        read_at=Now(),
        error="",
    )
    propose(revision, document, [mention for mention in reading.mentions if is_proposed(mention)], catalogue())
    return difference


def _difference(revision: PressItemRevision, document: Document, reading: Reading) -> Difference:
    now = by_fingerprint(filter(is_proposed, reading.mentions), document)
    before = list(Candidate.objects.filter(revision=revision).prefetch_related("reviews"))
    untouched = [old for old in before if not _is_touched(old)]
    standing = [old for old in untouched if old.fingerprint in now]
    changed = [old for old in standing if stored(now[old.fingerprint], document) != old.reading]
    known = proposed_before(revision)
    return Difference(
        revision,
        new=tuple(mention for mark, mention in now.items() if mark not in known),
        changed=tuple(changed),
        gone=tuple(old for old in untouched if old.fingerprint not in now),
        same=len(standing) - len(changed),
        kept=len(before) - len(untouched),
    )


def _is_touched(candidate: Candidate) -> bool:
    """Whether anybody has decided on it, edited it, or taken a decision back."""
    return candidate.state != "open" or candidate.edited is not None or bool(candidate.reviews.all())
