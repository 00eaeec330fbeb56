"""Coming in: a name and a password, a code where the account asks for one, and what is kept of every try."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from agreements.curation.access import second_factor, throttle
from agreements.domain.text import fold
from agreements.models import AccessEvent

KEPT = datetime.timedelta(days=90)
LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever stands at the door: where from, with which browser, known there to which accounts."""

    network: str = ""
    agent: str = ""
    devices: dict[int, str] = field(default_factory=dict)

    def device(self, user: User | None) -> str:
        return self.devices.get(user.pk, "") if user else ""


def key_of(name: str) -> str:
    """Tells whether two tries were at the same name, and nothing of the name."""
    return salted_hmac("agreements.sign-in", fold(name[:300])).hexdigest()[:32]


def attempt(*, name: str, visitor: Visitor) -> AccessEvent:
    """Count a try at a name before its password is looked at. Raises throttle.TooSoon, alike for names of nobody."""
    user = User.objects.filter(username=name[:150].replace("\0", "")).first()
    key, device = key_of(name), visitor.device(user)
    with transaction.atomic():
        throttle.in_turn(f"name {key}", f"network {visitor.network}" if visitor.network else "")
        throttle.refuse_too_soon(name_key=key, network=visitor.network, device=device)
        return note("failed", user=user, visitor=visitor, name_key=key)


def password_was_right(event: AccessEvent) -> None:
    """The try was no failure; where a code is awaited now, that is kept instead."""
    row = AccessEvent.objects.filter(pk=event.pk)
    if event.user is not None and second_factor.is_on(event.user):
        row.update(kind="passed")
    else:
        row.delete()


def entered(*, user: User, visitor: Visitor) -> str:
    """Keep that the person came in; the device by which this browser is known from now on."""
    device = visitor.device(user) or get_random_string(22)
    known = Visitor(visitor.network, visitor.agent, {user.pk: device})
    note("entered", user=user, visitor=known, name_key=key_of(user.username))
    AccessEvent.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return device


def check_code(*, user: User, code: str, visitor: Visitor) -> bool:
    """Whether the code opens, of the authenticator or for recovery. Raises throttle.TooSoon."""
    device = visitor.device(user)
    with transaction.atomic():
        throttle.in_turn(f"code {user.pk}")
        throttle.refuse_code_too_soon(user_id=user.pk, device=device)
        if second_factor.opens(user=user, code=code):
            return True
        if second_factor.recover(user=user, code=code):
            note("recovery", user=user, visitor=visitor)
            return True
        note("code-failed", user=user, visitor=visitor, name_key=key_of(user.username))
        return False


def is_own_password(*, user: User, password: str, visitor: Visitor) -> bool:
    """Whether the signed-in person knows the password, tried as at the door. Raises throttle.TooSoon."""
    event = attempt(name=user.username, visitor=visitor)
    if not user.check_password(password):
        return False
    event.delete()
    return True


def let_in(*, user: User, by: User) -> None:
    """Forget the failures at an account's name, whoever made them."""
    note("let-in", user=user, by=by, name_key=key_of(user.username))


def note(
    kind: str,
    *,
    user: User | None,
    visitor: Visitor | None = None,
    by: User | None = None,
    name_key: str = "",
) -> AccessEvent:
    """Keep what happened at the door."""
    visitor = visitor or Visitor()
    return AccessEvent.objects.create(
        kind=kind,
        user=user,
        by=by,
        name_key=name_key,
        network=visitor.network,
        device=visitor.device(user),
        agent=visitor.agent[:LONGEST_AGENT].replace("\0", ""),
    )
