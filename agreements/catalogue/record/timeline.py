"""What happened to one agreement and what is to happen; and where it stands because of it."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.listing.cards import language_of
from agreements.catalogue.pages.agreement import Status, Step, Timeline
from agreements.catalogue.pages.parts import Link, Text
from agreements.catalogue.record.supports import Supports, strongest
from agreements.domain.statuses import DerivedStatus
from agreements.domain.vocabulary import ACTION_SIDES, ACTIONS, NATURES, STATUSES
from agreements.models import Action, Agreement


def timeline(agreement: Agreement, supports: Supports, language: str, on: datetime.date | None = None) -> Timeline:
    """Past and scheduled by date, undated apart; a step to come is scheduled even when it was worked out.

    Looked at on the day `on`, what happened later is left out, and the step that decides is the one that decided then.
    """
    today, deciding = on or timezone.now().date(), deciding_action(agreement, on)
    past: list[Step] = []
    scheduled: list[Step] = []
    undated: list[Step] = []
    for action in sorted(agreement.actions.all(), key=_day):
        if not known(action, on):
            continue
        step = _step(action, supports, language, is_deciding=action == deciding)
        lies_ahead = action.nature != "actual" and (action.date is None or action.date >= today)
        if action.date is None:
            undated.append(step)
        else:
            (scheduled if lies_ahead else past).append(step)
    return Timeline(tuple(past), tuple(scheduled), tuple(undated))


def known(action: Action, on: datetime.date | None) -> bool:
    """Whether the register could have told of the step on the day `on`; of today's, always. What is planned is told as
    recorded, since nothing says when it was first planned."""
    return on is None or action.nature != "actual" or action.dated.known_by <= on


def status(agreement: Agreement, supports: Supports, language: str, on: datetime.date | None = None) -> Status:
    """The status, today's or that of the day `on`, with the action and the rule that give it."""
    action, derived = deciding_action(agreement, on), _derived(agreement, on)
    return Status(
        label=wording.label(STATUSES, derived.status if on else agreement.status, language),
        since=wording.when(derived.since if on else agreement.status_since, language),
        as_at=wording.on_day(on or _as_at(agreement), language),
        why=_why(derived, action, language),
        supports=(standing := (*supports.of("status"), *(supports.of("action", action.pk) if action else ()))),
        strength=strongest(standing),
    )


def deciding_action(agreement: Agreement, on: datetime.date | None = None) -> Action | None:
    """The action from which the status follows."""
    place = _derived(agreement, on).action
    return None if place is None else agreement.actions.all()[place]


def _derived(agreement: Agreement, on: datetime.date | None) -> DerivedStatus:
    return agreement.status_on(on or _as_at(agreement))


def _as_at(agreement: Agreement) -> datetime.date:
    return agreement.status_as_at or timezone.now().date()


def _why(derived: DerivedStatus, action: Action | None, language: str) -> str:
    if action is None:
        return _("No step is recorded from which a status would follow.")
    words = {"step": ACTIONS.label(action.kind, language), "date": wording.when(action.when, language).text}
    if derived.rule == "expiry-passed":
        return _("The day of its expiry has passed: %(date)s.") % words
    return _("%(step)s: %(date)s. No later step that would change it is recorded.") % words


def _day(action: Action) -> tuple[datetime.date, int]:
    return action.date or datetime.date.max, action.pk


def _step(action: Action, supports: Supports, language: str, *, is_deciding: bool) -> Step:
    standing = supports.held("action", action.pk)
    return Step(
        kind=wording.label(ACTIONS, action.kind, language),
        when=wording.when(action.when, language),
        side=wording.label(ACTION_SIDES, action.side, language),
        nature=wording.label(NATURES, action.nature, language),
        place=action.place,
        occasion=_occasion(action, language),
        note=Text(action.note, language_of(action.note)) if action.note else wording.NOTHING,
        supports=standing,
        strength=strongest(standing),
        is_deciding=is_deciding,
        rivals=supports.rivals("action", action.pk),
    )


def _occasion(action: Action, language: str) -> Link | None:
    """The occasion; it has a page only where it is the occasion of a published agreement, as this one's own is."""
    if action.occasion is None:
        return None
    has_page = action.occasion_id == action.agreement.occasion_id
    address = addresses.noun(language, "occasions", action.occasion.slug) if has_page else ""
    return Link(wording.name(action.occasion, language), address)
