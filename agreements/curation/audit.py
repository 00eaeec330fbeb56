"""Who changes the register and why, kept with every row that changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pghistory
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agreements.curation.refusals import WrongState
from agreements.models.rules import OF_A_MERGED_RECORD


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
def change(*, by: User | None, reason: str, decision: str = "", undoes: str = "") -> Iterator[None]:
    """One transaction whose every changed row carries `by` and `reason` into its history.

    `decision` names what may be taken back as a whole, `undoes` what is taken back by this: readers are then told of
    neither.
    """
    named = {key: name for key, name in (("decision", decision), ("undoes", undoes)) if name}
    with pghistory.context(user=by.pk if by else None, reason=reason, **named), _explained(), transaction.atomic():
        yield


@contextmanager
def _explained() -> Iterator[None]:
    """What the database refuses because a record was merged a moment ago, said in words."""
    try:
        yield
    except IntegrityError as error:
        refusal = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if refusal != OF_A_MERGED_RECORD:
            raise
        raise WrongState(_("What this belongs to has been merged into another record; reload the page.")) from error


@contextmanager
def telling(reason: str) -> Iterator[None]:
    """Changes inside carry `reason` as what their editor tells readers; a reason given to `change` alone is the
    register's own."""
    if not reason:
        yield
        return
    with pghistory.context(told=reason):
        yield


@contextmanager
def taking_in(public_id: str) -> Iterator[None]:
    """Changes inside are told to readers as those by which the public record `public_id` was merged into another."""
    with pghistory.context(took_in=public_id):
        yield
