"""Public pages may be kept by anyone but are asked for again: a page that has not changed costs one query."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from agreements.catalogue import edition
from agreements.catalogue.index import shelf
from agreements.web.build import build

Rest = ParamSpec("Rest")
KEEP = "public, max-age=0, must-revalidate"
View = Callable[Concatenate[HttpRequest, edition.Edition, Rest], HttpResponse]
Shown = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
Response = TypeVar("Response", bound=HttpResponse)


def public(view: View[Rest]) -> Shown[Rest]:
    """A page that follows from its address and the edition alone. GET and HEAD only, so that there is no
    form to forge; no cookie is read or set.

    The tag is weak because the same page may be sent compressed. Unknown parameters are no part of it.
    """

    def respond(request: HttpRequest, /, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        now = shelf.settle(edition.current())
        tag = _tag(request, now)
        if not settings.DEBUG and _has(request, tag):
            return _kept(HttpResponseNotModified(), tag)
        response = view(request, now, *arguments, **named)
        if response.status_code == 301:
            response["Cache-Control"] = KEEP  # else a browser follows it for good, also when a merger was undone
        return _kept(response, tag) if response.status_code == 200 else response

    update_wrapper(respond, view)
    return csrf_exempt(require_safe(respond))


def fresh(view: Shown[Rest]) -> Shown[Rest]:
    """A public page that also shows what changes without a new edition; it is made each time and tagged by content."""

    def respond(request: HttpRequest, /, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        response = view(request, *arguments, **named)
        if response.status_code != 200:
            return response
        tag = f"W/{quote_etag(hashlib.blake2b(response.content, digest_size=12).hexdigest())}"
        return _kept(HttpResponseNotModified() if _has(request, tag) else response, tag)

    update_wrapper(respond, view)
    return csrf_exempt(require_safe(respond))


def _tag(request: HttpRequest, now: edition.Edition) -> str:
    """The parameters stand in the tag as they were given, in any case within a hash."""
    shown = f"{build()}|{now.fingerprint}|{request.path}|{request.META.get('QUERY_STRING', '')}"
    return f"W/{quote_etag(hashlib.blake2b(shown.encode(errors='replace'), digest_size=12).hexdigest())}"


def _has(request: HttpRequest, tag: str) -> bool:
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return tag in given or tag.removeprefix("W/") in given or given == ["*"]


def _kept(response: Response, tag: str) -> Response:
    response["ETag"] = tag
    response["Cache-Control"] = KEEP
    return response
