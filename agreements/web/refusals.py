"""What a view refuses without a word gets a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from agreements.web import errors

Respond = Callable[[HttpRequest], HttpResponseBase]


class RefusalMiddleware:
    """405 as a page of the register, with the methods that are allowed."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.not_allowed(request, response.headers["Allow"])
        return response
