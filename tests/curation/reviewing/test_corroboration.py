"""What is taken in a batch lends evidence to what the record says, and never makes it say more."""

import uuid

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from agreements.curation import review
from agreements.models import Agreement, Evidence, PressLink
from tests.curation.candidates import DIGITAL_GOVERNMENT as TEXT
from tests.curation.candidates import digital_government, fact, make_candidate
from tests.factories import make_agreement, make_organisation, make_press_item

pytestmark = pytest.mark.django_db
SAID = ("agreement", "action", "signatory", "sectortag", "amount", "agreementname", "organisation", "person")


@pytest.fixture
def agreement() -> Agreement:
    bodies = [make_organisation("Cabinet Office"), make_organisation("Ministry of Science and ICT", side="kr")]
    return make_agreement("Digital government memorandum", bodies=bodies, sectors=["digital"], on="22 November 2023")


def said() -> dict[str, list[dict[str, object]]]:
    """Everything that public pages say of agreements, apart from what supports it."""
    tables = {name: apps.get_model("agreements", name) for name in SAID}
    kept = {"version", "updated_at", "status_as_at"}
    return {
        name: [
            {k: v for k, v in row.items() if k not in kept} for row in table._default_manager.order_by("pk").values()
        ]
        for name, table in tables.items()
    }


def taken_in_a_batch(agreement: Agreement, by: User, **changes: object) -> None:
    candidate = make_candidate(make_press_item(TEXT), digital_government(**changes), match="matched")
    review.merge(candidate=candidate, into=agreement, by=by, version=0, batch=uuid.uuid4())


NEWS = {
    "a step": {"status": fact(TEXT, "in-force", "signed"), "date": fact(TEXT, "2024-01-01", "yesterday")},
    "another date": {"date": fact(TEXT, "2023-11-20", "yesterday")},
    "another form": {"form": fact(TEXT, "accord", "memorandum")},
    "a title": {"title": fact(TEXT, "Digital Accord", "digital government")},
    "a title in Korean": {"title": {"value": "디지털정부 협력 양해각서", "spans": [], "rule": ""}},
    "a third party": {"other_parties": [fact(TEXT, "NATO", "London")]},
}


@pytest.mark.parametrize("news", NEWS.values(), ids=NEWS)
def test_the_record_says_what_it_said(agreement: Agreement, curator: User, news: dict[str, object]) -> None:
    before = said()
    taken_in_a_batch(agreement, curator, **news)
    assert said() == before
    assert not Evidence.objects.filter(supports=False).exists(), "nor is anything put beside it"


def test_what_agrees_gains_its_sentence(agreement: Agreement, curator: User) -> None:
    taken_in_a_batch(agreement, curator, date=fact(TEXT, "2023-11-22", "yesterday"))
    quoted = agreement.evidence.filter(strength="quotation")
    assert set(quoted.values_list("value", flat=True)) == {"form", "action", "signatory"}
    assert set(quoted.filter(value="signatory").values_list("signatory__organisation__name_en", flat=True)) == {
        "Cabinet Office"
    }
    assert PressLink.objects.filter(agreement=agreement).count() == 1
