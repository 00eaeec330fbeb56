"""Every component in all its states on one page, for whoever works on the look of the site. In debug only."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from agreements.web import samples
from agreements.web.drawing import drawn


@drawn
def gallery(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    return render(request, "pages/gallery.html", {"page": samples.everything((get_language() or "en")[:2])})
