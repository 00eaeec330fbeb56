"""Agreements are written through verbs that keep status, search entry, version and history in step."""

import datetime
from typing import Any

import pghistory.models
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from agreements.catalogue import search
from agreements.curation import agreements, evidence
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, CatalogueVersion
from tests.factories import STAND, make_agreement, make_organisation, make_press_item
from tests.people import member

pytestmark = pytest.mark.django_db


def test_a_public_id_is_given_once_by_year_and_never_again() -> None:
    first = agreements.create(year=2023, by=None, reason="test", title_en="One")
    agreements.create(year=2023, by=None, reason="test", title_en="Two").delete()
    third = agreements.create(year=2023, by=None, reason="test", title_en="Three")
    assert (first.public_id, third.public_id) == ("UKKR-2023-001", "UKKR-2023-003")


def test_a_public_id_from_a_file_is_stepped_over() -> None:
    agreements.create(year=2023, by=None, reason="test", title_en="One", public_id="UKKR-2023-014")
    assert agreements.create(year=2023, by=None, reason="test", title_en="Two").public_id == "UKKR-2023-015"


def test_two_agreements_of_one_title_have_two_addresses() -> None:
    slugs = {agreements.create(year=2023, by=None, reason="test", title_en="Same title").slug for _ in range(2)}
    assert len(slugs) == 2


def test_status_follows_from_the_actions() -> None:
    agreement = make_agreement(action="announced", on="2023")
    assert agreement.status == "announced"
    agreements.record_action(agreement=agreement, kind="signed", when=PartialDate(2024, 3), by=None, reason="signed")
    agreement.refresh_from_db()
    assert (agreement.status, str(agreement.status_since)) == ("signed", "2024-03")


def test_an_expiry_passes_by_the_clock_alone() -> None:
    agreement = make_agreement(on="2020")
    agreements.record_action(
        agreement=agreement, kind="expires", when=PartialDate(2030), nature="scheduled", by=None, reason="term"
    )
    version = CatalogueVersion.current()
    assert agreements.refresh_statuses(on=datetime.date(2031, 1, 1)) == 1
    assert Agreement.objects.get(pk=agreement.pk).status == "expired"
    assert CatalogueVersion.current() > version
    assert agreements.refresh_statuses(on=datetime.date(2031, 1, 1)) == 0


def test_publication_is_refused_with_every_reason() -> None:
    bare = agreements.create(year=2023, by=None, reason="test", title_en="Bare")
    with pytest.raises(agreements.NotReady) as refusal:
        agreements.publish(agreement=bare, by=None)
    assert len(refusal.value.reasons) == 3
    bare.refresh_from_db()
    assert bare.record_state == "draft"


def test_no_value_is_published_without_evidence() -> None:
    agreement = make_agreement(published=False)
    agreements.amend(agreement=agreement, by=None, reason="wording", summary_en="Nobody said so.")
    assert agreements.obstacles(agreement) == ["Nothing stands under: English summary."]


def test_only_an_editor_publishes_or_withdraws() -> None:
    """E6: the use case itself asks, so that no way into it goes round."""
    draft, public = make_agreement(published=False), make_agreement()
    for name in ("viewer", "curator"):
        somebody = member(name)
        with pytest.raises(PermissionDenied):
            agreements.publish(agreement=draft, by=somebody)
        with pytest.raises(PermissionDenied):
            agreements.withdraw(agreement=public, by=somebody, reason="test")
    agreements.publish(agreement=draft, by=member("editor"))
    assert Agreement.objects.published().count() == 2


def test_no_row_is_published_without_evidence_of_its_own() -> None:
    agreement = make_agreement(published=False)
    agreements.add_amount(
        agreement=agreement, minimum=1, maximum=1, currency="GBP", kind="pledge", by=None, reason="test"
    )
    assert agreements.obstacles(agreement) == ["Nothing stands under: Amount."]


def test_what_is_withdrawn_leaves_search_and_the_version_rises() -> None:
    agreement = make_agreement("A singular memorandum")
    version = CatalogueVersion.current()
    assert search.search(Agreement.objects.published(), "singular").count() == 1
    agreements.withdraw(agreement=agreement, by=None, reason="not ours")
    assert search.search(Agreement.objects.all(), "singular").count() == 0
    assert CatalogueVersion.current() > version


def test_a_draft_changes_nothing_public() -> None:
    make_agreement()
    version = CatalogueVersion.current()
    make_agreement("A secret draft", published=False)
    assert CatalogueVersion.current() == version
    assert search.search(Agreement.objects.all(), "secret").count() == 0


def test_a_record_moves_only_along_its_states() -> None:
    agreement = make_agreement()
    with pytest.raises(agreements.WrongState):
        agreements.submit(agreement=agreement, by=None)


def retitling_of(agreement: Agreement) -> Any:
    """The one event of its history that changed the title from Before to After."""
    history: Any = pghistory.models.Events.objects
    changes = history.tracks(agreement).filter(pgh_label="update")
    (event,) = (event for event in changes if (event.pgh_diff or {}).get("title_en") == ["Before", "After"])
    return event


def test_every_change_says_who_and_why() -> None:
    curator, agreement = member("curator"), make_agreement("Before")
    agreements.amend(agreement=agreement, by=curator, reason="The ministry's own title", title_en="After")
    event = retitling_of(agreement)
    assert event.pgh_context == {"user": curator.pk, "reason": "The ministry's own title"}


def test_a_bulk_edit_is_kept_too() -> None:
    agreement = make_agreement("Before")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_agreement SET title_en = 'After' WHERE id = %s", [agreement.pk])
    assert retitling_of(agreement)


def test_the_first_sector_is_the_primary_one() -> None:
    agreement = make_agreement(sectors=["ai", "space"])
    assert [(tag.sector, tag.is_primary) for tag in agreement.sector_tags.all()] == [("ai", True), ("space", False)]


def test_the_same_body_twice_is_one_row() -> None:
    agreement, body = make_agreement(), make_organisation()
    rows = [agreements.add_signatory(agreement=agreement, organisation=body, by=None, reason="test") for _ in range(2)]
    assert rows[0] == rows[1]


def test_the_same_support_twice_is_one_row() -> None:
    agreement, revision = make_agreement(), make_press_item("A memorandum was signed.")
    rows = [
        evidence.add(agreement=agreement, value="form", support=evidence.found_in(revision, 2, 12), stand=STAND)
        for _ in range(2)
    ]
    assert rows[0] == rows[1]
    assert (rows[0].quote, rows[0].prefix, rows[0].suffix) == ("memorandum", "A ", " was signed.")


def test_the_words_around_a_quotation_are_whole() -> None:
    before = "Ministers of the two countries said in a long communiqué that a "
    text = f"{before}memorandum was signed by the responsible ministers of both countries"
    start = text.index("memorandum")
    row = evidence.add(
        agreement=make_agreement(),
        value="form",
        support=evidence.found_in(make_press_item(text), start, start + 10),
        stand=STAND,
    )
    assert row.prefix == "of the two countries said in a long communiqué that a "
    assert row.suffix == " was signed by the responsible ministers of both countries"


def test_what_is_found_in_a_digest_becomes_a_reference() -> None:
    revision = make_press_item("A memorandum was signed.", text_kind="digest")
    row = evidence.add(
        agreement=make_agreement(), value="form", support=evidence.found_in(revision, 2, 12), stand=STAND
    )
    assert (row.strength, row.quote) == ("reference", "")


def test_many_drafts_are_published_at_once_or_none() -> None:
    ready = [make_agreement(published=False), make_agreement(published=False)]
    bare = agreements.create(year=2023, by=None, reason="test", title_en="Bare")
    with pytest.raises(agreements.NotReady, match=bare.public_id):
        agreements.publish_all(agreements=[*ready, bare], by=None, reason="test")
    assert Agreement.objects.published().count() == 0
    assert agreements.publish_all(agreements=ready, by=None, reason="test") == 2
    assert set(Agreement.objects.published().values_list("status", flat=True)) == {"signed"}
    assert search.search(Agreement.objects.published(), ready[0].public_id).count() == 1
