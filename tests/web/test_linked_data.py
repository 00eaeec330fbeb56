"""Each page says in schema.org's terms what it says in words, and nothing that it does not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from agreements.curation import agreements as curation
from agreements.models import Agreement
from tests.factories import MADE

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def _graph(client: Client, address: str) -> dict[str, dict[str, Any]]:
    page = client.get(address).content.decode()
    (block,) = BLOCK.findall(page)
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


@pytest.mark.parametrize("root", ["", "/ko"])
def test_an_agreement_names_its_parties_and_sources(client: Client, register: Agreement, root: str) -> None:
    graph = _graph(client, f"{root}/agreements/{register.public_id}-{register.slug}/")
    thing = graph["CreativeWork"]
    assert thing["identifier"] == register.public_id
    assert thing["name"] == register.title_en
    assert "Ministry of Tests" in [party["name"] for party in thing["contributor"]]
    assert thing["@id"].endswith(f"{root}/agreements/{register.public_id}/")
    assert [step["position"] for step in graph["BreadcrumbList"]["itemListElement"]] == [1, 2, 3]


def test_a_treaty_is_legislation(client: Client, register: Agreement) -> None:
    curation.amend(agreement=register, by=None, reason=MADE, form="treaty")
    thing = _graph(client, f"/agreements/{register.public_id}-{register.slug}/")["Legislation"]
    assert thing["legislationIdentifier"] == register.public_id


def test_no_text_ends_the_block(client: Client, register: Agreement) -> None:
    """E4: a title is data wherever it stands."""
    hostile = "Memorandum </script><script>alert(1)</script> & \u2028 <!--"
    curation.amend(agreement=register, by=None, reason=MADE, title_en=hostile)
    address = f"/agreements/{register.public_id}-{register.slug}/"
    assert _graph(client, address)["CreativeWork"]["name"] == hostile
    assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "WebSite"),
        ("/", "Dataset"),
        ("/agreements/", "ItemList"),
        ("/organisations/body/", "Organization"),
        ("/people/person/", "Person"),
        ("/occasions/visit/", "Event"),
    ],
)
def test_other_pages_say_what_they_are_about(client: Client, register: Agreement, address: str, kind: str) -> None:
    assert _graph(client, address)[kind]["name" if kind != "ItemList" else "numberOfItems"]


def test_the_search_action_leads_to_the_list(client: Client, register: Agreement) -> None:
    target = _graph(client, "/ko/")["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    path = target[target.index("/ko/") :].replace("{words}", "Memorandum")
    assert "Memorandum" in client.get(path).content.decode()
