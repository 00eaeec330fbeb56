"""Telling a browser that what it kept of a form has been saved, so that it does not offer it again."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

COOKIE, _NUMBER = "saved_draft", re.compile(r"\d{1,20}", re.ASCII)


def saved(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer, with the number under which the script keeps what this request brought. It says nothing of a form
    that was not taken, or taken by a session that had ended."""
    number = request.POST.get("_draft", "")
    if _NUMBER.fullmatch(number):
        answer.set_cookie(
            COOKIE, number, max_age=24 * 3600, path=reverse("admin:index"), secure=request.is_secure(), samesite="Lax"
        )
    return answer
