"""The public page of a record as it would look, for those who may see drafts."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from agreements.admin.labels import label, language
from agreements.catalogue import agreement as agreements
from agreements.curation import readiness
from agreements.models import Agreement


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is saved, in the template of the public page, with a band that says that it is not public."""
    if not request.user.has_perm("agreements.view_agreement"):
        raise PermissionDenied
    row = get_object_or_404(Agreement, pk=pk)
    context = {
        "page": agreements.preview(row.pk, language()),
        "record_state": label(row, "record_state"),
        "lacks": [] if row.is_published else list(readiness.lacks(row)),
        "back": reverse("admin:agreements_agreement_change", args=[row.pk]),
    }
    response = TemplateResponse(request, "admin/agreements/agreement/preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
