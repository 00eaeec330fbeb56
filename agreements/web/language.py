"""Which language a page is in: that of its address, never that of a cookie or a header.

The editing room has no language in its addresses and follows the browser's.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

Respond = Callable[[HttpRequest], HttpResponseBase]
ROOM = "/admin/"


def language_of(path: str) -> str:
    """The language of a public address."""
    return "ko" if path == "/ko" or path.startswith("/ko/") else "en"


class LanguageMiddleware:
    """Activates the language of the address for the whole request, error pages included."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        by_browser = request.path_info.startswith(ROOM)
        language = translation.get_language_from_request(request) if by_browser else language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.respond(request)
        if by_browser:
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", language)
        return response
