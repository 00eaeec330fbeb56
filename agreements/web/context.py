"""What every page has around it: language, alternates, canonical address, navigation. Runs no query."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import gettext as _

from agreements.catalogue import addresses
from agreements.catalogue.pages.site import NavigationLink, Site
from agreements.web.language import language_of

NAMES = {"en": "English", "ko": "한국어"}


def site(request: HttpRequest) -> dict[str, Site]:
    """Context processor: the template variable `site`."""
    return {"site": site_of(request.path, getattr(request, "canonical_query", ""))}


def site_of(path: str, query: str) -> Site:
    """`query` is the canonical query string of the page."""
    language = language_of(path)
    other = "en" if language == "ko" else "ko"
    tail = f"?{query}" if query else ""
    here = {each: addresses.in_language(path, each) + tail for each in NAMES}
    origin = settings.SITE_ORIGIN.rstrip("/")
    return Site(
        language=language,
        name=_("UK–Korea Agreement Tracker"),
        home=addresses.root(language),
        search=addresses.agreements(language),
        navigation=_navigation(language, path),
        canonical=origin + here[language],
        alternates=(*((each, origin + address) for each, address in here.items()), ("x-default", origin + here["en"])),
        picture=origin + static(f"img/share-{language}.png"),
        other_language=other,
        other_language_name=NAMES[other],
        other_address=here[other],
    )


def _navigation(language: str, path: str) -> tuple[NavigationLink, ...]:
    pages = (
        ("agreements", _("Agreements")),
        ("timeline", _("Timeline")),
        ("insights", _("Insights")),
        ("sectors", _("Sectors")),
        ("organisations", _("Organisations")),
        ("people", _("People")),
        ("occasions", _("Occasions")),
        ("press", _("Press")),
    )
    root = addresses.root(language)
    return tuple(NavigationLink(text, f"{root}{each}/", path.startswith(f"{root}{each}/")) for each, text in pages)
