"""How long a try to sign in has to wait. Rows alone decide, so that it holds with a cache or without.

Three counts, each with tries that cost nothing and then waits that double: of one name from one network, of one name
from all networks, of one network at all names. A browser in which an account has signed in before carries a signed
device cookie and is counted by itself: what strangers do to the name or in the same network does not slow it down
(OWASP, device cookies). A try counts from the moment it is made, so that a hundred at once are no way round.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from agreements.models import AccessEvent

MEMORY = datetime.timedelta(hours=24)
SHORTEST, LONGEST = 15, 900
"""Seconds."""
OF_A_NAME, OF_MANY = 5, 20
_TRYING = 0x756B6B74
"""The lock under which tries at one name, or from one network, are counted one after the other."""


class TooSoon(Exception):
    """Wait so many seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Count:
    """Failures that are counted together, and how many of them cost nothing."""

    failures: QuerySet[AccessEvent]
    free: int

    def wait(self, now: datetime.datetime) -> int:
        latest = list(self.failures.order_by("-at").values_list("at", flat=True)[: self.free + 7])
        if len(latest) < self.free:
            return 0
        delay: int = min(SHORTEST * 2 ** (len(latest) - self.free), LONGEST)
        return max(0, math.ceil(delay - (now - latest[0]).total_seconds()))


def in_turn(*keys: str) -> None:
    """Hold back others who try the same, until this transaction ends."""
    with connection.cursor() as cursor:
        for key in filter(None, keys):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_TRYING, key])


def refuse_too_soon(*, name_key: str, network: str, device: str) -> None:
    """Raise TooSoon where a name and password may not be tried yet."""
    tried = _recent().filter(kind="failed")
    if device:
        own = Q(name_key=name_key, device=device)
        _refuse(Count(tried.filter(own, at__gt=_since(own, Q(name_key=name_key))), OF_A_NAME))
        return
    strange = tried.filter(device="")
    here, name = Q(name_key=name_key, network=network), Q(name_key=name_key)
    counts = [
        Count(strange.filter(here, at__gt=_since(here, name)), OF_A_NAME),
        Count(strange.filter(name, at__gt=_since(Q(pk=None), name)), OF_MANY),
    ]
    _refuse(*counts, *([Count(strange.filter(network=network), OF_MANY)] if network else []))


def refuse_code_too_soon(*, user_id: int, device: str) -> None:
    """Raise TooSoon where a code of this account may not be tried yet."""
    own = Q(user=user_id, device=device)
    _refuse(Count(_recent().filter(own, kind="code-failed", at__gt=_since(own, Q(user=user_id))), OF_A_NAME))


def _refuse(*counts: Count) -> None:
    now = timezone.now()
    wait = max(count.wait(now) for count in counts)
    if wait:
        raise TooSoon(wait)


def _recent() -> QuerySet[AccessEvent]:
    return AccessEvent.objects.filter(at__gt=timezone.now() - MEMORY)


def _since(entered: Q, name: Q) -> datetime.datetime:
    """The last time that the count began anew: somebody came in so, or an administrator lifted the wait."""
    anew = Q(entered, kind="entered") | Q(name, kind="let-in")
    last = _recent().filter(anew).order_by("-at").values_list("at", flat=True).first()
    return last or timezone.now() - MEMORY
