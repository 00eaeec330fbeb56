"""A row of a list: who signed, when, and who says so, in one query however many rows there are."""

import datetime

import pytest
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue.listing.cards import cards
from agreements.curation import agreements as curation
from agreements.curation import evidence
from agreements.curation.evidence import Support
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, Reference
from tests.factories import MADE, STAND, make_agreement, make_organisation, make_person

pytestmark = pytest.mark.django_db


def _says(agreement: Agreement, publisher: str, value: str, row: Model | None = None) -> None:
    address = f"https://example.org/{publisher.replace(' ', '-')}"
    source = Reference.objects.create(address=address, link=address, publisher=publisher)
    support = Support("reference", reference=source)
    evidence.add(agreement=agreement, value=value, support=support, stand=STAND, row=row)


def test_a_row_names_its_signers_and_the_source_of_its_date(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    body = make_organisation("Ministry of Trade", side="kr")
    agreement = make_agreement(on="22 November 2023", bodies=[body])
    for name, capacity in (("Bang Moon-kyu", "signed"), ("Han Duck-soo", "witnessed")):
        person = make_person(name, side="kr")
        curation.add_signatory(
            agreement=agreement, organisation=body, person=person, capacity=capacity, by=None, reason=MADE
        )
    _says(agreement, "An Early Daily", "form")
    _says(agreement, "A Ministry", "action", agreement.actions.get())
    with django_assert_num_queries(1):
        (card,) = cards([agreement.pk], "en")
    assert ([str(name) for name in card.kr_signers], card.uk_signers) == (["Bang Moon-kyu"], ())
    assert (str(card.source), card.sources, card.more_sources) == ("A Ministry", 2, 1)


def test_a_source_of_a_relation_to_an_unpublished_record_is_neither_named_nor_counted() -> None:
    agreement, hidden = make_agreement(), make_agreement("Hidden", published=False)
    row = curation.relate(agreement=agreement, kind="amends", to=hidden, by=None, reason=MADE)
    _says(agreement, "A Secret Daily", "relation", row)
    (card,) = cards([agreement.pk], "en")
    assert (str(card.source), card.sources) == ("", 0)


def test_a_status_says_since_when_where_the_date_of_the_row_does_not() -> None:
    agreement = make_agreement(on="22 November 2023")
    (card,) = cards([agreement.pk], "en")
    assert not card.since
    curation.record_action(
        agreement=agreement, kind="came-into-effect", when=PartialDate(2024, 3), by=None, reason=MADE
    )
    (card,) = cards([agreement.pk], "en")
    assert (card.status.code, card.since.text, card.is_over) == ("in-effect", "March 2024", False)
    (then,) = cards([agreement.pk], "en", on=datetime.date(2023, 12, 1))
    assert (then.status.code, then.since.text) == ("signed", "")
