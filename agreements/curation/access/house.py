"""Setting the rules of the house, and standing at its door for others."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from agreements.curation import rights
from agreements.curation.access import second_factor, sessions, sign_in
from agreements.curation.audit import change
from agreements.models import HouseRules

MOST_SHOWN = 30


def set_rules(*, by: User, reason: str, four_eyes: bool, second_factor_for: list[str]) -> HouseRules:
    """Decide for everybody; what was decided before stays in the history."""
    rights.require(by, rights.SET_RULES)
    with change(by=by, reason=reason or "rules set"):
        told = {"four_eyes": four_eyes, "second_factor_for": second_factor_for}
        rules, _made = HouseRules.objects.update_or_create(id=1, defaults=told)
        return rules


@dataclass(frozen=True, slots=True)
class Former:
    """The rules as somebody set them."""

    at: datetime.datetime
    who: str
    why: str
    four_eyes: bool
    second_factor_for: list[str]


def former_rules() -> list[Former]:
    """Every setting of the rules, the latest first."""
    events = apps.get_model("agreements", "HouseRulesEvent")._default_manager.select_related("pgh_context")
    told = [(one, one.pgh_context.metadata) for one in events.order_by("-pgh_created_at", "-pgh_id")[:MOST_SHOWN]]
    people = {user.pk: user for user in User.objects.filter(pk__in=[said.get("user") for _one, said in told])}
    return [
        Former(
            one.pgh_created_at,
            _name(people.get(said.get("user"))),
            said["reason"],
            one.four_eyes,
            one.second_factor_for,
        )
        for one, said in told
    ]


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else "–"


def reset_second_factor(*, user: User, by: User) -> None:
    """Take off the second factor of somebody who has lost theirs; all their sessions end."""
    _over(user, by)
    second_factor.turn_off(user=user)
    sessions.end_all(user)
    sign_in.note("factor-reset", user=user, by=by)


def sign_out(*, user: User, by: User) -> None:
    """End every session of somebody else."""
    _over(user, by)
    sessions.end_all(user)
    sign_in.note("signed-out", user=user, by=by)


def let_in(*, user: User, by: User) -> None:
    """Lift the wait that failures at somebody's name have brought about."""
    _over(user, by)
    sign_in.let_in(user=user, by=by)


def _over(user: User, by: User) -> None:
    """Administrators stand over other accounts, superusers alone over superusers, nobody here over their own."""
    rights.require(by, rights.SET_ACCOUNTS)
    if user.pk == by.pk or (user.is_superuser and not by.is_superuser):
        raise PermissionDenied("this account is out of reach")
