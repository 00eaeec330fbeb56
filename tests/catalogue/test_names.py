"""Indexes of names in either script."""

from __future__ import annotations

import pytest
from django.test import Client

from agreements.catalogue.alphabet import by_letter, letter
from agreements.models import Agreement, OrganisationName
from tests.factories import make_agreement, make_organisation, make_person


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Élan", "E"),
        ("arm", "A"),
        ("42Maru", "#"),
        ("까치", "가"),
        ("빛", "바"),
        ("하나", "하"),
        ("", "#"),
        ("中", "#"),
    ],
)
def test_letters(name: str, heading: str) -> None:
    assert letter(name) == heading


def test_the_readers_own_letters_come_first() -> None:
    names = ["Beta", "나무", "3M", "alpha", "가지"]
    assert [head for head, _rows in by_letter(names, str, "en")] == ["A", "B", "가", "나", "#"]
    assert [head for head, _rows in by_letter(names, str, "ko")] == ["가", "나", "A", "B", "#"]


@pytest.fixture
def renamed(db: None) -> Agreement:
    """A ministry under a former name, and one that took over from a body without an agreement."""
    ministry = make_organisation(
        "Ministry of Trade", side="kr", slug="motir", name_ko="산업통상부", abbreviation="MOTIR"
    )
    for text, language in (("Ministry of Trade and Energy", "en"), ("산업통상 자원부", "ko")):
        OrganisationName.objects.create(organisation=ministry, text=text, language=language)
    department = make_organisation("Department of Business", slug="dbt")
    make_organisation("Department of Old Business", slug="old-business", successor=department)
    return make_agreement("Memorandum", bodies=(department, ministry))


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("ministry-of-trade-and-energy", "motir"),
        ("산업통상자원부", "motir"),
        ("MOTIR", "motir"),
        ("old-business", "dbt"),
        ("department-of-old-business", "dbt"),
    ],
)
def test_a_former_name_leads_to_the_body_of_today(client: Client, renamed: Agreement, former: str, now: str) -> None:
    for root in ("", "/ko"):
        response = client.get(f"{root}/organisations/{former}/")
        assert response.status_code == 301
        assert response.headers["Location"] == f"{root}/organisations/{now}/"


def test_a_name_of_two_bodies_leads_to_neither(client: Client, renamed: Agreement) -> None:
    bodies = [make_organisation("Office of Tests", slug=f"office-{side}", side=side) for side in ("uk", "kr")]
    make_agreement("Other", bodies=bodies)
    assert client.get("/organisations/office-of-tests/").status_code == 404


@pytest.mark.parametrize("words", ["산업통상자원부", "energy", "motir", "ministry of TRADE"])
def test_a_body_is_found_by_any_name(client: Client, renamed: Agreement, words: str) -> None:
    page = client.get("/organisations/", {"q": words}).content.decode()
    assert 'href="/organisations/motir/"' in page
    assert 'href="/organisations/dbt/"' not in page


def test_a_person_is_found_in_either_script(client: Client, renamed: Agreement) -> None:
    from agreements.curation import agreements as curation

    person = make_person("Sang-min Lee", side="kr", name_ko="이상민")
    body = renamed.signatories.select_related("organisation").first()
    assert body
    curation.add_signatory(
        agreement=renamed, organisation=body.organisation, person=person, post="Minister", by=None, reason="a test"
    )
    for words in ("이상민", "sangmin lee", "Sang-min"):
        assert f"/people/{person.slug}/" in client.get("/people/", {"q": words}).content.decode()
    assert f"/people/{person.slug}/" not in client.get("/people/", {"q": "kim"}).content.decode()
    page = client.get(f"/people/{person.slug}/").content.decode()
    assert "Minister" in page
    assert "2023" in page
