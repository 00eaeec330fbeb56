"""From the pressed button of the review page to one verb of curation."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.admin.numbers import number
from agreements.admin.queue.refusals_shown import told
from agreements.admin.queue.reviewing import ReviewPage
from agreements.curation import review, second_look
from agreements.curation.agreements import NotReady, WrongState
from agreements.curation.refusals import ReasonNeeded, Unseen
from agreements.curation.reviewing.contribution import QuoteNotThere
from agreements.curation.reviewing.effects import CannotUndo
from agreements.domain.dates import UnreadableDate, parse_date
from agreements.models import Agreement, Candidate

MOST_DAYS = 366
"""The longest for which one press puts a candidate off; a day further away is typed."""


@dataclass(slots=True)
class Decision:
    """What came of pressing a button."""

    said: str = ""
    problems: list[str] = field(default_factory=list)
    conflict: review.Conflict | None = None
    leads_on: bool = False
    review: int | None = None
    """The decision that was taken, by its key, which a notice offers to undo."""
    stays: bool = False
    """Nothing has been kept: the same form is shown again."""

    @property
    def done(self) -> bool:
        return not self.problems and self.conflict is None


def decide(page: ReviewPage, typed: Any, by: User) -> Decision:
    """Carry out what was pressed, on the record as it was typed. Either all of it happens or nothing."""
    pressed, _colon, page.detail = str(typed.get("decision", "")).partition(":")
    verb = _VERBS.get(pressed)
    if verb is None:
        return Decision(problems=[_("Choose what to do with it.")])
    if page.is_unseen and verb is not _preview:
        return Decision(problems=[str(Unseen())])
    try:
        with transaction.atomic():
            return verb(page, typed, by)
    except review.Conflict as conflict:
        return Decision(problems=[str(conflict)], conflict=conflict)
    except NotReady as problem:
        return Decision(problems=problem.reasons)
    except (WrongState, CannotUndo, QuoteNotThere, ReasonNeeded, review.NotAhead, _Mistyped) as problem:
        return Decision(problems=[told(problem)])


class _Mistyped(ValueError):
    """The form cannot be understood as it is."""


def _as_typed(page: ReviewPage, by: User) -> tuple[Candidate, int]:
    """The candidate with the curator's version kept, if they changed anything."""
    if not page.form.is_valid():
        raise _Mistyped(_("Correct the marked fields first; nothing has been lost."))
    if not page.form.has_changed():
        return page.candidate, page.version
    edited = review.save_edit(candidate=page.candidate, proposal=page.form.edited(), by=by, version=page.version)
    return edited, edited.version


def _save(page: ReviewPage, typed: Any, by: User) -> Decision:
    _as_typed(page, by)
    return Decision(_("Kept as you typed it. The machine’s version stays beside it."))


def _accept(page: ReviewPage, typed: Any, by: User, *, publish: bool = False) -> Decision:
    candidate, version = _as_typed(page, by)
    made = review.accept(candidate=candidate, by=by, version=version, publish=publish, note=page.note)
    said = _("%s is published.") if made.is_published else _("%s is made, and waits to be published.")
    if publish and not made.is_published:
        said = _("%s is made, and waits in review: another person has to publish it.")
    return _decided(page, said % made.public_id)


def _accept_and_publish(page: ReviewPage, typed: Any, by: User) -> Decision:
    return _accept(page, typed, by, publish=True)


def _merge(page: ReviewPage, typed: Any, by: User) -> Decision:
    into = _chosen(page, typed)
    candidate, version = _as_typed(page, by)
    if second_look.adding(candidate, into, by=by):
        review.ask_to_merge(candidate=candidate, into=into, by=by, version=version, note=page.note)
        return Decision(_("Asked for. It waits on the first page for another person."), leads_on=True)
    review.merge(candidate=candidate, into=into, by=by, version=version, note=page.note)
    return _decided(page, _("Added to %s.") % into.public_id)


def _chosen(page: ReviewPage, typed: Any) -> Agreement:
    if page.merge_form.is_valid() and page.merge_form.cleaned_data["other"]:
        other: Agreement = page.merge_form.cleaned_data["other"]
        return other
    found = Agreement.objects.linkable().filter(pk=number(typed.get("into", "")) or 0).first()
    if found is None:
        raise _Mistyped(_("Choose the agreement that it is about."))
    return found


def _reject(page: ReviewPage, typed: Any, by: User) -> Decision:
    review.reject(candidate=page.candidate, by=by, version=page.version, note=page.note, ground=page.detail)
    return _decided(page, _("Rejected. It will not come back when the item is read again."))


def _defer(page: ReviewPage, typed: Any, by: User) -> Decision:
    """Until the day that was typed, or that many days from now, or for a while."""
    candidate, version = _as_typed(page, by)
    until = _until(page, typed) or timezone.now().date() + review.A_WHILE
    review.defer(candidate=candidate, by=by, version=version, until=until, note=page.note)
    return _decided(page, _("Put off until %s; it comes back by itself.") % date_format(until, "DATE_FORMAT"))


def _until(page: ReviewPage, typed: Any) -> datetime.date | None:
    days = number(page.detail)
    if days:
        return timezone.now().date() + datetime.timedelta(days=min(days, MOST_DAYS))
    try:
        day = parse_date(str(typed.get("until", ""))[:60])
    except UnreadableDate as problem:
        raise _Mistyped(str(problem)) from problem
    if day is None:
        return None
    if day.precision != "day":
        raise _Mistyped(_("Give the whole date of the day on which it should come back."))
    return day.earliest


def _ask_second_source(page: ReviewPage, typed: Any, by: User) -> Decision:
    candidate, version = _as_typed(page, by)
    review.ask_second_source(candidate=candidate, by=by, version=version, note=page.note)
    return _decided(page, _("It waits until another publisher reports it."))


def _resume(page: ReviewPage, typed: Any, by: User) -> Decision:
    review.resume(candidate=page.candidate, by=by, version=page.version)
    return Decision(_("It waits for a decision again."))


def _decided(page: ReviewPage, said: str) -> Decision:
    """Told with a button that takes back this very decision, whatever is decided later."""
    latest = page.candidate.reviews.order_by("pk").last()
    return Decision(said, leads_on=True, review=latest.pk if latest else None)


def _mine(page: ReviewPage, typed: Any, by: User) -> Decision:
    """After a conflict: go on with what is in the form, on top of what the other person did."""
    page.on_top()
    return Decision(_("Now decide again: what you typed is still in the form."), stays=True)


def _preview(page: ReviewPage, typed: Any, by: User) -> Decision:
    look_ahead(page, typed, by)
    return Decision(stays=True)


def look_ahead(page: ReviewPage, typed: Any, by: User) -> None:
    """Fill in what would come of the decision on the form as it was typed. Nothing is kept."""
    into: Agreement | None = None
    if typed.get("into") or typed.get("other"):
        try:
            into = _chosen(page, typed)
        except _Mistyped:
            into = None
    valid = page.form.is_valid()
    page.foresee(into, page.form.edited() if valid and page.form.has_changed() else None, by)


def _undo(page: ReviewPage, typed: Any, by: User) -> Decision:
    if page.decision is None:
        raise _Mistyped(_("There is no decision to undo."))
    review.undo(review=page.decision, by=by, version=page.version)
    return Decision(_("Undone: everything is as it was before."))


def _reopen(page: ReviewPage, typed: Any, by: User) -> Decision:
    review.reopen(candidate=page.candidate, by=by, version=page.version, note=page.note)
    return Decision(_("It waits for a decision again."))


_VERBS: dict[str, Callable[[ReviewPage, Any, User], Decision]] = {
    "save": _save,
    "accept": _accept,
    "publish": _accept_and_publish,
    "merge": _merge,
    "reject": _reject,
    "defer": _defer,
    "second": _ask_second_source,
    "resume": _resume,
    "mine": _mine,
    "preview": _preview,
    "undo": _undo,
    "reopen": _reopen,
}
