"""Addresses of the public pages, without their language prefix. English stands at the root, Korean under `ko/`."""

from django.conf import settings
from django.urls import path

from agreements.web import chart_data, disputing, gallery, views

urlpatterns = [
    path("", views.home, name="home"),
    path("agreements/", views.agreement_list, name="agreement-list"),
    path("agreements/update", views.agreement_update, name="agreement-update"),
    path("suggest", views.suggest, name="suggest"),
    path("agreements/<str:name>/", views.agreement, name="agreement"),
    path("agreements/<str:name>/dispute/", disputing.dispute, name="dispute"),
    path("corrections/", disputing.correction_list, name="correction-list"),
    path("corrections/<str:number>/", disputing.correction, name="correction"),
    path("corrections/<str:number>/received/", disputing.received, name="dispute-received"),
    path("sectors/", views.sector_list, name="sector-list"),
    path("sectors/<str:slug>/", views.sector, name="sector"),
    path("organisations/", views.organisation_list, name="organisation-list"),
    path("organisations/<str:slug>/", views.organisation, name="organisation"),
    path("people/", views.person_list, name="person-list"),
    path("people/<str:slug>/", views.person, name="person"),
    path("occasions/", views.occasion_list, name="occasion-list"),
    path("occasions/<str:slug>/", views.occasion, name="occasion"),
    path("press/", views.press_list, name="press-list"),
    path("press/<str:number>/", views.press_item, name="press-item"),
    path("upcoming/", views.upcoming, name="upcoming"),
    path("timeline/", views.timeline, name="timeline"),
    path("insights/", views.insights, name="insights"),
    path("insights/<slug:code>.<str:kind>", chart_data.chart_data, name="chart-data"),
    path("coverage/", views.coverage, name="coverage"),
    path("coverage/<str:code>/", views.coverage_gap, name="coverage-gap"),
    path("about/", views.about, name="about"),
]

if settings.DEBUG:
    urlpatterns.append(path("gallery/", gallery.gallery, name="gallery"))
