"""Who changes the register and why, kept with every row that changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pghistory
from django.contrib.auth.models import User
from django.db import transaction


@dataclass(frozen=True, slots=True)
class Stand:
    """Who stands for a value, and since when. `name` is what a public page says; `by` may be nobody's account."""

    name: str
    on: datetime.date
    by: User | None = None

    @classmethod
    def of(cls, user: User, on: datetime.date) -> Stand:
        return cls(user.get_full_name() or "An editor of the register", on, user)


@contextmanager
def change(*, by: User | None, reason: str) -> Iterator[None]:
    """One transaction whose every changed row carries `by` and `reason` into its history."""
    with pghistory.context(user=by.pk if by else None, reason=reason), transaction.atomic():
        yield


@contextmanager
def telling(reason: str) -> Iterator[None]:
    """Changes inside carry `reason` as what their editor tells readers; a reason given to `change` alone is the
    register's own."""
    if not reason:
        yield
        return
    with pghistory.context(told=reason):
        yield
