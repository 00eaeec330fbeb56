"""What is derived follows the database, whatever a caller still holds in its hands."""

import datetime
import threading

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client

from agreements.curation import agreements, removal, review, upkeep
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, CatalogueVersion, Evidence, Reference, SearchEntry
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.curation.test_two_curators import at_once
from tests.factories import MADE, make_agreement, make_press_item
from tests.people import member

LATER = datetime.date(2031, 1, 1)


def held_twice(*, published: bool = True) -> tuple[Agreement, Agreement]:
    agreement = make_agreement("Memorandum on frogspawn", published=published)
    return agreement, Agreement.objects.get(pk=agreement.pk)


@pytest.mark.django_db
def test_a_withdrawal_by_somebody_who_saw_a_draft_takes_it_out_of_search_and_pages(
    editor: User, client: Client
) -> None:
    agreement, stale = held_twice(published=False)
    agreements.publish(agreement=agreement, by=editor)
    before = client.get("/agreements/")
    agreements.withdraw(agreement=stale, by=editor, reason="not between these two")
    assert not SearchEntry.objects.filter(agreement=agreement).exists()
    assert client.get("/agreements/", headers={"if-none-match": before["ETag"]}).status_code == 200


@pytest.mark.django_db
def test_what_was_withdrawn_meanwhile_is_not_indexed_again(editor: User) -> None:
    agreement, stale = held_twice()
    agreements.withdraw(agreement=agreement, by=editor, reason="not between these two")
    agreements.amend(agreement=stale, by=editor, reason="wording", title_en="Memorandum on tadpoles")
    assert not SearchEntry.objects.filter(agreement=agreement).exists()
    assert (stale.record_state, stale.title_en) == ("withdrawn", "Memorandum on tadpoles")


@pytest.mark.django_db(transaction=True)
def test_the_daily_job_does_not_overwrite_a_newer_status() -> None:
    """B derives while A has not finished: B waits, and reads what A did."""
    agreement = make_agreement(on="2020")
    agreements.record_action(
        agreement=agreement, kind="expires", when=PartialDate(2029), nature="scheduled", by=None, reason=MADE
    )
    job = threading.Thread(target=_daily_job)
    with transaction.atomic():
        agreements.record_action(agreement=agreement, kind="terminated", when=PartialDate(2030), by=None, reason=MADE)
        job.start()
        job.join(1)
        assert job.is_alive(), "it waits for the row"
    job.join(30)
    found = Agreement.objects.get(pk=agreement.pk)
    assert (found.status, found.status_as_at) == (found.status_on(LATER).status, LATER)
    assert found.status == "terminated"


def _daily_job() -> None:
    try:
        agreements.refresh_statuses(on=LATER)
    finally:
        connection.close()


@pytest.mark.django_db
def test_the_last_support_of_a_public_value_stays(curator: User) -> None:
    agreement = make_agreement()
    rows = Evidence.objects.filter(agreement=agreement, value="title_en")
    with pytest.raises(agreements.NotReady):
        removal.remove(rows=rows, by=curator, reason="mistaken")
    assert rows.exists()
    draft = make_agreement(published=False)
    assert removal.remove(rows=draft.evidence.all(), by=curator, reason="mistaken") == 6
    with pytest.raises(PermissionDenied):
        removal.remove(rows=[], by=member("viewer"), reason="mistaken")


@pytest.mark.django_db
def test_a_source_that_changes_makes_a_new_version() -> None:
    before = CatalogueVersion.current()
    upkeep.in_step_with(Reference(address="https://example.org/a"))
    upkeep.in_step_with(make_press_item().item)
    assert CatalogueVersion.current() == before + 2


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_of_one_title_in_different_years_both_succeed() -> None:
    people = [member("curator"), member("editor")]
    items = [make_press_item(DIGITAL_GOVERNMENT, published=PartialDate(year)) for year in (2021, 2022)]
    pairs = list(zip([make_candidate(item) for item in items], people, strict=True))
    results = at_once(
        *(lambda one=one, by=by: review.accept(candidate=one, by=by, version=0) for one, by in pairs),
    )
    assert all(isinstance(result, Agreement) for result in results), results
    assert len({result.slug for result in results}) == 2


@pytest.mark.django_db
def test_a_viewer_enters_nothing() -> None:
    viewer, agreement = member("viewer"), make_agreement(published=False)
    with pytest.raises(PermissionDenied):
        agreements.create(year=2023, by=viewer, reason=MADE, title_en="One")
    with pytest.raises(PermissionDenied):
        agreements.tag_sector(agreement=agreement, sector="space", by=viewer, reason=MADE)
    with pytest.raises(PermissionDenied):
        agreements.submit(agreement=agreement, by=viewer)
