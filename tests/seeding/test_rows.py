"""What stands in the tables after a load: values, evidence, and who stands for them."""

import datetime
from decimal import Decimal

import pytest

from agreements.models import Agreement, Evidence, OccasionClaim, Organisation, Person, Reference
from agreements.seeding import Summary
from agreements.seeding.plan import COMPILED_ON, COMPILER


@pytest.fixture
def accord(loaded: Summary) -> Agreement:
    return Agreement.objects.get(public_id="UKKR-2023-001")


@pytest.fixture
def contract(loaded: Summary) -> Agreement:
    return Agreement.objects.get(public_id="UKKR-2019-001")


def strengths(agreement: Agreement, value: str) -> list[str]:
    return list(agreement.evidence.filter(value=value, supports=True).values_list("strength", flat=True))


def test_agreements_are_published(accord: Agreement) -> None:
    assert accord.is_published
    assert accord.status == "signed"
    assert str(accord.status_since) == "2023-11-22"


def test_a_cited_value_stands_on_its_references(accord: Agreement) -> None:
    assert strengths(accord, "title_en") == ["reference"]
    signed = accord.actions.get(kind="signed")
    cited = signed.evidence.filter(value="action", supports=True).values_list("reference__publisher", flat=True)
    assert set(cited) == {"GOV.UK", "The Herald"}
    assert signed.evidence.get(value="place").reference == Reference.objects.get(publisher="GOV.UK")


def test_an_uncited_value_is_the_judgement_of_the_compiler(accord: Agreement) -> None:
    for value in ("form", "sector", "status", "summary_en"):
        assert set(strengths(accord, value)) == {"judgement"}
    judged = accord.evidence.filter(value="form").get()
    assert (judged.accepted_name, judged.accepted_on) == (COMPILER.name, COMPILED_ON)


def test_a_source_that_disagrees_stands_beside_the_value(accord: Agreement) -> None:
    dispute = accord.evidence.get(supports=False)
    assert dispute.reported == "21 November 2023"
    assert dispute.action == accord.actions.get(kind="signed")


def test_what_is_not_established_needs_no_evidence(accord: Agreement) -> None:
    assert accord.legal_nature == "not-established"
    assert strengths(accord, "legal_nature") == []


def test_form_settles_the_legal_nature_of_a_contract(contract: Agreement) -> None:
    assert contract.legal_nature == "contract"
    assert contract.evidence.get(value="legal_nature").note == "By the form of the document."


def test_level_follows_from_the_bodies(accord: Agreement, contract: Agreement) -> None:
    assert accord.level == "government"
    assert contract.level == "not-established", "a witness is no party"


def test_the_first_sector_is_the_primary_one(accord: Agreement) -> None:
    assert list(accord.sector_tags.filter(is_primary=True).values_list("sector", flat=True)) == ["diplomacy"]


def test_an_asserted_step_without_a_date_counts_from_when_it_was_recorded(contract: Agreement) -> None:
    assert contract.status == "signed"
    assert contract.status_since is None
    assert contract.status_on(datetime.date(2020, 1, 1)).status == "unclear"


def test_amounts_are_exact_or_ranges(accord: Agreement, contract: Agreement) -> None:
    assert accord.amounts.get().minimum == accord.amounts.get().maximum == Decimal(4500000)
    assert (contract.amounts.get().minimum, contract.amounts.get().maximum) == (Decimal(1000000), Decimal(2000000))


def test_a_reference_is_known_by_its_canonical_address_and_linked_as_given(loaded: Summary) -> None:
    reference = Reference.objects.get(publisher="GOV.UK")
    assert reference.address == "https://example.org/news/pm-meeting"
    assert reference.link == "https://www.example.org/news/pm-meeting?utm_source=x"


def test_organisations_are_known_under_every_name(loaded: Summary) -> None:
    ministry = Organisation.objects.get(slug="old-ministry")
    assert ministry.successor == Organisation.objects.get(slug="new-ministry")
    for name in ("Department of Trade", "DT", "trade department"):
        assert Organisation.objects.known_as(name).get() == ministry
    former = ministry.names.get(text="Trade Department")
    assert (former.used_from, former.used_until) == (datetime.date(1990, 1, 1), datetime.date(2007, 6, 30))


def test_people_are_known_in_both_scripts(loaded: Summary) -> None:
    assert Person.objects.known_as("리시 수낙").get() == Person.objects.known_as("SUNAK Rishi").get()
    assert Person.objects.get(slug="한훈").name_en == ""


def test_claims_and_doubts(accord: Agreement) -> None:
    assert OccasionClaim.objects.get().count == 37
    assert accord.doubts.get().text_ko == "확실하지 않다."


def test_documents_and_identifiers(accord: Agreement) -> None:
    assert accord.documents.get().title == "PM meets President"
    assert str(accord.identifiers.get()) == "Treaty series 838"


def test_every_evidence_is_accepted_by_somebody(loaded: Summary) -> None:
    assert not Evidence.objects.exclude(accepted_name=COMPILER.name).exists()
