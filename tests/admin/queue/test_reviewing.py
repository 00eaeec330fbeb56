"""The queue and the review page: what is shown, what a button does, what is never lost."""

import re
from typing import Any

import pytest
from django.urls import reverse

from agreements.curation import review
from agreements.models import Agreement, Candidate, Review
from tests.curation.candidates import DIGITAL_GOVERNMENT, digital_government, make_candidate, make_match
from tests.factories import make_agreement, make_press_item
from tests.mergers import merge_agreements
from tests.people import member, room

pytestmark = pytest.mark.django_db


def typed(candidate: Candidate, decision: str, **changes: Any) -> dict[str, Any]:
    """What the browser sends when the form is left as it was found, with `changes`."""
    sent: dict[str, Any] = {"version": candidate.version, "decision": decision, "note": "", "other": ""}
    proposal = candidate.proposal
    head = {"form": proposal["form"], "status": proposal["status"], "date": proposal["date"]}
    sent |= {f"head-{name}": fact["value"] if isinstance(fact, dict) else "" for name, fact in head.items()}
    sent |= {"head-title_en": "", "head-title_ko": ""}
    rows = {
        "uk": [{"name": fact["value"]} for fact in proposal["uk_parties"]],  # type: ignore[attr-defined]
        "kr": [{"name": fact["value"]} for fact in proposal["kr_parties"]],  # type: ignore[attr-defined]
        "other": [],
        "people": [fact["value"] for fact in proposal["people"]],  # type: ignore[attr-defined]
        "sectors": [{"sector": fact["value"]} for fact in proposal["sectors"]],  # type: ignore[attr-defined]
        "amounts": [
            {"minimum": fact["value"]["minimum"], "maximum": "", "currency": fact["value"]["currency"]}
            for fact in proposal["amounts"]  # type: ignore[attr-defined]
        ],
    }
    for prefix, values in rows.items():
        sent |= {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": len(values)}
        for place, row in enumerate(values):
            sent |= {f"{prefix}-{place}-place": place}
            sent |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return sent | changes


@pytest.fixture
def candidate() -> Candidate:
    return make_candidate(make_press_item(DIGITAL_GOVERNMENT))


def at(candidate: Candidate) -> str:
    return reverse("admin:agreements_candidate_change", args=[candidate.pk])


def test_the_text_stands_escaped_with_every_fact_marked(candidate: Candidate) -> None:
    """C11, C17: what the item says is shown and never run."""
    page = room("curator").get(at(candidate)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    shown = re.sub(r"<[^>]+>", "", page.split('class="runs"')[1].split("</div>")[0]).split(">", 1)[1]
    assert "Ministry of the Interior and Safety signed a memorandum of understanding" in shown
    for field in ("form", "status", "uk-0", "kr-0", "people-0", "sectors-0", "amounts-0"):
        assert f'id="at-{field}"' in page, field
        assert f'data-field="{field}"' in page, field


def test_nothing_on_the_page_is_inline(candidate: Candidate) -> None:
    page = room("editor").get(at(candidate))
    body = page.content.decode()
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)", body)
    assert not re.search(r"<style|\sstyle=|\son\w+=", body)


@pytest.mark.parametrize("hostile", ['"><img src=x onerror=alert(1)>', "<svg/onload=alert(1)>", "javascript:alert(1)"])
def test_hostile_names_and_titles_are_inert_everywhere(hostile: str) -> None:
    """C11: list, form, review page and history."""
    stored = digital_government(
        title={"value": hostile, "spans": [], "rule": ""}, uk_parties=[{"value": hostile, "spans": [], "rule": ""}]
    )
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT, title=hostile), stored)
    client = room("editor")
    made = review.accept(candidate=candidate, by=member("editor"), version=0)
    waiting = make_candidate(make_press_item(DIGITAL_GOVERNMENT, title=hostile), stored)
    for address in (
        at(waiting),
        at(candidate),
        reverse("admin:agreements_candidate_changelist"),
        reverse("admin:agreements_agreement_changelist"),
        reverse("admin:agreements_agreement_change", args=[made.pk]),
        reverse("admin:agreements_agreement_history", args=[made.pk]),
        reverse("admin:agreements_pressitem_changelist"),
    ):
        page = client.get(address).content.decode()
        assert "<img src=x" not in page, address
        assert "<svg/onload" not in page, address
        assert 'href="javascript:' not in page, address


def test_accept_leads_to_the_next_one(candidate: Candidate) -> None:
    following = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    answer = room("curator").post(at(candidate), typed(candidate, "accept"))
    assert answer.status_code == 302
    assert answer["Location"] == at(following)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.edited) == ("accepted", None)


def test_what_was_typed_is_what_is_accepted(candidate: Candidate) -> None:
    sent = typed(
        candidate,
        "accept",
        **{"head-title_en": "Digital Government Memorandum", "head-date": "Nov 2023", "kr-0-name": "행정안전부"},
    )
    room("curator").post(at(candidate), sent)
    made = Agreement.objects.get()
    assert made.title_en == "Digital Government Memorandum"
    assert str(made.actions.get().when) == "2023-11"
    assert made.signatories.get(side="kr").organisation.name_ko == "행정안전부"
    candidate.refresh_from_db()
    assert candidate.reading == digital_government()


def test_a_curator_cannot_publish_by_any_button(candidate: Candidate) -> None:
    """E6."""
    client = room("curator")
    assert 'value="publish"' not in client.get(at(candidate)).content.decode()
    assert client.post(at(candidate), typed(candidate, "publish")).status_code == 403
    assert not Agreement.objects.exists()


def test_a_viewer_reads_and_decides_nothing(candidate: Candidate) -> None:
    client = room("viewer")
    assert client.get(at(candidate)).status_code == 200
    for decision in ("accept", "publish", "merge", "reject", "save", "undo", "reopen"):
        assert client.post(at(candidate), typed(candidate, decision, note="x")).status_code == 403
    assert not Review.objects.exists()


def test_an_editor_accepts_and_publishes(candidate: Candidate) -> None:
    room("editor").post(at(candidate), typed(candidate, "publish"))
    assert Agreement.objects.get().is_published


def test_obstacles_are_listed_and_the_form_is_kept() -> None:
    bare = make_candidate(
        make_press_item(DIGITAL_GOVERNMENT), digital_government(uk_parties=[], kr_parties=[], people=[], sectors=[])
    )
    sent = typed(bare, "publish", **{"head-title_en": "Typed by hand"})
    page = room("editor").post(at(bare), sent)
    body = page.content.decode()
    assert "Name at least one body" in body
    assert 'value="Typed by hand"' in body
    assert not Agreement.objects.exists()


def test_merge_into_a_likely_one_or_any_other(candidate: Candidate) -> None:
    likely, other = make_agreement(), make_agreement()
    make_match(candidate, likely)
    client = room("curator")
    assert likely.public_id in client.get(at(candidate)).content.decode()
    client.post(at(candidate), typed(candidate, "merge", into=likely.pk))
    assert Candidate.objects.get(pk=candidate.pk).agreement == likely
    second = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    client.post(at(second), typed(second, "merge", other=other.pk))
    assert Candidate.objects.get(pk=second.pk).agreement == other


@pytest.mark.parametrize("into", ["", "0", "abc", "-1", "9" * 30])
def test_merge_into_nothing_is_asked_again(candidate: Candidate, into: str) -> None:
    page = room("curator").post(at(candidate), typed(candidate, "merge", into=into))
    assert "Choose the agreement" in page.content.decode()


def test_a_rejection_needs_its_reason(candidate: Candidate) -> None:
    client = room("curator")
    assert "Say in a few words" in client.post(at(candidate), typed(candidate, "reject")).content.decode()
    client.post(at(candidate), typed(candidate, "reject", note="a match report"))
    assert Candidate.objects.get().state == "rejected"


def test_undo_brings_it_back(candidate: Candidate) -> None:
    client = room("curator")
    client.post(at(candidate), typed(candidate, "accept"))
    client.post(at(candidate), {"decision": "undo", "version": 1})
    assert (Candidate.objects.get().state, Agreement.objects.count()) == ("open", 0)


def test_nothing_is_decided_by_who_does_not_say_what_they_saw(candidate: Candidate) -> None:
    client = room("editor")
    for decision in ("accept", "publish", "reject:misread", "defer", "second", "save", "resume", "mine"):
        sent = {name: value for name, value in typed(candidate, decision).items() if name != "version"}
        for blind in (sent, {**sent, "version": ""}):
            answer = client.post(at(candidate), blind)
            assert answer.status_code == 409
            assert "Open the page again." in answer.content.decode()
    candidate.refresh_from_db()
    assert (candidate.state, candidate.version, candidate.reviews.count()) == ("open", 0, 0)


def test_an_undo_takes_back_the_decision_that_was_seen(candidate: Candidate) -> None:
    """D9."""
    client, other = room("curator"), member("editor")
    client.post(at(candidate), typed(candidate, "reject:misread"))
    review.undo(review=candidate.reviews.get(), by=other)
    review.reject(candidate=candidate, by=other, version=2, ground="commercial")
    assert client.post(at(candidate), {"decision": "undo", "version": 1}).status_code == 409
    assert Candidate.objects.get().state == "rejected"


def test_an_undo_leads_to_the_merger_that_stands_in_its_way(candidate: Candidate) -> None:
    client = room("editor")
    client.post(at(candidate), typed(candidate, "accept"))
    made, kept = Agreement.objects.get(), make_agreement(published=False)
    merger = merge_agreements(keep=kept, away=made, by=member("editor"), reason="one", vouch=True)
    link = f'<a href="{reverse("admin:agreements_merger_change", args=[merger.pk])}">Open that merger</a>'
    undo = reverse("admin:agreements_candidate_undo", args=[Review.objects.get().pk])
    candidate.refresh_from_db()
    for address, sent in ((at(candidate), {"decision": "undo", "version": candidate.version}), (undo, {})):
        page = client.post(address, sent, follow=True).content.decode()
        assert link in page
        assert made.public_id in page


def test_the_second_curator_sees_the_first_decision_and_loses_nothing(candidate: Candidate) -> None:
    """D9."""
    review.reject(candidate=candidate, by=member("editor"), version=0, note="no")
    page = room("curator").post(at(candidate), typed(candidate, "accept", **{"head-title_en": "My careful title"}))
    body = page.content.decode()
    assert page.status_code == 409
    assert "Editor decided on this candidate" in body
    assert 'value="My careful title"' in body
    assert not Agreement.objects.exists()


def test_an_ambiguous_date_is_explained_and_the_form_kept(candidate: Candidate) -> None:
    sent = typed(candidate, "accept", **{"head-date": "11/12/2023", "head-title_en": "Kept"})
    body = room("curator").post(at(candidate), sent).content.decode()
    assert "can mean 11 December 2023 or 12 November 2023" in body
    assert 'value="11/12/2023"' in body
    assert 'value="Kept"' in body


def test_an_edit_is_shown_beside_what_the_machine_read(candidate: Candidate) -> None:
    client = room("curator")
    client.post(at(candidate), typed(candidate, "save", **{"head-form": "accord", "uk-0-name": "HM Treasury"}))
    body = client.get(at(candidate)).content.decode()
    assert "As read: <span>Memorandum of understanding</span>" in body
    assert "Cabinet Office" in body.split("As the machine read it")[1]


def test_the_queue_shows_what_is_worth_a_minute_first() -> None:
    kinds = ("matched", "ambiguous", "new")
    waiting = {kind: make_candidate(make_press_item(DIGITAL_GOVERNMENT), match=kind) for kind in kinds}
    page = room("curator").get(reverse("admin:agreements_candidate_changelist"))
    listed = [row.pk for row in page.context["cl"].result_list]
    assert listed == [waiting[kind].pk for kind in ("new", "ambiguous", "matched")]
    head = page.context["queue"]
    assert (head.new, head.near_certain, head.ambiguous, head.matched) == (1, 0, 1, 1)


@pytest.mark.parametrize("lookup", ["decided_by__password__startswith=a", "revision__raw__content=1"])
def test_the_queue_is_not_an_oracle(candidate: Candidate, lookup: str) -> None:
    """E5: filtering by a hidden column is refused."""
    assert room("curator").get(f"{reverse('admin:agreements_candidate_changelist')}?{lookup}").status_code in (302, 400)
