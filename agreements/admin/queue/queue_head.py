"""What waits, at the head of the queue and of the home page: how many of each kind, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from agreements.admin.labels import language
from agreements.curation.reviewing import asking
from agreements.models import Candidate
from agreements.models.candidate import NEAR_CERTAIN
from agreements.models.curator import READS


def reads_of(request: HttpRequest) -> tuple[str, ...]:
    """The languages whose texts the signed-in person is asked about first; asked once for a page."""
    if not hasattr(request, "_reads"):
        user = request.user._wrapped if isinstance(request.user, SimpleLazyObject) else request.user
        request._reads = asking.reads(user, language()) if isinstance(user, User) else ()  # type: ignore[attr-defined]
    found: tuple[str, ...] = request._reads  # type: ignore[attr-defined]
    return found


@dataclass(frozen=True, slots=True)
class QueueHead:
    """Counts of what waits, of each kind, and of what has been put off."""

    new: int
    near_certain: int
    ambiguous: int
    matched: int
    until: int
    second_source: int
    next: Candidate | None
    reads: str
    choices: list[tuple[str, object]]

    @classmethod
    def of(cls, request: HttpRequest) -> QueueHead:
        """Four queries."""
        counts = (
            Candidate.objects.at_hand()
            .pointed()
            .aggregate(
                near_certain=Count("pk", filter=NEAR_CERTAIN),
                **{
                    match: Count("pk", filter=Q(match=match) & ~NEAR_CERTAIN)
                    for match in ("new", "ambiguous", "matched")
                },
            )
        )
        held = Candidate.objects.put_off().aggregate(
            until=Count("pk", filter=Q(hold__kind="until")),
            second_source=Count("pk", filter=Q(hold__kind="second-source")),
        )
        user = request.user
        return cls(
            **counts,
            **held,
            next=Candidate.objects.waiting(reads_of(request)).first(),
            reads=asking.chosen_by(user) if isinstance(user, User) else "",
            choices=list(READS),
        )

    @property
    def total(self) -> int:
        return self.new + self.near_certain + self.ambiguous + self.matched
