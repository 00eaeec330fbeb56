"""The public page of a record as it would look, for those who may see drafts."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.admin.labels import label, language
from agreements.catalogue import addresses
from agreements.catalogue import agreement as agreements
from agreements.catalogue.pages.site import Site
from agreements.curation import readiness
from agreements.models import Agreement

NAMES = {"en": "English", "ko": "한국어"}


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is saved, in the template of the public page, with a band that says that it is not public; `lang` chooses
    its language."""
    if not request.user.has_perm("agreements.view_agreement"):
        raise PermissionDenied
    row = get_object_or_404(Agreement, pk=pk)
    asked = request.GET.get("lang", "")
    with translation.override(asked if asked in NAMES else language()):
        context = {
            "page": agreements.preview(row.pk, language()),
            "site": _around(request.path),
            "linked_data": "",
            "is_public": row.is_published,
            "record_state": label(row, "record_state"),
            "lacks": [] if row.is_published else list(readiness.lacks(row)),
            "back": reverse("admin:agreements_agreement_change", args=[row.pk]),
        }
        response = render(request, "admin/agreements/agreement/preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


def _around(path: str) -> Site:
    """What stands around a page that has no public address: the way home, and its other language."""
    own = language()[:2]
    other = "en" if own == "ko" else "ko"
    return Site(
        language=own,
        name=_("UK–Korea Agreement Tracker"),
        home=addresses.root(own),
        search=addresses.agreements(own),
        navigation=(),
        canonical="",
        alternates=(),
        picture="",
        other_language=other,
        other_language_name=NAMES[other],
        other_address=f"{path}?lang={other}",
    )
