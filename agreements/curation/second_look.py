"""Four eyes: where the house rules ask for it, nothing comes before the public, or goes, on one person's word alone.

*Publication*, also again after a withdrawal and also through the acceptance of a candidate, is not for the person who
was the last to change the record or anything that hangs on it: another with the right to publish has looked at what
stands there. *Withdrawal*, the *addition* of a proposal of the press to a public record, and the *merger* of records
that readers see are asked for by one person and done by another; a proposal that is edited after it was asked for is
asked for anew. What the register does by itself (the starter catalogue, which people looked through before it was
loaded) is nobody's, and asks for nobody.

What is typed, imported, corrected or taken back in a record that is public already needs no second person: it stands at
once, under the changer's name and in the history; a register kept by two people cannot wait on every comma. Nor does
taking back an addition or a merger, which brings back what readers saw before. The words of the option say so.

Asked by the verbs themselves on what they hold locked, so that no way to them goes round it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pghistory.models
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.curation.refusals import NotReady
from agreements.models import Agreement, Candidate, HouseRules, SecondLook
from agreements.models.second_look import SecondLookQuerySet

MOST_SHOWN = 50
OF_THE_STEP = {"record_state", "published_at", "published_by", "published_by_id", "merged_into", "merged_into_id"}
"""Columns that a step itself sets: having taken a step is not having changed what the record says."""
TWO_PEOPLE = {
    "withdraw": (
        gettext_lazy("Two people withdraw a record: ask for it, and another person does it."),
        gettext_lazy("You asked for it: another person has to withdraw it."),
    ),
    "add": (
        gettext_lazy("Two people add a proposal to a public record: ask for it, and another person does it."),
        gettext_lazy("You asked for it: another person has to add it."),
    ),
    "merge": (
        gettext_lazy("Two people merge records that readers see: ask for it, and another person does it."),
        gettext_lazy("You asked for it: another person has to merge them."),
    ),
}
"""What is said where nobody has asked yet, and where the person themselves has."""


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
    """Why this person may not publish or withdraw it, in words; empty when they may, or where nothing asks for two."""
    if by is None or not HouseRules.current().four_eyes:
        return []
    if step == "publish":
        alone = last_to_change(agreement) == by.pk
        return [_("You were the last to change it: another person has to look at it and publish it.")] if alone else []
    return _by_two(agreement.second_looks.filter(step=step), by, step)


def adding(candidate: Candidate, into: Agreement, *, by: User) -> list[str]:
    """Why this person may not add what the candidate says to a record; empty when they may."""
    if not (into.is_published and HouseRules.current().four_eyes):
        return []
    return _by_two(SecondLook.objects.filter(candidate=candidate, agreement=into), by, "add")


def merging(first: Model, second: Model, *, by: User) -> list[str]:
    """Why this person may not merge two records that readers see; empty when they may."""
    return _by_two(of_pair(first, second), by, "merge") if HouseRules.current().four_eyes else []


def _by_two(looks: SecondLookQuerySet, by: User, step: str) -> list[str]:
    """Against a step that one person asks for and another takes."""
    look, (ask_for_it, it_is_asked) = looks.waiting().first(), TWO_PEOPLE[step]
    if look is None:
        return [str(ask_for_it)]
    return [str(it_is_asked)] if look.asked_by_id == by.pk else []


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


def of_pair(one: Model, other: Model) -> SecondLookQuerySet:
    """What was asked for two records, whichever of them is kept."""
    first, second = sorted((one.pk, other.pk))
    return SecondLook.objects.filter(noun=one._meta.model_name, first=first, second=second)


def ask(agreement: Agreement, *, by: User, step: str, reason: str = "") -> SecondLook:
    """Keep that `by` asks for the step; asked twice is asked once. Called by the verbs of `agreements` alone."""
    return _ask(by, reason, agreement=agreement, step=step, candidate=None)


def ask_to_add(candidate: Candidate, into: Agreement, *, by: User, reason: str = "") -> SecondLook:
    """Keep that `by` asks for the addition, to one record at a time. Called by the verbs of `review` alone."""
    _close(candidate.second_looks.exclude(agreement=into), by)
    return _ask(by, reason, agreement=into, step="add", candidate=candidate)


def ask_to_merge(one: Model, other: Model, *, by: User, reason: str = "") -> SecondLook:
    """Keep that `by` asks for the merger. Called by the verbs of `merging` alone."""
    first, second = sorted((one.pk, other.pk))
    return _ask(by, reason, step="merge", noun=str(one._meta.model_name), first=first, second=second)


def _ask(by: User, reason: str, **what: Any) -> SecondLook:
    look, _made = SecondLook.objects.get_or_create(
        **what, closed_at=None, defaults={"asked_by": by, "reason": reason[:300]}
    )
    return look


def close(agreement: Agreement, *, by: User | None, taken: str = "") -> None:
    """Whatever waited for the record itself waits no longer; `taken` is the step that was taken."""
    _close(agreement.second_looks.filter(candidate=None), by, taken)


def close_of(candidate: Candidate, *, by: User, taken: str = "") -> None:
    """Nothing is asked for this candidate any longer: it was decided, or says something else now."""
    _close(candidate.second_looks.all(), by, taken)


def close_of_pair(one: Model, other: Model, *, by: User, taken: str = "") -> None:
    """The two were merged, or found to be two."""
    _close(of_pair(one, other), by, taken)


def _close(looks: SecondLookQuerySet, by: User | None, taken: str = "") -> None:
    now, open_ones = timezone.now(), looks.waiting()
    open_ones.filter(step=taken).update(closed_at=now, closed_by=by, was_taken=True)
    open_ones.update(closed_at=now, closed_by=by)


def waiting() -> list[SecondLook]:
    """The steps that somebody asked for, the longest wait first; those of records that are in another state by now, or
    gone, wait for nobody."""
    looks = SecondLook.objects.waiting().select_related("agreement", "candidate", "asked_by")
    return [look for look in looks[:MOST_SHOWN] if _can_be_taken(look)]


def _can_be_taken(look: SecondLook) -> bool:
    if look.agreement is None:
        return True
    states = {"publish": ("in-review", "withdrawn"), "withdraw": ("published",), "add": ("published",)}
    return look.agreement.record_state in states[look.step]
