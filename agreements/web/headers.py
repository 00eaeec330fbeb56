"""What every answer tells a browser not to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]
NEEDLESS = ("camera", "microphone", "geolocation", "payment", "usb")
PERMISSIONS = ", ".join(f"{each}=()" for each in NEEDLESS)


class HeadersMiddleware:
    """`Permissions-Policy`: no page of the register needs a device, a place or a purse."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
