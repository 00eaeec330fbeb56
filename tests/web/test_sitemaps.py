"""Search engines are told of every public page in both languages, and of nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agreements.models import Agreement
from tests.factories import make_agreement

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _paths(client: Client, file: str) -> list[str]:
    response = client.get(file)
    assert response.headers["Content-Type"] == "application/xml"
    found = ET.fromstring(response.content).findall("s:url/s:loc", NAMES)
    return [str(each.text).removeprefix(settings.SITE_ORIGIN) for each in found]


def _files(client: Client) -> list[str]:
    index = ET.fromstring(client.get("/sitemap.xml").content)
    return ["/" + str(each.text).split("/", 3)[3] for each in index.findall("s:sitemap/s:loc", NAMES)]


def test_every_address_named_answers(client: Client, register: Agreement) -> None:
    """G3."""
    paths = [path for file in _files(client) for path in _paths(client, file)]
    assert f"/agreements/{register.public_id}-{register.slug}/" in paths
    assert f"/ko/agreements/{register.public_id}-{register.slug}/" in paths
    assert len(paths) == len(set(paths))
    assert {client.get(path).status_code for path in paths} == {200}


def test_drafts_are_not_named(client: Client, register: Agreement) -> None:
    """E2."""
    draft = make_agreement("Secret memorandum", published=False)
    assert not [path for file in _files(client) for path in _paths(client, file) if draft.public_id in path]


def test_each_language_names_the_other(client: Client, register: Agreement) -> None:
    first = ET.fromstring(client.get("/sitemap-agreements.xml").content).find("s:url", NAMES)
    assert first is not None
    links = {link.get("hreflang"): str(link.get("href")) for link in first.findall("x:link", NAMES)}
    assert set(links) == {"en", "ko", "x-default"}
    assert "/ko/" in links["ko"]
    assert links["x-default"] == links["en"]


@pytest.mark.parametrize("file", ["/sitemap-nothing.xml", "/sitemap-agreements.xml?p=x", "/sitemap-agreements.xml?p=9"])
def test_no_such_file(client: Client, db: None, file: str) -> None:
    assert client.get(file).status_code == 404


def test_queries_do_not_grow(
    client: Client, register: Agreement, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for file in _files(client):
        with django_assert_max_num_queries(6):
            client.get(file)


def test_robots_are_welcome_to_what_is_public(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml" in text
