"""Saying what is wrong, without an account; and where such notes and their outcomes can be read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from agreements.catalogue import addresses, asking, corrections
from agreements.catalogue.finding import find
from agreements.catalogue.record import disputable
from agreements.catalogue.record.disputable import Disputable
from agreements.curation import disputes
from agreements.curation.disputes import CannotDecide, Concerned
from agreements.models import Agreement
from agreements.web import errors, tickets
from agreements.web.caching import fresh
from agreements.web.dispute_form import DisputeForm


def _language() -> str:
    return (get_language() or "en")[:2]


@csrf_exempt  # readers get no cookie: a signed ticket and the browser's word on where the form was sent from stand in
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, name: str) -> HttpResponse:
    """The form, empty or sent. Kept by nobody."""
    found = find(name, _language())
    if found.is_gone:
        return errors.gone(request)
    agreement = disputable.read(found.key) if found.key else None
    if agreement is None:
        raise Http404
    own = f"{found.address}dispute/"
    if request.method == "POST":
        return _unkept(_sent(request, agreement))
    query = request.META.get("QUERY_STRING", "")
    if own != request.path:
        return HttpResponsePermanentRedirect(f"{own}?{query}" if query else own)
    return _unkept(_form(request, agreement, request.GET.get("value", "")))


def _sent(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """What was sent becomes a case, or comes back with everything that was typed and what to do."""
    if not tickets.is_from_here(request):
        return errors.sent_from_elsewhere(request)
    page, chosen = asking.page(agreement, request.POST.get("value", "")[:80], _language())
    form = DisputeForm(request.POST, choices=page.choices)
    given = request.POST.get("ticket", "")[:400]
    try:
        ticket = tickets.check(given, agreement.public_id)
    except tickets.Refused as refusal:
        form.add_error(None, _refusal(refusal.reason))
        given = given if refusal.reason == "early" else ""
    if not form.is_valid():
        return _form(request, agreement, request.POST.get("value", "")[:80], form, given)
    try:
        case = disputes.open_case(
            agreement=agreement,
            concerned=_concerned(chosen),
            said=form.cleaned_data["said"],
            source=form.cleaned_data["source"],
            email=form.cleaned_data["email"],
            language=_language(),
            ticket=ticket,
        )
    except CannotDecide:  # withdrawn since the form was read
        return errors.gone(request)
    return HttpResponseRedirect(f"{addresses.correction(_language(), case.number)}received/")


def _concerned(chosen: Disputable | None) -> Concerned:
    if chosen is None:
        return Concerned()
    return Concerned(chosen.value, chosen.row, chosen.kind, chosen.shown.words)


def _refusal(reason: str) -> str:
    if reason == "early":
        return _("This came quicker than anybody types. Look at it once more and press the button again.")
    return _("The form was open for a long time. Nothing you wrote is lost: press the button again.")


def _form(
    request: HttpRequest, agreement: Agreement, asked: str, form: DisputeForm | None = None, ticket: str = ""
) -> HttpResponse:
    page, chosen = asking.page(agreement, asked, _language())
    form = form or DisputeForm(initial={"value": chosen.token if chosen else ""}, choices=page.choices)
    request.canonical_query = f"value={chosen.token}" if chosen else ""  # type: ignore[attr-defined]
    shown: dict[str, Any] = {"page": page, "form": form, "ticket": ticket or tickets.issue(agreement.public_id)}
    return render(request, "pages/dispute.html", shown, status=400 if form.errors else 200)


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
def received(request: HttpRequest, number: str) -> HttpResponse:
    """Thanks, the number of the case and where it can be followed."""
    page = corrections.case(number, _language())
    if page is None:
        raise Http404
    return _unkept(render(request, "pages/dispute_received.html", {"page": page}))


@fresh
def correction_list(request: HttpRequest) -> HttpResponse:
    page = corrections.listing(request.GET.get("page", ""), _language())
    if page is None:
        raise Http404
    if page.pagination.number > 1:
        request.canonical_query = f"page={page.pagination.number}"  # type: ignore[attr-defined]
    return render(request, "pages/corrections.html", {"page": page})


@fresh
def correction(request: HttpRequest, number: str) -> HttpResponse:
    """Where one case stands, by its number in any capitals."""
    page = corrections.case(number, _language())
    if page is None:
        raise Http404
    if page.number != number:
        return HttpResponsePermanentRedirect(page.address)
    response = render(request, "pages/correction.html", {"page": page})
    if page.outcome is None:
        response["X-Robots-Tag"] = "noindex"
    return response
