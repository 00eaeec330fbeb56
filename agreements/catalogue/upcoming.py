"""What is to come: dated reviews, expiries and other planned steps; and those whose day has passed without a trace."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.index import past
from agreements.catalogue.listing.cards import language_of
from agreements.catalogue.pages.parts import Head, Text
from agreements.catalogue.pages.upcoming import Due, UpcomingPage
from agreements.catalogue.tallies import choosing
from agreements.domain.statuses import ENDED
from agreements.domain.vocabulary import ACTIONS, FORMS, NATURES, STATUSES
from agreements.models import Action

AHEAD = ("expires", "review-due")
"""Steps that lie ahead by what they are, even where a source states them as facts."""
ANSWERS = {"review-due": "reviewed"}
"""What is recorded when a planned step takes place, where that has a name of its own."""
MOST = 200


def page(language: str) -> UpcomingPage:
    """Soonest first; what is overdue apart, the newest first. Two queries."""
    today = past.today()
    dated = [(action, when.latest) for action in _planned() if (when := action.when)]
    ahead = [action for action, last in dated if last >= today and not _is_over(action, today)]
    passed = [(action, why) for action, last in dated if last < today and (why := _unanswered(action, today))]
    return UpcomingPage(
        head=Head(
            _("Upcoming reviews and expiries"),
            _("Agreements that are to be reviewed, renewed or that run out, soonest first, and those past their day."),
        ),
        as_at=wording.on_day(today, language),
        upcoming=tuple(_due(action, "", language) for action in ahead[:MOST]),
        overdue=tuple(_due(action, why, language) for action, why in reversed(passed[-MOST:])),
        total=len(ahead),
        expired_address=addresses.agreements(language, choosing("status", "expired").query),
        list_address=addresses.agreements(language),
    )


def overdue() -> list[tuple[Action, str]]:
    """Planned steps whose day has passed without a trace, the oldest first, with why each still stands open."""
    today = past.today()
    passed = [action for action in _planned() if action.when and action.when.latest < today]
    return [(action, why) for action in passed if (why := _unanswered(action, today))]


def _planned() -> Iterable[Action]:
    """Dated steps of published agreements that are or were to come, by date."""
    planned = Action.objects.filter(~Q(nature="actual") | Q(kind__in=AHEAD), date__isnull=False)
    rows = planned.filter(agreement__record_state="published").select_related("agreement")
    return rows.prefetch_related("agreement__actions").order_by("date", "agreement__public_id", "pk")


def _is_over(action: Action, today: datetime.date) -> bool:
    """Whether the agreement ended otherwise before."""
    return action.agreement.status_on(today).status in ENDED


def _unanswered(action: Action, today: datetime.date) -> str:
    """Why a step whose day has passed still stands open, in words; nothing where it does not.

    A past step whose day was worked out, such as a signature, took place: only its day is not stated.
    """
    status = action.agreement.status_on(today).status
    if action.kind == "expires":
        return _("Its expiry has passed; no renewal is recorded.") if status == "expired" else ""
    is_past_step = action.nature == "computed" and action.kind not in AHEAD
    if status in ENDED or is_past_step or _took_place(action):
        return ""
    if action.kind == "review-due":
        return _("A review was due; none is recorded.")
    return _("It was planned for then; that it took place is not recorded.")


def _took_place(action: Action) -> bool:
    """Whether the planned step, or the one that answers it, is recorded from then on."""
    answer = ANSWERS.get(action.kind, action.kind)
    return any(
        other.nature == "actual" and other.kind == answer and other.date and action.date and other.date >= action.date
        for other in action.agreement.actions.all()
    )


def _due(action: Action, why: str, language: str) -> Due:
    agreement = action.agreement
    return Due(
        agreement=wording.either(agreement.title_en, agreement.title_ko, language),
        address=addresses.agreement(language, agreement.public_id, agreement.slug),
        kind=wording.label(ACTIONS, action.kind, language),
        when=wording.when(action.when, language),
        nature=wording.label(NATURES, action.nature, language),
        note=Text(action.note, language_of(action.note)),
        form=wording.label(FORMS, agreement.form, language),
        status=wording.label(STATUSES, agreement.status, language),
        why=why,
    )
