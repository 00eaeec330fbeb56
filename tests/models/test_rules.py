"""What the database itself refuses, whoever asks."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql import psycopg_any

from agreements.models import (
    Action,
    Agreement,
    Candidate,
    Evidence,
    Organisation,
    PressItemRevision,
    Review,
    SectorTag,
    Source,
)
from tests.factories import make_agreement, make_press_item, make_user

pytestmark = pytest.mark.django_db
NFD = "\u1107\u1161\u11ab"


def refused(change: object, match: str) -> None:
    """`change()` is refused by a rule of that name."""
    with pytest.raises((IntegrityError, DatabaseError), match=match), transaction.atomic():
        change()  # type: ignore[operator]


def test_the_driver_is_the_one_that_was_chosen() -> None:
    assert not psycopg_any.is_psycopg3


def test_one_primary_sector() -> None:
    agreement = make_agreement(sectors=["ai"])
    refused(
        lambda: SectorTag.objects.create(agreement=agreement, sector="space", is_primary=True), "sector_tag_one_primary"
    )


@pytest.mark.parametrize(
    ("date", "precision", "rule"),
    [
        (datetime.date(2023, 11, 22), "unknown", "has_precision"),
        (None, "day", "has_precision"),
        (datetime.date(2023, 11, 22), "month", "not_widened"),
        (datetime.date(2023, 11, 1), "year", "not_widened"),
    ],
)
def test_a_date_is_as_precise_as_it_says(date: datetime.date | None, precision: str, rule: str) -> None:
    agreement = make_agreement()
    refused(
        lambda: Action.objects.create(agreement=agreement, kind="signed", date=date, date_precision=precision),
        f"action_date_{rule}",
    )


def test_a_code_outside_the_vocabulary() -> None:
    refused(lambda: Agreement.objects.filter(pk=make_agreement().pk).update(form="pact"), "agreement_form_known")


def test_hangul_in_separate_letters() -> None:
    refused(lambda: Organisation.objects.create(slug="x", name_ko=NFD, side="kr"), "organisation_name_ko_nfc")


def test_a_body_without_any_name() -> None:
    refused(lambda: Organisation.objects.create(slug="x", side="kr"), "organisation_has_a_name")


def test_a_published_record_without_its_time() -> None:
    draft = make_agreement(published=False)
    refused(lambda: Agreement.objects.filter(pk=draft.pk).update(record_state="published"), "agreement_published_at")


def test_a_lease_without_a_holder() -> None:
    refused(
        lambda: Source.objects.create(
            slug="s", name="s", location="/x", lease_until=datetime.datetime.now(datetime.UTC)
        ),
        "source_lease_has_holder",
    )


def test_a_decision_without_its_author() -> None:
    revision = make_press_item()
    candidate = Candidate(revision=revision, fingerprint="f", position=0, language="en", reading={}, match="new")
    candidate.state, candidate.decided_at = "rejected", datetime.datetime.now(datetime.UTC)
    refused(candidate.save, "candidate_decided_at_with_by")


def evidence(revision: PressItemRevision, start: int, end: int, quote: str) -> Evidence:
    return Evidence(
        agreement=make_agreement(),
        value="form",
        strength="quotation",
        revision=revision,
        start=start,
        end=end,
        quote=quote,
        accepted_name="A curator",
        accepted_on=datetime.date(2026, 11, 21),
    )


def test_a_quotation_stands_at_its_offset() -> None:
    """C16: counted in characters, so that Hangul before it shifts nothing."""
    revision = make_press_item("영국과 a memorandum was signed.")
    evidence(revision, 6, 16, "memorandum").save()
    refused(evidence(revision, 7, 17, "memorandum").save, "does not stand at its offset")


def test_a_quotation_is_never_from_a_digest() -> None:
    revision = make_press_item("A memorandum was signed.", text_kind="digest")
    refused(evidence(revision, 2, 12, "memorandum").save, "only ever from an original")


def test_evidence_names_the_row_that_carries_the_value() -> None:
    row = evidence(make_press_item("A memorandum."), 2, 12, "memorandum")
    row.value = "action"
    refused(row.save, "evidence_names_its_row")


def test_a_text_once_stored_never_changes() -> None:
    revision = make_press_item()
    refused(lambda: PressItemRevision.objects.filter(pk=revision.pk).update(text="other"), "Cannot update rows")


def test_a_review_once_written_never_changes_or_goes() -> None:
    revision = make_press_item()
    candidate = Candidate.objects.create(
        revision=revision, fingerprint="f", position=0, language="en", reading={}, match="new"
    )
    review = Review.objects.create(candidate=candidate, decision="reject", note="not ours", by=make_user())
    refused(lambda: Review.objects.filter(pk=review.pk).update(note="changed"), "Cannot update rows")
    refused(lambda: Review.objects.filter(pk=review.pk).delete(), "Cannot delete rows")


def test_a_rejection_without_a_reason() -> None:
    candidate = Candidate.objects.create(
        revision=make_press_item(), fingerprint="f", position=0, language="en", reading={}, match="new"
    )
    refused(lambda: Review.objects.create(candidate=candidate, decision="reject", by=make_user()), "reject_says_why")
