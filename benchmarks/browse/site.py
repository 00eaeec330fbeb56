"""The addresses of the site, and one that fills the list's template from a page made before."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from agreements.catalogue.pages.agreements import AgreementListPage
from agreements.urls import handler400, handler403, handler404, handler500
from agreements.urls import urlpatterns as every

MADE: dict[str, AgreementListPage] = {}

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def constants(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/agreement_list.html", {"page": MADE[request.GET["made"]]})


urlpatterns = [path("constants/", constants), *every]
