"""The addresses of the site, and two that fill the list's template from a page made before: as the site draws it, and
by templates alone, with the choices of filters looped over as a template does (`templates/` of this folder)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.backends.django import DjangoTemplates
from django.urls import path

from agreements.catalogue.pages.agreements import AgreementListPage
from agreements.urls import handler400, handler403, handler404, handler500
from agreements.urls import urlpatterns as every

MADE: dict[str, AgreementListPage] = {}

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def constants(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/agreement_list.html", {"page": MADE[request.GET["made"]]})


def alone(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        _alone().get_template("pages/agreement_list.html").render({"page": MADE[request.GET["made"]]}, request)
    )


@cache
def _alone() -> DjangoTemplates:
    given: dict[str, Any] = settings.TEMPLATES[0]
    folders = [Path(__file__).with_name("templates"), *given["DIRS"]]
    options = {**given["OPTIONS"], "debug": False, "autoescape": True}
    return DjangoTemplates({"NAME": "alone", "DIRS": folders, "APP_DIRS": True, "OPTIONS": options})


urlpatterns = [path("constants/", constants), path("alone/", alone), *every]
