"""Many near-certain matches taken in one go after a look: each in its own transaction, with its own review."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from agreements.curation import review, rights, second_look
from agreements.curation.agreements import NotReady, WrongState
from agreements.curation.reviewing.contribution import QuoteNotThere
from agreements.curation.reviewing.effects import CannotUndo
from agreements.models import Agreement, Candidate, Review

MOST_AT_ONCE = 60
"""How many a person can look through before they press once."""
REFUSALS = (review.Conflict, WrongState, QuoteNotThere, CannotUndo, NotReady, PermissionDenied)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One ticked row: the candidate as the curator saw it, and the agreement it goes to."""

    candidate: int
    version: int
    into: int


@dataclass(frozen=True, slots=True)
class Refused:
    """One that was not done, and why."""

    candidate: int
    why: str


@dataclass(slots=True)
class Outcome:
    """What came of a batch."""

    batch: uuid.UUID
    done: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    """Those that wait for another person, where the house rules want two."""
    refused: list[Refused] = field(default_factory=list)


def merge_all(*, chosen: Iterable[Chosen], by: User) -> Outcome:
    """Merge each into its agreement. One that somebody was quicker with, or that cannot be, stops no other."""
    rights.require(by, rights.REVIEW)
    outcome, rows = Outcome(uuid.uuid4()), list(chosen)[:MOST_AT_ONCE]
    candidates = Candidate.objects.in_bulk([row.candidate for row in rows])
    agreements = Agreement.objects.in_bulk([row.into for row in rows])
    for row in rows:
        candidate, into = candidates.get(row.candidate), agreements.get(row.into)
        if candidate is None or into is None:
            outcome.refused.append(Refused(row.candidate, _("It has been replaced or taken back since.")))
            continue
        try:
            if second_look.adding(candidate, into, by=by):
                review.ask_to_merge(candidate=candidate, into=into, by=by, version=row.version)
                outcome.asked.append(row.candidate)
                continue
            review.merge(candidate=candidate, into=into, by=by, version=row.version, batch=outcome.batch)
        except REFUSALS as problem:
            outcome.refused.append(Refused(row.candidate, str(problem)))
        else:
            outcome.done.append(row.candidate)
    return outcome


def undo_all(*, batch: uuid.UUID, by: User) -> Outcome:
    """Take back what still stands of a batch, the last first; what cannot be taken back stops none of the others."""
    rights.require(by, rights.REVIEW)
    outcome = Outcome(batch)
    for decision in reversed(standing(batch)):
        try:
            review.undo(review=decision, by=by)
        except REFUSALS as problem:
            outcome.refused.append(Refused(decision.candidate_id, str(problem)))
        else:
            outcome.done.append(decision.candidate_id)
    return outcome


def decisions(batch: uuid.UUID) -> Sequence[Review]:
    """Those of a batch, in the order in which they were taken, each with what undid it."""
    rows = Review.objects.filter(batch=batch).select_related(
        "candidate__revision__item", "agreement", "undone_by", "by"
    )
    return list(rows.defer("candidate__revision__text", "candidate__revision__signature").order_by("pk"))


def standing(batch: uuid.UUID) -> Sequence[Review]:
    """Those of a batch that nobody has taken back."""
    return list(Review.objects.filter(batch=batch, undone_by=None).select_related("candidate").order_by("pk"))
