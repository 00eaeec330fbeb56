"""A database that does not answer gives a page that says so and when to come back, never a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from agreements.web import errors

Respond = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger(__name__)


class OutageMiddleware:
    """Answers 503 with `Retry-After` where the database is down, restarting, full, or cut a query short."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.respond(request)
        except (OperationalError, InterfaceError) as error:
            log.warning("the database did not answer: %s", str(error).strip().split("\n")[0])
            return errors.unavailable(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError | InterfaceError):
            log.warning("the database did not answer: %s", str(error).strip().split("\n")[0])
            return errors.unavailable(request)
        return None
