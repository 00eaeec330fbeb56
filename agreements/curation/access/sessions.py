"""How long a person stays signed in, and signing out everywhere.

Django ends a session when the password changes, since the session carries a hash of it. Beside that each session keeps
when it began and was last used.
"""

from __future__ import annotations

import time
from collections.abc import MutableMapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from agreements.models import Access

IDLE, LONGEST = 8 * 3600, 7 * 24 * 3600
"""Seconds without a page, and altogether."""
FRESH = 300
"""Seconds after which being used is noted again."""
BEGAN, USED = "began", "used"
Marks = MutableMapping[str, Any]


def begin(marks: Marks) -> None:
    marks[BEGAN] = marks[USED] = time.time()


def is_over(marks: Marks, user: User) -> bool:
    """Whether the session has lasted too long, lain idle too long, or was ended by signing out everywhere."""
    began, used, now = marks.get(BEGAN, 0.0), marks.get(USED, 0.0), time.time()
    if now - began > LONGEST or now - used > IDLE:
        return True
    ended = Access.objects.filter(user=user).values_list("signed_out_at", flat=True).first()
    if ended is not None and ended.timestamp() >= began:
        return True
    if now - used > FRESH:
        marks[USED] = now
    return False


def end_all(user: User) -> None:
    """End every session of the account that began before now."""
    Access.objects.update_or_create(user=user, defaults={"signed_out_at": timezone.now()})
