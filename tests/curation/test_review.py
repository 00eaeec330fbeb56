"""Accepting, rejecting, reopening and keeping edits."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agreements.curation import agreements, review
from agreements.curation.refusals import ReasonNeeded
from agreements.curation.reviewing.contribution import QuoteNotThere
from agreements.curation.reviewing.proposal import Proposal
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, Candidate, Organisation, Review
from tests.curation.candidates import DIGITAL_GOVERNMENT, digital_government, fact, make_candidate, reading
from tests.factories import make_organisation, make_press_item
from tests.people import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate() -> Candidate:
    return make_candidate(make_press_item(DIGITAL_GOVERNMENT, published=PartialDate(2023, 11, 23)))


def test_accept_makes_an_agreement_in_review_with_every_fact(candidate: Candidate, curator: User) -> None:
    made = review.accept(candidate=candidate, by=curator, version=0)
    assert (made.record_state, made.form, made.status) == ("in-review", "mou", "signed")
    assert made.public_id.startswith("UKKR-2023-")
    assert made.title_en == "Memorandum of understanding on digital government"
    action = made.actions.get()
    assert (action.kind, action.when) == ("signed", None)
    rows = [(row.side, str(row.organisation), str(row.person), row.post) for row in made.signatories.all()]
    assert rows == [
        ("uk", "Cabinet Office", "Alex Burghart", "Minister"),
        ("kr", "Ministry of the Interior and Safety", "Han Chang-seob", "Minister"),
    ]
    assert [(tag.sector, tag.is_primary) for tag in made.sector_tags.all()] == [("digital-government", True)]
    assert made.amounts.get().money.format("en") == "£4.5 million"
    assert made.press_items.get() == candidate.revision.item
    candidate.refresh_from_db()
    assert (candidate.state, candidate.agreement, candidate.decided_by) == ("accepted", made, curator)
    assert Review.objects.get().decision == "accept"


def test_every_value_stands_on_the_sentence_that_says_it(candidate: Candidate, curator: User) -> None:
    """C16: each quotation is what stands at its offset in the text."""
    made = review.accept(candidate=candidate, by=curator, version=0)
    quotations = made.evidence.filter(strength="quotation")
    assert set(quotations.values_list("value", flat=True)) == {"form", "action", "signatory", "sector", "amount"}
    assert all(DIGITAL_GOVERNMENT[one.start : one.end] == one.quote for one in quotations)
    assert quotations.get(value="amount").quote == "The two sides set aside £4.5 million."
    assert made.evidence.get(value="title_en").strength == "judgement"
    assert not agreements.obstacles(made)


def test_a_digest_gives_references_never_quotations(curator: User) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT, text_kind="digest"))
    made = review.accept(candidate=candidate, by=curator, version=0)
    assert not made.evidence.filter(strength="quotation").exists()
    assert made.evidence.filter(strength="reference", value="action").exists()


def test_a_span_that_does_not_stand_in_the_text_is_refused_whole(curator: User) -> None:
    """C16: nothing is accepted on a quotation that is not there."""
    beyond = {"value": "signed", "spans": [[9_000, 9_010]], "rule": ""}
    candidate = make_candidate(make_press_item("Short."), reading("Short.", status=beyond))
    with pytest.raises(QuoteNotThere):
        review.accept(candidate=candidate, by=curator, version=0)
    assert not Agreement.objects.exists()


def test_prompt_like_text_is_data(candidate: Candidate, curator: User) -> None:
    """C17: what a press item says to a machine has no effect; only the person's decision does."""
    made = review.accept(candidate=candidate, by=curator, version=0)
    assert not made.is_published
    assert Candidate.objects.filter(state="open").count() == 0


@pytest.mark.parametrize(
    ("status", "date", "kind"),
    [
        ("announced", None, "announced"),
        ("negotiating", None, "talks-launched"),
        ("agreed", "2023-11", "concluded"),
        ("signed", "2023-11-22", "signed"),
        ("in-force", "1976", "entered-into-force"),
        ("amended", "2024-05-01", "amended"),
    ],
)
def test_the_asserted_status_becomes_an_action_at_its_precision(
    curator: User, status: str, date: str | None, kind: str
) -> None:
    text = DIGITAL_GOVERNMENT
    stored = digital_government(
        status=fact(text, status, "signed"), date=fact(text, date, "yesterday") if date else None
    )
    made = review.accept(candidate=make_candidate(make_press_item(text), stored), by=curator, version=0)
    action = made.actions.get()
    assert (action.kind, action.when.isoformat() if action.when else None) == (kind, date)


def test_bodies_are_found_by_any_name_in_either_script(curator: User) -> None:
    ministry = make_organisation("Ministry of the Interior & Safety", name_ko="행정안전부", side="kr")
    government = make_organisation("Government of the United Kingdom", side="uk", kind="government")
    make_organisation("Scottish Government", side="uk", kind="government")
    stored = reading(
        "x",
        uk_parties=[{"value": "UK", "spans": [], "rule": ""}],
        kr_parties=[{"value": "행정 안전부", "spans": [], "rule": ""}],
    )
    made = review.accept(candidate=make_candidate(make_press_item("x"), stored), by=curator, version=0)
    assert {row.organisation for row in made.signatories.all()} == {ministry, government}
    assert Organisation.objects.count() == 3


def test_a_minister_stands_with_the_ministry_of_the_post(curator: User) -> None:
    people = [{"value": {"name": "A B", "role": "Science and ICT Minister", "side": "kr"}, "spans": [], "rule": ""}]
    parties: list[Any] = [
        {"value": name, "spans": [], "rule": ""} for name in ("Ministry of Science and ICT", "Samsung")
    ]
    stored = reading("x", kr_parties=parties, people=people)
    made = review.accept(candidate=make_candidate(make_press_item("x"), stored), by=curator, version=0)
    assert [(str(row.organisation), str(row.person or "")) for row in made.signatories.all()] == [
        ("Ministry of Science and ICT", "A B"),
        ("Samsung", ""),
    ]


def test_accept_and_publish_needs_an_editor(candidate: Candidate, curator: User, editor: User) -> None:
    with pytest.raises(PermissionDenied):
        review.accept(candidate=candidate, by=curator, version=0, publish=True)
    assert review.accept(candidate=candidate, by=editor, version=0, publish=True).is_published


def test_what_is_not_ready_is_not_published_and_nothing_happens(editor: User) -> None:
    candidate = make_candidate(make_press_item("x"), reading("x"))
    with pytest.raises(agreements.NotReady) as caught:
        review.accept(candidate=candidate, by=editor, version=0, publish=True)
    assert len(caught.value.reasons) >= 2
    candidate.refresh_from_db()
    assert (candidate.state, Agreement.objects.count(), Review.objects.count()) == ("open", 0, 0)


def test_a_viewer_decides_nothing(candidate: Candidate) -> None:
    viewer = member("viewer")
    for verb in (
        lambda: review.accept(candidate=candidate, by=viewer, version=0),
        lambda: review.reject(candidate=candidate, by=viewer, version=0, note="no"),
        lambda: review.save_edit(candidate=candidate, proposal=Proposal.of(candidate), by=viewer, version=0),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_a_rejection_says_why(candidate: Candidate, curator: User) -> None:
    with pytest.raises(ReasonNeeded):
        review.reject(candidate=candidate, by=curator, version=0, note=" \u200b ")
    review.reject(candidate=candidate, by=curator, version=0, note="a football match")
    assert Review.objects.get().note == "a football match"


def test_a_rejected_mention_that_is_read_again_stays_rejected(candidate: Candidate, curator: User) -> None:
    """D7: the fingerprint is its tombstone."""
    review.reject(candidate=candidate, by=curator, version=0, note="no agreement")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_candidate(candidate.revision, fingerprint=candidate.fingerprint)
    Candidate.objects.bulk_create(
        [
            Candidate(
                revision=candidate.revision,
                fingerprint=candidate.fingerprint,
                position=0,
                language="en",
                reading=candidate.reading,
                match="new",
            )
        ],
        ignore_conflicts=True,
    )
    assert Candidate.objects.get().state == "rejected"


def test_reopen_puts_a_rejected_one_back(candidate: Candidate, curator: User) -> None:
    rejected = review.reject(candidate=candidate, by=curator, version=0, note="no")
    opened = review.reopen(candidate=rejected, by=curator, version=1, note="yes after all")
    assert (opened.state, opened.version, opened.decided_by) == ("open", 2, None)
    assert [one.decision for one in Review.objects.order_by("pk")] == ["reject", "reopen"]


def test_an_edit_is_kept_beside_what_was_read(candidate: Candidate, curator: User) -> None:
    read = dict(candidate.reading)
    stored = {**candidate.reading, "form": {"value": "arrangement", "spans": read["form"]["spans"], "rule": "edited"}}
    edited = review.save_edit(candidate=candidate, proposal=Proposal.parse(stored), by=curator, version=0)
    assert (edited.reading, edited.version) == (read, 1)
    made = review.accept(candidate=edited, by=curator, version=1)
    form = made.evidence.get(value="form")
    assert (made.form, form.reported) == ("arrangement", "Memorandum of understanding")


def test_an_edit_of_an_older_version_is_a_conflict(candidate: Candidate, curator: User, editor: User) -> None:
    """D9: nothing that somebody else typed is overwritten."""
    review.save_edit(candidate=candidate, proposal=Proposal.of(candidate), by=editor, version=0)
    with pytest.raises(review.Conflict, match="Editor has changed"):
        review.save_edit(candidate=candidate, proposal=Proposal.of(candidate), by=curator, version=0)


def test_the_second_decision_learns_of_the_first(candidate: Candidate, curator: User, editor: User) -> None:
    """D9."""
    made = review.accept(candidate=candidate, by=editor, version=0)
    with pytest.raises(review.Conflict) as caught:
        review.reject(candidate=candidate, by=curator, version=0, note="no")
    assert "Editor decided" in str(caught.value)
    assert made.public_id in str(caught.value)
    assert Review.objects.count() == 1
