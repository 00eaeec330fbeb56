"""Merging adds what is missing, puts evidence under what agrees, and overwrites nothing."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from agreements.curation import agreements, review
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, Organisation
from tests.curation.candidates import DIGITAL_GOVERNMENT, digital_government, fact, make_candidate
from tests.factories import make_agreement, make_organisation, make_press_item

pytestmark = pytest.mark.django_db
TEXT = DIGITAL_GOVERNMENT


@pytest.fixture
def bodies() -> list[Organisation]:
    return [
        make_organisation("Cabinet Office", side="uk"),
        make_organisation("Ministry of the Interior and Safety", name_ko="행정안전부", side="kr"),
    ]


@pytest.fixture
def agreement(bodies: list[Organisation]) -> Agreement:
    return make_agreement("Digital government memorandum", bodies=bodies, sectors=["digital"], on="22 November 2023")


def merged(agreement: Agreement, curator: User, **changes: object) -> Agreement:
    candidate = make_candidate(make_press_item(TEXT), digital_government(**changes), match="matched")
    return review.merge(candidate=candidate, into=agreement, by=curator, version=0)


def test_values_that_agree_gain_a_quotation(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator, date=fact(TEXT, "2023-11-22", "yesterday"))
    for value in ("form", "action", "signatory"):
        assert agreement.evidence.filter(value=value, strength="quotation", supports=True).exists()
    assert not agreement.evidence.filter(supports=False).exists()
    assert agreement.actions.count() == 1


def test_a_different_date_stands_beside_ours(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator, date=fact(TEXT, "2023-11-21", "yesterday"))
    against = agreement.evidence.get(supports=False)
    assert (against.value, against.reported) == ("action", "2023-11-21")
    assert str(agreement.actions.get().when) == "2023-11-22"


def test_a_more_exact_date_is_noted_not_written_over(bodies: list[Organisation], curator: User) -> None:
    agreement = make_agreement(bodies=bodies, on="Nov 2023")
    merged(agreement, curator, date=fact(TEXT, "2023-11-22", "yesterday"))
    assert str(agreement.actions.get().when) == "2023-11"
    assert set(agreement.evidence.filter(value="action", strength="quotation").values_list("reported", flat=True)) == {
        "2023-11-22"
    }


def test_a_date_not_known_before_is_filled_in(bodies: list[Organisation], curator: User) -> None:
    agreement = make_agreement(bodies=bodies, on="")
    merged(agreement, curator, date=fact(TEXT, "2023-11-22", "yesterday"))
    agreement.refresh_from_db()
    assert agreement.actions.get().when == agreement.status_since == PartialDate(2023, 11, 22)


def test_a_step_that_was_not_known_is_added_and_the_status_follows(bodies: list[Organisation], curator: User) -> None:
    agreement = make_agreement(bodies=bodies, action="announced", on="2022")
    merged(agreement, curator, date=fact(TEXT, "2023-11-22", "yesterday"))
    agreement.refresh_from_db()
    assert [action.kind for action in agreement.actions.all()] == ["announced", "signed"]
    assert agreement.status == "signed"


def test_an_amendment_on_another_day_is_another_step(agreement: Agreement, curator: User) -> None:
    for day in ("2024-05-01", "2025-05-01", "2025-05-01"):
        merged(agreement, curator, status=fact(TEXT, "amended", "signed"), date=fact(TEXT, day, "yesterday"))
    assert [str(action.when) for action in agreement.actions.filter(kind="amended")] == ["2024-05-01", "2025-05-01"]


def test_another_form_is_evidence_against_not_a_change(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator, form=fact(TEXT, "accord", "memorandum"))
    agreement.refresh_from_db()
    assert agreement.form == "mou"
    assert agreement.evidence.get(value="form", supports=False).reported == "Accord or declaration"


def test_what_is_missing_is_added(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator, title={"value": "디지털정부 협력 양해각서", "spans": [], "rule": ""})
    agreement.refresh_from_db()
    assert agreement.title_ko == "디지털정부 협력 양해각서"
    assert agreement.title_en == "Digital government memorandum"
    assert {tag.sector: tag.is_primary for tag in agreement.sector_tags.all()} == {
        "digital": True,
        "digital-government": False,
    }
    assert agreement.signatories.count() == 2
    assert {str(row.person) for row in agreement.signatories.all()} == {"Alex Burghart", "Han Chang-seob"}
    assert agreement.amounts.get().currency == "GBP"
    assert agreement.press_links.count() == 1


def test_another_title_becomes_another_name(agreement: Agreement, curator: User) -> None:
    title = fact(TEXT, "memorandum of understanding on digital government", "memorandum")
    merged(agreement, curator, title=title | {"value": "Memorandum on Digital Government"})
    assert agreement.other_names.get().text == "Memorandum on Digital Government"
    assert agreement.evidence.filter(value="other_name").count() == 1


def test_a_piece_of_a_sentence_becomes_no_name(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator, title=fact(TEXT, "memorandum of understanding on digital government", "memorandum"))
    assert not agreement.other_names.exists()


def test_a_bare_country_adds_nothing_to_a_body_of_its_side(agreement: Agreement, curator: User) -> None:
    before = set(agreement.signatories.values_list("organisation", flat=True))
    country = [{"value": "United Kingdom", "spans": [[0, 3]], "rule": "country"}]
    merged(agreement, curator, uk_parties=country, people=[])
    assert set(agreement.signatories.values_list("organisation", flat=True)) <= before | set(
        Organisation.objects.filter(side="kr").values_list("pk", flat=True)
    )


@pytest.mark.parametrize("described", ["interior ministry", "Korean home office", "Ministry of Korea"])
def test_a_body_described_and_not_named_is_none_of_its_own(agreement: Agreement, curator: User, described: str) -> None:
    before = Organisation.objects.count()
    merged(agreement, curator, kr_parties=[{"value": described, "spans": [[0, 3]], "rule": "party"}], people=[])
    assert Organisation.objects.count() == before
    assert agreement.signatories.count() == 2


def test_beside_a_sector_other_says_nothing(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator, sectors=[fact(TEXT, "other", "digital government")])
    assert [tag.sector for tag in agreement.sector_tags.all()] == ["digital"]


def test_a_sentence_becomes_no_name(agreement: Agreement, curator: User) -> None:
    title = fact(TEXT, "memorandum", "memorandum") | {"value": "British customs concluded their mutual agreement"}
    merged(agreement, curator, title=title)
    assert not agreement.other_names.exists()


def test_an_earlier_stage_without_a_date_is_not_added(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator, status={"value": "announced", "spans": [[0, 3]], "rule": "announced"}, date=None)
    assert set(agreement.actions.values_list("kind", flat=True)) == {"signed"}


def test_another_sum_stands_beside_ours(agreement: Agreement, curator: User) -> None:
    agreements.add_amount(
        agreement=agreement, by=None, reason="t", minimum=4_000_000, maximum=4_000_000, currency="GBP"
    )
    merged(agreement, curator)
    assert agreement.evidence.get(supports=False).reported == "£4.5 million"
    assert agreement.amounts.count() == 1


def test_a_renamed_ministry_is_the_same_body(bodies: list[Organisation], curator: User) -> None:
    bodies[1].successor = make_organisation("Ministry of Digital Affairs", side="kr")
    bodies[1].save()
    agreement = make_agreement(bodies=[bodies[0], bodies[1].successor])
    merged(agreement, curator)
    assert agreement.signatories.count() == 2


def test_two_items_say_the_same_and_nothing_doubles(agreement: Agreement, curator: User) -> None:
    for _ in range(2):
        merged(agreement, curator)
    assert (agreement.signatories.count(), agreement.amounts.count(), agreement.actions.count()) == (2, 1, 1)
    assert agreement.press_links.count() == 2


def test_nothing_is_merged_into_a_withdrawn_record(agreement: Agreement, curator: User) -> None:
    agreements.withdraw(agreement=agreement, by=None, reason="an error")
    with pytest.raises(agreements.WrongState):
        merged(agreement, curator)


def test_the_history_of_a_published_record_names_the_curator(agreement: Agreement, curator: User) -> None:
    merged(agreement, curator)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.metadata FROM agreements_amountevent e JOIN pghistory_context c ON c.id = e.pgh_context_id"
        )
        (metadata,) = cursor.fetchone()
    assert f'"user": {curator.pk}' in str(metadata)
    assert "merged" in str(metadata)
