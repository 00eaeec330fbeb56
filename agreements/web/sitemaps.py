"""The list of public pages for search engines, in both languages; a robot is welcome to all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from agreements.catalogue import addresses, directory
from agreements.catalogue.directory import Entry

ORIGIN = urlsplit(settings.SITE_ORIGIN)
MOST = 20_000
"""Addresses a file; each carries its two alternates. A file may hold 50,000."""


class Pages(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    """One file of the index."""

    i18n = alternates = x_default = True
    limit = MOST
    protocol = ORIGIN.scheme

    def __init__(self, entries: Callable[[], list[Entry]]) -> None:
        super().__init__()
        self.entries = entries

    def items(self) -> list[Entry]:
        return self.entries()

    def location(self, item: Entry) -> str:
        """In the language that is active while the file is made."""
        return addresses.in_language(item.path, get_language() or "en")

    def lastmod(self, item: Entry) -> datetime.datetime | None:
        return item.changed

    def get_domain(self, site: object = None) -> str:
        """As every canonical address says, whatever name the request came by."""
        return ORIGIN.netloc


SECTIONS: dict[str, Any] = {
    "places": Pages(directory.places),
    "agreements": Pages(directory.agreements),
    "nouns": Pages(directory.nouns),
    "press": Pages(directory.press_items),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`."""
    return sitemaps.index(request, SECTIONS, sitemap_url_name="sitemap")


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    """`/sitemap-agreements.xml` and its siblings."""
    return sitemaps.sitemap(request, SECTIONS, section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the editing room is nobody's business."""
    closed = ("/admin/", "/suggest", "/agreements/*/dispute/", "/ko/agreements/*/dispute/")
    lines = ("User-agent: *", *(f"Disallow: {each}" for each in closed), f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml")
    return HttpResponse("\n".join((*lines, "")), content_type="text/plain; charset=utf-8")
