"""The public pages: what was asked for goes to `catalogue`, what comes back goes to a template."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from agreements.catalogue import (
    addresses,
    browse,
    gaps,
    newsstand,
    occasions,
    organisations,
    people,
    press,
    sectors,
    suggestions,
)
from agreements.catalogue import agreement as agreements
from agreements.catalogue import coverage as covering
from agreements.catalogue import home as front
from agreements.catalogue import upcoming as to_come
from agreements.catalogue.chronicle import chronicle
from agreements.catalogue.edition import Edition
from agreements.catalogue.finding import find
from agreements.catalogue.insights.page import insights as seen
from agreements.catalogue.listing.fields import day_of
from agreements.catalogue.pages.suggestions import Suggestion
from agreements.catalogue.selection import Selection
from agreements.web import errors
from agreements.web.caching import fresh, public
from agreements.web.context import site_of
from agreements.web.drawing import drawn
from agreements.web.linked_data import linked_data


def _language() -> str:
    return (get_language() or "en")[:2]


def _show(request: HttpRequest, template: str, page: object | None, *, status: int = 200) -> HttpResponse:
    if page is None:
        raise Http404
    site = site_of(request.path, getattr(request, "canonical_query", ""))
    return render(request, template, {"page": page, "linked_data": linked_data(page, site)}, status=status)


@fresh
def home(request: HttpRequest) -> HttpResponse:
    return _show(request, "pages/home.html", front.home(_language()))


@public
def agreement_list(request: HttpRequest, now: Edition) -> HttpResponse:
    """Parameters that cannot be understood give 400 with the form, each named; what was understood stays in it."""
    selection, page = browse.agreement_list(request.GET, _language(), now)
    _canonical(request, selection)
    return _show(request, "pages/agreement_list.html", page, status=400 if page.problems else 200)


@public
def agreement_update(request: HttpRequest, now: Edition) -> HttpResponse:
    """What changes on the list when a choice does, without the page around it; for scripts alone."""
    selection, page = browse.agreement_list(request.GET, _language(), now)
    site = site_of(addresses.agreements(_language()), selection.query)
    status = 400 if page.problems else 200
    response = render(request, "pages/agreement_update.html", {"page": page, "site": site}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
def agreement(request: HttpRequest, now: Edition, name: str) -> HttpResponse:
    """`name` is the public id, then the slug; any other slug leads to the right one. It may be looked at on a day."""
    found = find(name, _language())
    if found.is_gone:
        return errors.gone(request)
    try:
        day = day_of(request.GET.get("as_of", ""))
    except ValidationError as refusal:
        return errors.unreadable(request, " ".join(refusal.messages))
    query = f"as_of={day}" if day else ""
    if found.address and found.address != request.path:
        return HttpResponsePermanentRedirect(f"{found.address}?{query}" if query else found.address)
    request.canonical_query = query  # type: ignore[attr-defined]
    page = agreements.page(found.key, _language(), now, day) if found.key else None
    return _show(request, "pages/agreement.html", page)


@public
def suggest(request: HttpRequest, now: Edition) -> HttpResponse:
    """For search boxes, while one types; nothing but what search would find."""
    found = suggestions.suggest(request.GET.get("q", ""), _language(), now)
    return JsonResponse({"suggestions": [_as_json(each) for each in found]}, json_dumps_params={"ensure_ascii": False})


def _as_json(suggestion: Suggestion) -> dict[str, object]:
    text, note = suggestion.text, suggestion.note
    runs = [[run.words, run.is_hit] for run in text.runs] or [[text.words, False]]
    named = {"note": note.words, "note_language": note.language} if note else {}
    return {
        "kind": suggestion.kind,
        "runs": runs,
        "language": text.language,
        **named,
        "address": suggestion.address,
    }


@public
def sector_list(request: HttpRequest, now: Edition) -> HttpResponse:
    return _show(request, "pages/sector_list.html", sectors.listing(_language(), now))


@public
def sector(request: HttpRequest, now: Edition, slug: str) -> HttpResponse:
    return _show(request, "pages/sector.html", sectors.page(slug, _language(), now))


@public
def organisation_list(request: HttpRequest, now: Edition) -> HttpResponse:
    return _show(
        request, "pages/organisation_list.html", organisations.listing(request.GET.get("q", ""), _language(), now)
    )


@public
def organisation(request: HttpRequest, now: Edition, slug: str) -> HttpResponse:
    """A former name, or a body that another took over from, leads to the body of today."""
    page = organisations.page(slug, _language(), now)
    if page is None and (address := organisations.under_former_name(slug, _language(), now)):
        return HttpResponsePermanentRedirect(address)
    return _show(request, "pages/organisation.html", page)


@public
def person_list(request: HttpRequest, now: Edition) -> HttpResponse:
    return _show(request, "pages/person_list.html", people.listing(request.GET.get("q", ""), _language()))


@public
def person(request: HttpRequest, now: Edition, slug: str) -> HttpResponse:
    """Somebody who stood in the register twice has one page, where the other address leads."""
    page = people.page(slug, _language())
    if page is None and (address := people.found_to_be(slug, _language())):
        return HttpResponsePermanentRedirect(address)
    return _show(request, "pages/person.html", page)


@public
def occasion_list(request: HttpRequest, now: Edition) -> HttpResponse:
    return _show(request, "pages/occasion_list.html", occasions.listing(_language(), now))


@public
def occasion(request: HttpRequest, now: Edition, slug: str) -> HttpResponse:
    return _show(request, "pages/occasion.html", occasions.page(slug, _language(), now))


@fresh
def press_list(request: HttpRequest) -> HttpResponse:
    """Parameters that cannot be understood give 400 with the form, each named."""
    page = newsstand.listing(request.GET, _language())
    request.canonical_query = page.query  # type: ignore[attr-defined]
    return _show(request, "pages/press_list.html", page, status=400 if page.problems else 200)


@fresh
def press_item(request: HttpRequest, number: str) -> HttpResponse:
    return _show(request, "pages/press_item.html", press.page(number, _language()))


@public
def upcoming(request: HttpRequest, now: Edition) -> HttpResponse:
    return _show(request, "pages/upcoming.html", to_come.page(_language()))


@drawn
@public
def timeline(request: HttpRequest, now: Edition) -> HttpResponse:
    """The list's parameters narrow what stands in it."""
    request.canonical_query, page = chronicle(request.GET, _language(), now)  # type: ignore[attr-defined]
    return _show(request, "pages/timeline.html", page, status=400 if page.problems else 200)


@drawn
@public
def insights(request: HttpRequest, now: Edition) -> HttpResponse:
    """The list's parameters narrow what is drawn."""
    selection, page = seen(request.GET, _language(), now)
    _canonical(request, selection)
    return _show(request, "pages/insights.html", page, status=400 if page.problems else 200)


@fresh
def coverage(request: HttpRequest) -> HttpResponse:
    return _show(request, "pages/coverage.html", covering.page(_language()))


@public
def coverage_gap(request: HttpRequest, now: Edition, code: str) -> HttpResponse:
    try:
        page = gaps.page(code, request.GET.get("page", ""), _language())
    except gaps.NoSuchPage as refusal:
        return errors.unreadable(request, str(refusal))
    return _show(request, "pages/coverage_gap.html", page)


@public
def about(request: HttpRequest, now: Edition) -> HttpResponse:
    return _show(request, "pages/about.html", front.about(_language(), now))


def _canonical(request: HttpRequest, selection: Selection) -> None:
    """Tell what surrounds the page its canonical query string."""
    request.canonical_query = selection.query  # type: ignore[attr-defined]
