"""Four eyes: where the house rules ask for it, no step of publication rests on one person alone.

*Publication*, also again after a withdrawal and also through the acceptance of a candidate, is not for the person who
was the last to change the record or anything that hangs on it: another with the right to publish has looked at what
stands there. *Withdrawal* is asked for by one person and done by another. Changes of a record that is public already
need no second person: they stand in its history at once, under the changer's name, and publication cannot wait on every
comma; nor does a merger, which leaves the address answering. What the register does by itself (the starter catalogue,
which people looked through before it was loaded) is nobody's, and asks for nobody.

Asked by `agreements.publish` and `agreements.withdraw` on the locked record, so that no way to them goes round it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation.refusals import NotReady
from agreements.models import Agreement, HouseRules, SecondLook

MOST_SHOWN = 50
OF_THE_STEP = {"record_state", "published_at", "published_by", "published_by_id", "merged_into", "merged_into_id"}
"""Columns that a step itself sets: having taken a step is not having changed what the record says."""


class Needed(NotReady):
    """Another person has to take this step; `reasons` says so in words."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one person is told about the next step of a record."""

    asked: SecondLook | None
    """Who asked for the step, and when."""
    against: tuple[str, ...]
    """Why this person may not take it."""

    @property
    def may_ask(self) -> bool:
        return bool(self.against) and self.asked is None


def seen_by(agreement: Agreement, *, by: User) -> Seen:
    step = "withdraw" if agreement.is_published else "publish"
    return Seen(asked(agreement), tuple(reasons(agreement, by=by, step=step)))


def asked(agreement: Agreement) -> SecondLook | None:
    """The step that waits, in the state that the record is in."""
    step = "withdraw" if agreement.is_published else "publish"
    return agreement.second_looks.waiting().filter(step=step).select_related("asked_by").first()


def reasons(agreement: Agreement, *, by: User | None, step: str) -> list[str]:
    """Why this person may not take the step, in words; empty when they may, or where nothing asks for two people."""
    if by is None or not HouseRules.current().four_eyes:
        return []
    return _reasons(agreement, by, step)


def _reasons(agreement: Agreement, by: User, step: str) -> list[str]:
    if step == "publish":
        alone = last_to_change(agreement) == by.pk
        return [_("You were the last to change it: another person has to look at it and publish it.")] if alone else []
    look = agreement.second_looks.waiting().filter(step=step).first()
    if look is None:
        return [_("Two people withdraw a record: ask for it, and another person does it.")]
    return [_("You asked for it: another person has to withdraw it.")] if look.asked_by_id == by.pk else []


def require(agreement: Agreement, *, by: User | None, step: str) -> None:
    """Raise Needed unless this person may take the step."""
    if against := reasons(agreement, by=by, step=step):
        raise Needed(against)


def last_to_change(agreement: Agreement) -> int | None:
    """The key of whoever last changed what the record says or a row that hangs on it; none where no person has."""
    events = pghistory.models.Events.objects.references(agreement)  # type: ignore[no-untyped-call]
    by_people = events.filter(pgh_context__user__gt=0).order_by("-pgh_created_at", "-pgh_id")
    return next((event.pgh_context["user"] for event in by_people if _says_something(event)), None)


def _says_something(event: Any) -> bool:
    if event.pgh_label != "update" or event.pgh_obj_model != Agreement._meta.label:
        return True
    return bool(set(event.pgh_diff or {}) - OF_THE_STEP)


def ask(agreement: Agreement, *, by: User, step: str, reason: str = "") -> SecondLook:
    """Keep that `by` asks for the step; asked twice is asked once. Called by the verbs of `agreements` alone."""
    look, _made = SecondLook.objects.get_or_create(
        agreement=agreement, step=step, closed_at=None, defaults={"asked_by": by, "reason": reason[:300]}
    )
    return look


def close(agreement: Agreement, *, by: User | None, taken: str = "") -> None:
    """Whatever waited for the record waits no longer; `taken` is the step that was taken."""
    now = timezone.now()
    open_ones = agreement.second_looks.waiting()
    open_ones.filter(step=taken).update(closed_at=now, closed_by=by, was_taken=True)
    open_ones.update(closed_at=now, closed_by=by)


def waiting() -> list[SecondLook]:
    """The steps that somebody asked for and that still can be taken, the longest wait first."""
    states = {"publish": ("in-review", "withdrawn"), "withdraw": ("published",)}
    looks = SecondLook.objects.waiting().select_related("agreement", "asked_by")
    return [look for look in looks[:MOST_SHOWN] if look.agreement.record_state in states[look.step]]
