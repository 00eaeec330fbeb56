"""Files between being shown and being applied: each its uploader's own, for a day."""

from __future__ import annotations

import datetime
import hashlib

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from agreements.curation import rights
from agreements.curation.bulk.applying import Applied, apply_if_unchanged, rehearse
from agreements.curation.bulk.book import read
from agreements.curation.bulk.planning import ENTER, Plan, plan
from agreements.domain.text import clean_line
from agreements.models import BulkFile

KEPT = datetime.timedelta(days=1)


class AppliedAlready(Exception):
    """The file was applied before, perhaps by a button pressed twice."""


def keep(*, content: bytes, name: str, by: User) -> BulkFile:
    """Keep a file that can be read; the same file twice is one. Raises book.Unreadable."""
    rights.require(by, *ENTER)
    read(content, name)
    now = timezone.now()
    BulkFile.objects.filter(applied_at__isnull=True, expires_at__lt=now).delete()
    digest = hashlib.sha256(content).hexdigest()
    row, _made = BulkFile.objects.update_or_create(
        by=by,
        sha256=digest,
        applied_at=None,
        defaults={"name": clean_line(name)[:200] or "file", "expires_at": now + KEPT},
        create_defaults={"name": clean_line(name)[:200] or "file", "expires_at": now + KEPT, "content": content},
    )
    return row


def kept(*, pk: int, by: User) -> BulkFile:
    """A file of this person. Raises BulkFile.DoesNotExist for another's, and for one that has waited too long."""
    rights.require(by, *ENTER)
    row = BulkFile.objects.get(pk=pk, by=by)
    if row.applied_at is None and row.expires_at < timezone.now():
        raise BulkFile.DoesNotExist
    return row


def shown(*, file: BulkFile, by: User) -> Plan:
    """What the file would do now, tried out and taken back."""
    made = plan(book=read(bytes(file.content), file.name), by=by)
    rehearse(plan=made, by=by)
    return made


def apply(*, file: BulkFile, digest: str, by: User, why: str) -> Applied:
    """Apply a file that was shown. Raises AppliedAlready, applying.Outdated, applying.Refused."""
    with transaction.atomic():
        locked = BulkFile.objects.select_for_update().get(pk=file.pk, by=by)
        if locked.applied_at is not None:
            raise AppliedAlready
        book = read(bytes(locked.content), locked.name)
        reason = f"imported from {locked.name}: {why}" if why else f"imported from {locked.name}"
        done = apply_if_unchanged(shown=digest, book=book, by=by, reason=reason[:300], told=why)
        locked.content, locked.applied_at = b"", timezone.now()
        locked.outcome = {
            "new": done.new,
            "changed": done.changed,
            "removed": done.removed,
            "agreements": [row.public_id for row in done.agreements],
            "made": sorted(done.made.values()),
        }
        locked.save(update_fields=["content", "applied_at", "outcome"])
        return done
