"""Two records of one agreement become one, and two again."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client

from agreements.catalogue.record.changes import changes
from agreements.curation import agreements, evidence, review
from agreements.curation.evidence import Support
from agreements.curation.merging import ground, unmerge
from agreements.curation.refusals import ReasonNeeded, WrongState
from agreements.curation.reviewing.effects import CannotUndo
from agreements.models import Candidate, CandidateMatch, Evidence, Merger, SearchEntry
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.curation.merging.conftest import Two, dump, page, told
from tests.factories import MADE, STAND, make_agreement, make_press_item
from tests.mergers import merge_agreements

pytestmark = pytest.mark.django_db


def test_everything_goes_to_the_one_kept(two: Two, editor: User) -> None:
    merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one memorandum, entered twice")
    keep, away = two.keep, two.away
    keep.refresh_from_db()
    away.refresh_from_db()
    assert (away.record_state, away.merged_into) == ("merged", keep)
    assert {tag.sector: tag.is_primary for tag in keep.sector_tags.all()} == {"digital": True, "ai": False}
    assert sorted(row.organisation.name_en for row in keep.signatories.all()) == [
        "Cabinet Office",
        "Ministry of Science",
        "Ministry of the Interior",
    ]
    assert keep.signatories.get(organisation=two.office).person, "what the other knew of the same body is known"
    assert [(one.kind, one.to.title_en) for one in keep.relations.all()] == [("renews", "An older framework")]
    assert [one.agreement.title_en for one in keep.inverse_relations.all()] == ["An older framework"]
    assert keep.press_links.count() == keep.identifiers.count() == keep.doubts.count() == keep.documents.count() == 1
    assert keep.amounts.count() == 1
    assert keep.summary_en == "They will share what they know."
    for rows in ("actions", "signatories", "sector_tags", "relations", "evidence", "press_links", "amounts"):
        assert not getattr(away, rows).exists(), rows
    assert not SearchEntry.objects.filter(agreement=away).exists()
    assert not agreements.obstacles(keep)


def test_what_was_not_chosen_stands_beside(two: Two, editor: User) -> None:
    merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one", choices={"form": "away"})
    keep = two.keep
    keep.refresh_from_db()
    assert (keep.form, keep.title_en) == ("agreement", "MOU on Digital Government")
    assert [name.text for name in keep.other_names.all()] == ["Memorandum on e-Government Cooperation"]
    assert keep.evidence.filter(value="other_name", reference__title="title-theirs", supports=True).exists()
    against = {
        (one.value, one.reported, one.reference.title) for one in keep.evidence.filter(supports=False) if one.reference
    }
    assert against == {
        ("form", "Memorandum of understanding", "form-ours"),
        ("action", "2023-11-23", "day-theirs"),
    }
    assert [str(one.date) for one in keep.actions.filter(kind="signed")] == ["2023-11-22"]


def test_the_other_day_may_be_chosen_or_both_kept(two: Two, editor: User) -> None:
    key = f"action-{two.away.actions.get(kind='signed').pk}"
    merger = merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one", choices={key: "away"})
    assert [str(one.date) for one in two.keep.actions.filter(kind="signed")] == ["2023-11-23"]
    assert two.keep.evidence.get(value="action", supports=False).reported == "2023-11-22"
    unmerge(merger=merger, by=editor)
    merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one", choices={key: "both"})
    assert two.keep.actions.filter(kind="signed").count() == 2


@pytest.mark.parametrize("choice", ["keep", "away"])
def test_undoing_restores_every_row(two: Two, editor: User, choice: str) -> None:
    """D9."""
    before = dump()
    step = f"action-{two.away.actions.get(kind='signed').pk}"
    merger = merge_agreements(
        keep=two.keep, away=two.away, by=editor, reason="one", choices=dict.fromkeys(("title_en", "form", step), choice)
    )
    assert dump() != before
    unmerge(merger=merger, by=editor)
    assert dump() == before
    assert SearchEntry.objects.filter(agreement__in=[two.keep, two.away]).count() == 2
    merger.refresh_from_db()
    assert merger.undone_by == editor


def test_a_decided_candidate_goes_along_and_comes_back(two: Two, curator: User, editor: User) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    review.merge(candidate=candidate, into=two.away, by=curator, version=0)
    before = dump()
    merger = merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one")
    candidate.refresh_from_db()
    assert candidate.agreement == two.keep
    with pytest.raises(CannotUndo):
        review.undo(review=candidate.reviews.first(), by=editor)  # type: ignore[arg-type]
    unmerge(merger=merger, by=editor)
    assert dump() == before


def test_matches_are_of_the_one_kept(two: Two, editor: User) -> None:
    merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one")
    assert [(one.agreement, one.score) for one in CandidateMatch.objects.all()] == [(two.keep, 0.9)]


def test_its_address_leads_to_the_one_kept_until_it_is_undone(two: Two, editor: User, client: Client) -> None:
    ours = f"/agreements/{two.keep.public_id}-{two.keep.slug}/"
    theirs = f"/agreements/{two.away.public_id}-{two.away.slug}/"
    merger = merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one")
    answer = client.get(theirs)
    assert (answer.status_code, answer["Location"]) == (301, ours)
    assert "must-revalidate" in answer["Cache-Control"], "or a browser never learns that it was undone"
    assert client.get(f"/ko{theirs}")["Location"] == f"/ko{ours}"
    shown = client.get(ours).content.decode()
    assert f"{two.away.public_id} was merged into it" in shown
    unmerge(merger=merger, by=editor)
    assert client.get(theirs).status_code == client.get(ours).status_code == 200


@pytest.mark.django_db(transaction=True)  # the order of changes is that of their transactions
def test_readers_are_told_neither_of_a_merger_nor_of_its_undoing(two: Two, editor: User) -> None:
    """Nothing was corrected; what was changed in between is told."""
    before = [changes(record, "en") for record in (two.keep, two.away)]
    for _ in range(2):
        unmerge(merger=merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one"), by=editor)
    assert [changes(record, "en") for record in (two.keep, two.away)] == before
    two.keep.refresh_from_db()
    agreements.amend(agreement=two.keep, by=editor, reason="clearer", summary_en="Another summary.")
    told = changes(two.keep, "en")
    assert len(told) == len(before[0]) + 1
    assert [edit.label for edit in told[0].edits] == ["English summary"]


def test_drafts_are_a_curators_and_public_records_an_editors(two: Two, curator: User, editor: User) -> None:
    with pytest.raises(PermissionDenied):
        merge_agreements(keep=two.keep, away=two.away, by=curator, reason="one")
    drafts = [make_agreement("One thing", published=False) for _each in range(2)]
    merger = merge_agreements(keep=drafts[0], away=drafts[1], by=curator, reason="one")
    unmerge(merger=merger, by=curator)
    public = merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one")
    with pytest.raises(PermissionDenied):
        unmerge(merger=public, by=curator)


def test_a_public_record_is_not_hidden_in_a_draft(two: Two, editor: User) -> None:
    draft = make_agreement("A draft", published=False)
    with pytest.raises(WrongState, match="keep the public one"):
        merge_agreements(keep=draft, away=two.away, by=editor, reason="one")
    assert not Merger.objects.exists()


def test_a_bare_row_would_leave_a_public_record_unsupported(two: Two, editor: User) -> None:
    draft = make_agreement("A draft", published=False)
    Evidence.objects.filter(agreement=draft, value="signatory").delete()
    before = dump()
    with pytest.raises(agreements.NotReady):
        merge_agreements(keep=two.keep, away=draft, by=editor, reason="one")
    assert dump() == before
    merger = merge_agreements(keep=two.keep, away=draft, by=editor, reason="one", vouch=True)
    assert two.keep.evidence.filter(accepted_by=editor, value="signatory").count() == 2
    unmerge(merger=merger, by=editor)
    assert dump() == before


def test_nothing_is_merged_that_changed_since_it_was_compared(two: Two, editor: User) -> None:
    """D9."""
    seen = ground.version(two.keep, two.away)
    agreements.tag_sector(agreement=two.away, sector="space", by=editor, reason=MADE)
    with pytest.raises(ground.ChangedSince):
        merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one", version=seen)
    merge_agreements(
        keep=two.keep, away=two.away, by=editor, reason="one", version=ground.version(two.keep, two.away), vouch=True
    )


def test_nothing_is_put_on_the_one_taken_away(two: Two, editor: User) -> None:
    """D9: no orphan, by the verbs and by the tables themselves."""
    merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one")
    for verb in (
        lambda: agreements.amend(agreement=two.away, by=editor, reason="x", title_en="New"),
        lambda: agreements.tag_sector(agreement=two.away, sector="space", by=editor, reason="x"),
        lambda: agreements.record_action(agreement=two.away, kind="signed", when=None, by=editor, reason="x"),
    ):
        with pytest.raises(WrongState, match="merged"):
            verb()
    from agreements.curation.audit import change

    with pytest.raises(WrongState, match="merged"), change(by=editor, reason="x"):
        evidence.add(agreement=two.away, value="form", support=evidence.judgement(), stand=STAND)


@pytest.mark.parametrize("value", ["row", "column"])
def test_it_is_not_undone_where_later_work_rests_on_it(two: Two, editor: User, value: str) -> None:
    merger = merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one", choices={"form": "away"})
    if value == "row":
        told(two.keep, "amount", "later", two.keep.amounts.get())
    else:
        told(two.keep, "form", "later")
    with pytest.raises(CannotUndo, match="put since"):
        unmerge(merger=merger, by=editor)


def test_it_is_not_undone_where_a_row_was_changed_since(two: Two, editor: User) -> None:
    key = f"action-{two.away.actions.get(kind='signed').pk}"
    merger = merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one", choices={key: "away"})
    two.keep.actions.filter(kind="signed").update(date="2023-11-24")
    with pytest.raises(CannotUndo, match="changed since"):
        unmerge(merger=merger, by=editor)


def test_the_later_of_two_mergers_is_undone_first(two: Two, editor: User) -> None:
    first = merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one")
    third = make_agreement("The same once more")
    before = dump()
    second = merge_agreements(keep=third, away=two.keep, by=editor, reason="one")
    with pytest.raises(CannotUndo, match="undo that merger first"):
        unmerge(merger=first, by=editor)
    unmerge(merger=second, by=editor)
    assert dump() == before
    unmerge(merger=first, by=editor)
    with pytest.raises(CannotUndo, match="already"):
        unmerge(merger=first, by=editor)


def test_a_merger_says_why(two: Two, editor: User) -> None:
    with pytest.raises(ReasonNeeded):
        merge_agreements(keep=two.keep, away=two.away, by=editor, reason=" ")


def test_the_same_page_under_both_stands_once(two: Two, editor: User) -> None:
    shared = page("shared")
    for one in (two.keep, two.away):
        row = one.sector_tags.get(sector="digital")
        support = Support("reference", reference=shared)
        evidence.add(agreement=one, value="sector", row=row, support=support, stand=STAND)
    merge_agreements(keep=two.keep, away=two.away, by=editor, reason="one")
    assert Evidence.objects.filter(reference=shared).count() == 1
    assert not Candidate.objects.filter(agreement=two.away).exists()
