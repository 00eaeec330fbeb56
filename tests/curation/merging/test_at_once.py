"""Merging while others work, on two connections (D9)."""

import pytest

from agreements.curation import agreements, review
from agreements.curation.merging import unmerge
from agreements.curation.merging.ground import ChangedSince
from agreements.curation.refusals import WrongState
from agreements.models import Agreement, Evidence, Merger, Signatory
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.curation.test_two_curators import at_once
from tests.factories import MADE, make_agreement, make_organisation, make_press_item
from tests.mergers import merge_agreements, merge_organisations
from tests.people import member

pytestmark = pytest.mark.django_db(transaction=True)


def nothing_is_orphaned() -> bool:
    """No row hangs on a record that was taken away."""
    return not any(
        getattr(gone, rows).exists()
        for gone in Agreement.objects.filter(record_state="merged")
        for rows in ("actions", "signatories", "evidence", "press_links", "sector_tags", "candidates", "amounts")
    )


def test_while_a_candidate_is_added_to_the_one_taken_away() -> None:
    keep, away = make_agreement("One"), make_agreement("The same")
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    one, two = member("editor"), member("editor")
    merged, added = at_once(
        lambda: merge_agreements(keep=keep, away=away, by=one, reason="one", vouch=True),
        lambda: review.merge(candidate=candidate, into=away, by=two, version=0),
    )
    assert isinstance(merged, (Merger, ChangedSince)), merged
    assert isinstance(added, (Agreement, WrongState)), added
    assert nothing_is_orphaned()
    candidate.refresh_from_db()
    assert candidate.agreement in ((None, keep) if isinstance(merged, Merger) else (away,))
    if candidate.agreement == keep:
        assert Evidence.objects.filter(revision=candidate.revision, agreement=keep).exists()


def test_while_a_body_is_added_to_the_one_taken_away() -> None:
    keep, away, body = make_agreement("One"), make_agreement("The same"), make_organisation()
    one, two = member("editor"), member("editor")
    merged, added = at_once(
        lambda: merge_agreements(keep=keep, away=away, by=one, reason="one", vouch=True),
        lambda: agreements.add_signatory(agreement=away, organisation=body, by=two, reason=MADE),
    )
    assert isinstance(merged, (Merger, ChangedSince)), merged
    assert isinstance(added, (Signatory, WrongState)), added
    assert nothing_is_orphaned()


def test_while_the_body_taken_away_is_added_to_an_agreement() -> None:
    keep, away, agreement = make_organisation(), make_organisation(), make_agreement(published=False)
    one, two = member("editor"), member("editor")
    merged, added = at_once(
        lambda: merge_organisations(keep=keep, away=away, by=one, reason="one"),
        lambda: agreements.add_signatory(agreement=agreement, organisation=away, by=two, reason=MADE),
    )
    assert isinstance(merged, (Merger, ChangedSince)), merged
    assert isinstance(added, (Signatory, WrongState)), added
    assert isinstance(merged, ChangedSince) or not Signatory.objects.filter(organisation=away).exists()


def test_two_ways_at_once_are_one_way() -> None:
    one, other = make_agreement("One"), make_agreement("The same")
    people = [member("editor"), member("editor")]
    results = at_once(
        lambda: merge_agreements(keep=one, away=other, by=people[0], reason="one"),
        lambda: merge_agreements(keep=other, away=one, by=people[1], reason="one"),
    )
    assert sorted(isinstance(result, Merger) for result in results) == [False, True], results
    assert isinstance(next(result for result in results if not isinstance(result, Merger)), WrongState)
    merger = Merger.objects.get()
    undone = at_once(*(lambda by=by: unmerge(merger=merger, by=by) for by in people))
    assert sum(isinstance(result, Exception) for result in undone) == 1
