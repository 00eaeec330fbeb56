"""How often one reader may ask for what is dear to make. Generous for people, short for programs that take everything.

Exports and feeds are no part of it: whoever wants the whole register is not to fetch it search by search.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from agreements.domain.networks import network
from agreements.web import errors

MINUTE = 60
Respond = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many a minute, or in another stretch of time, for one reader."""

    name: str
    most: int
    span: int = MINUTE
    """Seconds."""


SEARCHES = Limit("search", 120)
SUGGESTIONS = Limit("suggest", 600)
"""One for every letter of a fast typist, and a room of them behind one address."""
DAYS = Limit("day", 60)
"""Different days to look at the register on; the same day again is kept and costs little."""

NOTES = Limit("note", 12, span=60 * MINUTE)
"""Forms sent on which a reader says what is wrong; whoever finds more writes them into one."""


class LimitMiddleware:
    """Answers 429 with `Retry-After` to a reader who asks too often. A cache that does not answer limits nobody."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = _dear(request)
        reader = reader_of(request) if asked else None
        if reader:
            wait = max(_wait(reader, limit, what) for limit, what in asked)
            if wait:
                return errors.too_many(request, wait)
        return self.respond(request)


def _dear(request: HttpRequest) -> list[tuple[Limit, str]]:
    """What of the request is counted; a day counts once however often it is asked for."""
    if request.path.endswith("/suggest"):
        return [(SUGGESTIONS, "")]
    if request.method == "POST" and request.path.endswith("/dispute/"):
        return [(NOTES, "")]
    asked = []
    if request.GET.get("q", "").strip():
        asked.append((SEARCHES, ""))
    if day := request.GET.get("as_of", "").strip():
        asked.append((DAYS, day[:40]))
    return asked


def reader_of(request: HttpRequest) -> str | None:
    """The network of the reader; none where it is of this machine or this house."""
    meta = request.META
    return network(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.PROXIES)


def _wait(reader: str, limit: Limit, what: str) -> int:
    """Seconds until the reader may ask again; 0 for now."""
    turn, second = divmod(int(time.time()), limit.span)
    place = f"asked:{limit.name}:{reader}:{turn}"
    if what and not cache.add(f"{place}:{_key(what)}", 1, limit.span):
        return 0
    return limit.span - second if _count(place, limit.span) > limit.most else 0


def _key(what: str) -> str:
    return what.encode().hex()


def _count(place: str, span: int) -> int:
    cache.add(place, 0, span)
    try:
        return int(cache.incr(place))
    except ValueError:  # thrown out between the two
        return 1
