"""From the pressed button of the review page to one verb of curation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.admin.numbers import number
from agreements.admin.reviewing import ReviewPage
from agreements.curation import review
from agreements.curation.agreements import NotReady, WrongState
from agreements.curation.contribution import QuoteNotThere
from agreements.curation.effects import CannotUndo
from agreements.models import Agreement, Candidate


@dataclass(slots=True)
class Decision:
    """What came of pressing a button."""

    said: str = ""
    problems: list[str] = field(default_factory=list)
    conflict: review.Conflict | None = None
    leads_on: bool = False

    @property
    def done(self) -> bool:
        return not self.problems and self.conflict is None


def decide(page: ReviewPage, typed: Any, by: User) -> Decision:
    """Carry out what was pressed, on the record as it was typed. Either all of it happens or nothing."""
    verb = _VERBS.get(typed.get("decision", ""))
    if verb is None:
        return Decision(problems=[_("Choose what to do with it.")])
    try:
        with transaction.atomic():
            return verb(page, typed, by)
    except review.Conflict as conflict:
        return Decision(problems=[str(conflict)], conflict=conflict)
    except NotReady as problem:
        return Decision(problems=problem.reasons)
    except (WrongState, CannotUndo, QuoteNotThere, review.ReasonNeeded, _Mistyped) as problem:
        return Decision(problems=[str(problem)])


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
    said = _("%s is published.") if publish else _("%s is made, and waits to be published.")
    return Decision(said % made.public_id, leads_on=True)


def _accept_and_publish(page: ReviewPage, typed: Any, by: User) -> Decision:
    return _accept(page, typed, by, publish=True)


def _merge(page: ReviewPage, typed: Any, by: User) -> Decision:
    into = _chosen(page, typed)
    candidate, version = _as_typed(page, by)
    review.merge(candidate=candidate, into=into, by=by, version=version, note=page.note)
    return Decision(_("Added to %s.") % into.public_id, leads_on=True)


def _chosen(page: ReviewPage, typed: Any) -> Agreement:
    if page.merge_form.is_valid() and page.merge_form.cleaned_data["other"]:
        other: Agreement = page.merge_form.cleaned_data["other"]
        return other
    found = Agreement.objects.linkable().filter(pk=number(typed.get("into", "")) or 0).first()
    if found is None:
        raise _Mistyped(_("Choose the agreement that it is about."))
    return found


def _reject(page: ReviewPage, typed: Any, by: User) -> Decision:
    review.reject(candidate=page.candidate, by=by, version=page.version, note=page.note)
    return Decision(_("Rejected. It will not come back when the item is read again."), leads_on=True)


def _undo(page: ReviewPage, typed: Any, by: User) -> Decision:
    if page.decision is None:
        raise _Mistyped(_("There is no decision to undo."))
    review.undo(review=page.decision, by=by)
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
    "undo": _undo,
    "reopen": _reopen,
}
