"""What tells a form that was opened on a page of ours, and by somebody who read it, from one that a program sends.

Readers have no account and get no cookie. So a form carries a signed ticket with the time at which it was opened and
the record it is for, and a browser says from which site it is sent; there is no session for a stranger's page to abuse.
"""

from __future__ import annotations

import hashlib
import secrets
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest

SOONEST, LATEST = 3, 24 * 3600
"""Seconds between opening a form and sending it: nobody reads and types in less than the one."""
_SALT = "agreements.web.dispute"


class Refused(ValueError):
    """The ticket does not hold; `reason` is "forged", "late" or "early"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def issue(public_id: str) -> str:
    """A ticket for one record, good once."""
    return signing.dumps([public_id, secrets.token_urlsafe(9)], salt=_SALT)


def check(ticket: str, public_id: str) -> str:
    """The ticket as a case keeps it. Raises Refused."""
    try:
        held = signing.loads(ticket, salt=_SALT, max_age=LATEST)
    except signing.SignatureExpired:
        raise Refused("late") from None
    except (signing.BadSignature, ValueError):
        raise Refused("forged") from None
    if not isinstance(held, list) or held[:1] != [public_id]:
        raise Refused("forged")
    if _is_early(ticket):
        raise Refused("early")
    return hashlib.sha256(ticket.encode()).hexdigest()


def is_from_here(request: HttpRequest) -> bool:
    """Whether a browser sent the form from a page of this site; every browser says so of a form that is posted."""
    said = request.headers.get("Sec-Fetch-Site", "")
    if said:
        return said == "same-origin"
    origin = request.headers.get("Origin", "") or request.headers.get("Referer", "")
    try:
        return bool(origin) and urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False


def _is_early(ticket: str) -> bool:
    try:
        signing.loads(ticket, salt=_SALT, max_age=SOONEST)
    except signing.SignatureExpired:
        return False
    return True
