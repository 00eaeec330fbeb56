"""The way into the editing room: what is asked of whoever comes, and for how long they stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, user_logged_in
from django.contrib.auth.models import User
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from agreements.curation.access import second_factor, sessions, sign_in
from agreements.curation.access.sign_in import Visitor
from agreements.domain.networks import network
from agreements.models import Access

ROOM = "/admin/"
DEVICE, DEVICE_AGE, MOST_ACCOUNTS = "device", 365 * 24 * 3600, 5
WITHOUT_CODE = ("account_factor", "logout", "login", "language", "jsi18n", "sign_in_code")
"""What a person may open who is asked for a second factor and has none yet."""
Respond = Callable[[HttpRequest], HttpResponseBase]


class DoorMiddleware:
    """For every address of the room: nothing of it is kept by a cache, no session outlasts its time, and whoever is
    asked for a second factor sets it up first."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOM):
            return self.respond(request)
        response = self._shut(request) or self.respond(request)
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    @staticmethod
    def _shut(request: HttpRequest) -> HttpResponseBase | None:
        user = request.user
        if not isinstance(user, User):
            return None
        if sessions.is_over(request.session, user):
            logout(request)
            return None
        open_to_all = [reverse(f"admin:{name}") for name in WITHOUT_CODE]
        if request.path_info in open_to_all or not second_factor.is_asked_of(user) or second_factor.is_on(user):
            return None
        messages.warning(request, _("Your group signs in with a code. Turn on the second factor to go on."))
        return HttpResponseRedirect(reverse("admin:account_factor"))


@receiver(user_logged_in)
def _begin(request: HttpRequest, **_told: Any) -> None:
    sessions.begin(request.session)


def visitor(request: HttpRequest) -> Visitor:
    meta = request.META
    near = network(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.PROXIES)
    return Visitor(near or "", meta.get("HTTP_USER_AGENT", ""), _devices(request))


def come_in(request: HttpRequest, user: User, to: str) -> HttpResponseBase:
    """Begin a session, and let this browser be known as one from which the account has been opened."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    device = sign_in.entered(user=user, visitor=visitor(request))
    response = HttpResponseRedirect(to)
    others = [(key, nonce) for key, nonce in _devices(request).items() if key != user.pk]
    known = {str(key): nonce for key, nonce in [*others[-MOST_ACCOUNTS + 1 :], (user.pk, device)]}
    response.set_cookie(
        DEVICE,
        signing.dumps(known, salt=DEVICE),
        max_age=DEVICE_AGE,
        path=ROOM,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    speak(response, Access.objects.filter(user=user).values_list("language", flat=True).first() or "")
    return response


def speak(response: HttpResponseBase, language: str) -> None:
    """Show the room in a language from now on."""
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


def _devices(request: HttpRequest) -> dict[int, str]:
    """The accounts that this browser has been let into, as far as the signature holds."""
    try:
        told = signing.loads(request.COOKIES.get(DEVICE, ""), salt=DEVICE, max_age=DEVICE_AGE)
        return {int(key): str(nonce)[:32] for key, nonce in told.items()}
    except (signing.BadSignature, ValueError, AttributeError):
        return {}
