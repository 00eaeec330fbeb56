"""Reading stored texts again, as after a change of the reader: what would be proposed otherwise, and putting it so.

What a curator has decided or edited stays as it is. A proposal of which only the machine has spoken is replaced by what
the machine says now; that is the one place where a proposal goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from agreements.ingest.extract import document_of, fingerprint, is_proposed, propose, stored
from agreements.ingest.link import catalogue
from agreements.ingest.names import gazetteer
from agreements.models import Candidate, PressItem, PressItemRevision
from agreements.reading import READER_VERSION, read
from agreements.reading.model import Document, Mention, Reading


@dataclass(frozen=True, slots=True)
class Difference:
    """One text read again. `changed` are the same instruments with other facts; `kept` were decided or edited."""

    revision: PressItemRevision
    new: tuple[Mention, ...]
    changed: tuple[Candidate, ...]
    gone: tuple[Candidate, ...]
    same: int
    kept: int

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def texts() -> QuerySet[PressItemRevision]:
    """Every text that its item shows and that was read before, oldest first."""
    shown = PressItem.objects.filter(current__isnull=False).values("current")
    return PressItemRevision.objects.filter(pk__in=shown, read_state="read").select_related("item").order_by("pk")


def compare(revision: PressItemRevision) -> Difference:
    """What the reader says now beside what was proposed; nothing is written."""
    document = document_of(revision)
    return _difference(revision, document, read(document, gazetteer()))


@transaction.atomic
def put_right(revision: PressItemRevision) -> Difference:
    """Read it again and replace the proposals that nobody has touched."""
    revision = PressItemRevision.objects.select_for_update(of=("self",)).select_related("item").get(pk=revision.pk)
    document = document_of(revision)
    reading = read(document, gazetteer())
    difference = _difference(revision, document, reading)
    Candidate.objects.filter(pk__in=[old.pk for old in (*difference.changed, *difference.gone)]).delete()
    beside = [stored(mention, document) for mention in reading.mentions if not is_proposed(mention)]
    PressItemRevision.objects.filter(pk=revision.pk).update(
        reader_version=READER_VERSION, is_relevant=reading.relevant, also_read=beside, read_at=Now()
    )
    propose(revision, document, [mention for mention in reading.mentions if is_proposed(mention)], catalogue())
    return difference


def _difference(revision: PressItemRevision, document: Document, reading: Reading) -> Difference:
    now = {fingerprint(mention, document.text): mention for mention in reading.mentions if is_proposed(mention)}
    before = list(Candidate.objects.filter(revision=revision).prefetch_related("reviews"))
    touched = {old.fingerprint for old in before if _is_touched(old)}
    untouched = [old for old in before if old.fingerprint not in touched]
    changed = [
        old for old in untouched if old.fingerprint in now and stored(now[old.fingerprint], document) != old.reading
    ]
    known = {old.fingerprint for old in before}
    return Difference(
        revision,
        new=tuple(mention for mark, mention in now.items() if mark not in known),
        changed=tuple(changed),
        gone=tuple(old for old in untouched if old.fingerprint not in now),
        same=sum(old.fingerprint in now for old in untouched) - len(changed),
        kept=len(touched),
    )


def _is_touched(candidate: Candidate) -> bool:
    """Whether anybody has decided on it, edited it, or taken a decision back."""
    return candidate.state != "open" or candidate.edited is not None or bool(candidate.reviews.all())
