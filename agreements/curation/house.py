"""Setting the rules of the house, and standing at its door for others."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from agreements.curation import rights, second_factor, sessions, sign_in
from agreements.curation.audit import change
from agreements.models import HouseRules


def set_rules(*, by: User, reason: str, four_eyes: bool, second_factor_for: list[str]) -> HouseRules:
    """Decide for everybody; what was decided before stays in the history."""
    rights.require(by, rights.SET_RULES)
    with change(by=by, reason=reason or "rules set"):
        told = {"four_eyes": four_eyes, "second_factor_for": second_factor_for}
        rules, _made = HouseRules.objects.update_or_create(id=1, defaults=told)
        return rules


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
