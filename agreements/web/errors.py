"""Pages for what went wrong: each says what to do next, in the language of the address."""

from __future__ import annotations

import logging
import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, nearness
from agreements.catalogue.pages.parts import Head, Link, Text
from agreements.catalogue.pages.site import MessagePage
from agreements.catalogue.words.queries import LONGEST_QUERY
from agreements.domain.text import clean_line, nfc
from agreements.web.context import site_of
from agreements.web.language import language_of

RETRY_AFTER = "30"
_NOT_WORDS = re.compile(r"[^\w-]+|_")
log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(
        request,
        400,
        _("This address cannot be understood"),
        _("Part of it is not what the register expects. Start again from the search box."),
    )


def unreadable(request: HttpRequest, message: str) -> HttpResponse:
    """A parameter that cannot be understood, on a page that has no form to say so in."""
    whole = Link(Text(_("This page without what cannot be understood"), language_of(request.path)), request.path)
    return answer(request, 400, _("This address cannot be understood"), message, near=(whole,))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(
        request,
        403,
        _("This page is not open to you"),
        _("Sign in with an account that may see it, or search the register."),
    )


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the mark that it was sent from a page of ours."""
    return answer(
        request,
        403,
        _("This form could not be accepted"),
        _("It was open for too long, or the browser keeps no cookies. Go back, load the page again and send it anew."),
    )


def sent_from_elsewhere(request: HttpRequest) -> HttpResponse:
    """A form of readers', which have no account and get no cookie, that no page of ours sent."""
    return answer(
        request,
        403,
        _("This form could not be accepted"),
        _("It was not sent from a page of this register. Open the form here and send it again."),
    )


def not_allowed(request: HttpRequest, methods: str) -> HttpResponse:
    response = answer(
        request,
        405,
        _("This page is for reading"),
        _("Nothing can be sent to it. Open it as a link, or search the register."),
    )
    response["Allow"] = methods
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What differs from an address in nothing but capitals leads there."""
    near = _near(request)
    for link in near:
        if unquote(link.address).casefold() == nfc(request.path).casefold() and unquote(link.address) != request.path:
            return HttpResponsePermanentRedirect(link.address)
    return answer(
        request,
        404,
        _("There is nothing at this address"),
        _("It may have been typed wrongly. Search for it, or look at what is near."),
        near=near,
        q=_asked(request) or _words(request),
    )


def gone(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        410,
        _("This record was withdrawn"),
        _("It was public once and has been taken back. Its number will not be given again."),
    )


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """`wait`: seconds after which it is worth trying again."""
    minutes = -(-wait // 60)
    if wait <= 120:
        words = ngettext("Wait %(count)d second and try again.", "Wait %(count)d seconds and try again.", wait)
        said = words % {"count": wait}
    else:
        said = _("Wait %(count)d minutes and try again. What you wrote is still there when you go back.") % {
            "count": minutes
        }
    response = answer(request, 429, _("Too many requests"), said)
    response["Retry-After"] = str(wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        500,
        _("Something went wrong here"),
        _("The fault is ours and has been recorded. Try again in a moment."),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    response = answer(
        request,
        503,
        _("The register cannot be read just now"),
        _("It should be back within a minute. Try again then."),
    )
    response["Retry-After"] = RETRY_AFTER
    return response


def answer(
    request: HttpRequest, status: int, heading: str, message: str, *, near: tuple[Link, ...] = (), q: str = ""
) -> HttpResponse:
    """The page of one status. Touches no database and no session, so that it can always be sent."""
    page = MessagePage(
        head=Head(heading, message),
        heading=heading,
        message=message,
        search_address=addresses.agreements(language_of(request.path)),
        q=q or _asked(request),
        near=near,
    )
    context = {"page": page, "site": site_of(request.path, ""), "request": request}
    response = HttpResponse(_drawn(f"{status}.html", context, page), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _drawn(template: str, context: dict[str, object], page: MessagePage) -> str:
    try:
        return render_to_string(template, context)
    except TemplateDoesNotExist:
        return (
            f"<!doctype html><title>{escape(page.heading)}</title><h1>{escape(page.heading)}</h1>{escape(page.message)}"
        )


def _near(request: HttpRequest) -> tuple[Link, ...]:
    """Things with a like name; nothing where the database does not answer."""
    try:
        return nearness.near(request.path, language_of(request.path))
    except (DatabaseError, InterfaceError) as error:
        log.warning("nothing near could be looked for: %s", str(error).split("\n")[0])
        return ()


def _tail(request: HttpRequest) -> str:
    return PurePosixPath(unquote(request.path)).name[:200]


def _asked(request: HttpRequest) -> str:
    """The words that were searched for; none where the query was too much to be read."""
    try:
        return clean_line(request.GET.get("q", "")[:LONGEST_QUERY])
    except SuspiciousOperation:
        return ""


def _words(request: HttpRequest) -> str:
    """The last part of the address as words to search for."""
    return " ".join(_NOT_WORDS.sub(" ", _tail(request).replace("-", " ")).split())[:80]
