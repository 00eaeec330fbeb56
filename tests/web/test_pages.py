"""Every public page answers, in both languages, with a bounded number of queries."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from agreements.models import Agreement, PressItem
from agreements.web import addresses

MOST_QUERIES = {
    "/": 14,
    "/agreements/": 8,
    "/agreements/?q=memorandum&sector=semiconductors&sort=title": 18,
    "/agreements/?q=nothing+like+it": 16,
    "/agreements/update": 8,
    "/agreements/update?organisation=body&occasion=visit&year=2023": 10,
    "/suggest?q=mem": 12,
    "/agreements/?organisation=body&occasion=visit&year=2023&page=1": 10,
    "/sectors/": 1,
    "/sectors/semiconductors/": 8,
    "/organisations/": 2,
    "/organisations/body/": 13,
    "/people/": 3,
    "/people/person/": 11,
    "/occasions/": 2,
    "/occasions/visit/": 11,
    "/press/": 7,
    "/press/?language=en&kind=original&page=1": 8,
    "/upcoming/": 3,
    "/timeline/": 9,
    "/timeline/?by=sector&year=2023": 9,
    "/insights/": 2,
    "/insights/by-year.json": 1,
    "/coverage/": 13,
    "/coverage/korean-title/": 11,
    "/corrections/": 2,
    "/about/": 1,
}
"""Once the bitmaps of the edition are built."""


@pytest.mark.parametrize("language", ["", "/ko"])
def test_pages_answer(client: Client, register: Agreement, language: str, subtests: pytest.Subtests) -> None:
    press = f"/press/{PressItem.objects.get().pk}/"
    own = f"/agreements/{register.public_id}-{register.slug}/"
    for address in (*MOST_QUERIES, press, own):
        with subtests.test(address=address):
            response = client.get(language + address)
            assert response.status_code == 200
            assert response.headers["Content-Language"] == ("ko" if language else "en")
            assert not response.cookies
            assert not {"Cookie", "Accept-Language"} & set(response.headers.get("Vary", "").split(", "))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/ko"])
def test_an_empty_register_has_its_pages_too(client: Client, language: str, subtests: pytest.Subtests) -> None:
    """F8: the first minute of a new site, before anything is loaded."""
    things = ("body", "person", "visit", "semiconductors")
    for address in MOST_QUERIES:
        if not any(thing in address for thing in things):
            with subtests.test(address=address):
                assert client.get(language + address).status_code == 200


def test_queries_are_bounded(
    client: Client,
    register: Agreement,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    subtests: pytest.Subtests,
) -> None:
    own = f"/agreements/{register.public_id}-{register.slug}/"
    press = f"/press/{PressItem.objects.get().pk}/"
    client.get("/about/")
    for address, most in (MOST_QUERIES | {own: 34, press: 12}).items():
        with subtests.test(address=address), django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
    for address in filter(lambda each: "q=" in each, MOST_QUERIES):
        with subtests.test(again=address), django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200


def test_every_address_is_checked() -> None:
    """E15: an address that is new to the site is not yet in the tests of this folder."""
    checked = {resolve(address.split("?")[0]).url_name for address in MOST_QUERIES} | {"agreement", "press-item"}
    elsewhere = {"gallery", "dispute", "dispute-received", "correction"}
    assert {pattern.name for pattern in addresses.urlpatterns} - elsewhere == checked


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_is_changed_by_a_public_page(client: Client, register: Agreement, method: str) -> None:
    """F8, E8."""
    for address in ("/", "/agreements/", "/press/", "/healthz", "/readyz", "/sectors/semiconductors/"):
        assert getattr(client, method)(address).status_code == 405


def test_head_is_get_without_its_body(client: Client, register: Agreement) -> None:
    """F8."""
    response = client.head("/agreements/")
    assert response.status_code == 200
    assert response.content == b""


def test_language_is_that_of_the_address_alone(client: Client, register: Agreement) -> None:
    """E12: no header and no cookie changes a public page."""
    client.cookies["django_language"] = "ko"
    response = client.get("/agreements/", headers={"accept-language": "ko"})
    assert response.headers["Content-Language"] == "en"
    assert 'lang="en"' in response.content.decode()


def test_alternates_keep_the_parameters_that_are_known(client: Client, register: Agreement) -> None:
    page = client.get("/ko/agreements/?form=mou&utm_source=x&q=Memorandum").content.decode()
    assert 'href="/agreements/?q=Memorandum&amp;form=mou"' in page
    assert "utm_source" not in page
