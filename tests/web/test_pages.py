"""Every public page answers, in both languages, with a bounded number of queries."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agreements.curation import agreements
from agreements.models import Agreement, Occasion
from tests.factories import MADE, make_agreement, make_organisation, make_person, make_press_item

pytestmark = pytest.mark.django_db
MOST_QUERIES = {
    "/": 20,
    "/agreements/": 8,
    "/agreements/?q=memorandum&sector=semiconductors&sort=title": 9,
    "/agreements/?q=nothing+like+it": 8,
    "/sectors/": 1,
    "/sectors/semiconductors/": 8,
    "/organisations/": 2,
    "/organisations/body/": 13,
    "/people/": 3,
    "/people/person/": 11,
    "/occasions/": 2,
    "/occasions/visit/": 11,
    "/press/": 3,
    "/coverage/": 8,
    "/about/": 1,
}
"""With the bitmaps built."""


@pytest.fixture
def register() -> Agreement:
    """Three agreements of one occasion, with a person, a press item and a relation."""
    occasion = Occasion.objects.create(slug="visit", name_en="State visit", name_ko="국빈 방문", kind="state-visit")
    bodies = (make_organisation("Ministry of Tests", slug="body"), make_organisation(side="kr"))
    made = [make_agreement(f"Memorandum {number}", bodies=bodies, occasion=occasion) for number in range(3)]
    first = made[0]
    person = make_person("Jane Tester")
    agreements.add_signatory(
        agreement=first, organisation=bodies[0], person=person, post="Minister", by=None, reason=MADE
    )
    agreements.relate(agreement=first, kind="part-of", to=made[1], by=None, reason=MADE)
    agreements.link_press(agreement=first, item=make_press_item().item, by=None, reason=MADE)
    person.slug = "person"
    person.save()
    return first


@pytest.mark.parametrize("language", ["", "/ko"])
@pytest.mark.parametrize("address", MOST_QUERIES)
def test_page_answers(client: Client, register: Agreement, address: str, language: str) -> None:
    response = client.get(language + address)
    assert response.status_code == 200
    assert response.headers["Content-Language"] == ("ko" if language else "en")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(("address", "most"), MOST_QUERIES.items())
def test_queries_are_bounded(
    client: Client,
    register: Agreement,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
    most: int,
) -> None:
    client.get("/about/")
    with django_assert_max_num_queries(most):
        client.get(address)


def test_agreement_page_has_a_constant_number_of_queries(
    client: Client, register: Agreement, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/agreements/{register.public_id}-{register.slug}/"
    client.get(address)
    with django_assert_max_num_queries(32):
        assert client.get(address).status_code == 200
