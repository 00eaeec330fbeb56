"""A code beside the password: turned on by each person, asked of whole groups by administrators, reset by them.

The secret is the one of RFC 6238 that every authenticator program takes. It is stored under a seal, opened to judge a
code; one sealed under a secret key that the installation has no more lets nobody in, until an administrator takes it
off. Of recovery codes only a hash is kept.
"""

from __future__ import annotations

import time
from hmac import compare_digest

import pyotp
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac

from agreements.models import HouseRules, RecoveryCode, SecondFactor
from agreements.runtime import sealing

ISSUER = "UK-Korea agreements"
RECOVERY_CODES, LETTERS = 10, "abcdefghjkmnpqrstuvwxyz23456789"
HALF_MINUTE, LEEWAY = 30, 1
"""Seconds a code lasts, and how many codes before and after the present one still open."""


def is_on(user: User) -> bool:
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def is_asked_of(user: User) -> bool:
    """Whether the rules of the house ask it of a group that the person is in; superusers administer."""
    groups = set(HouseRules.current().second_factor_for)
    if not groups:
        return False
    return (user.is_superuser and "administrator" in groups) or user.groups.filter(name__in=groups).exists()


@transaction.atomic
def begin(*, user: User) -> SecondFactor:
    """A secret to be confirmed; the one that is on already stays on until then, so there is none to begin."""
    factor = SecondFactor.objects.select_for_update().filter(user=user).first() or SecondFactor(user=user)
    if factor.confirmed_at is not None:
        raise PermissionDenied("the second factor is on")
    if secret(factor) is None:
        factor.sealed = _seal().close(pyotp.random_base32())
        factor.save()
    return factor


def secret(factor: SecondFactor) -> str | None:
    """What the authenticator is told; none where there is none, or where its seal opens no more."""
    try:
        return _seal().open(factor.sealed)
    except sealing.Broken:
        return None


def address(user: User, secret: str) -> str:
    """What an authenticator reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)


@transaction.atomic
def confirm(*, user: User, code: str) -> list[str] | None:
    """Turn it on with the first code that is right; gives the recovery codes, shown this once."""
    factor = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at__isnull=True).first()
    if factor is None or not _opens(factor, code):
        return None
    factor.confirmed_at = timezone.now()
    factor.save(update_fields=["confirmed_at"])
    return renew_codes(user=user)


@transaction.atomic
def opens(*, user: User, code: str) -> bool:
    """Whether the code is one of the authenticator's just now, and was not used before."""
    factor = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
    return factor is not None and _opens(factor, code)


def recover(*, user: User, code: str) -> bool:
    """Whether the code is one of the recovery codes; it is no longer."""
    return bool(RecoveryCode.objects.filter(user=user, sealed=_sealed(user, code)).delete()[0])


@transaction.atomic
def renew_codes(*, user: User) -> list[str]:
    """Ten new recovery codes in the place of all former ones."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [f"{get_random_string(5, LETTERS)}-{get_random_string(5, LETTERS)}" for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, sealed=_sealed(user, code)) for code in codes)
    return codes


@transaction.atomic
def turn_off(*, user: User) -> None:
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def _opens(factor: SecondFactor, code: str) -> bool:
    typed, shared = "".join(code.split()), secret(factor)
    if shared is None or len(typed) != 6 or not (typed.isascii() and typed.isdigit()):
        return False
    totp, now = pyotp.TOTP(shared), int(time.time()) // HALF_MINUTE
    for step in range(now - LEEWAY, now + LEEWAY + 1):
        if step > factor.last_step and compare_digest(totp.generate_otp(step), typed):
            factor.last_step = step
            factor.save(update_fields=["last_step"])
            return True
    return False


def _seal() -> sealing.Seal:
    return sealing.Seal("agreements.second_factor", [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)])


def _sealed(user: User, code: str) -> str:
    letters = "".join(each for each in code.casefold()[:100] if each in LETTERS)
    return salted_hmac(f"agreements.recovery.{user.pk}", letters, algorithm="sha256").hexdigest()
