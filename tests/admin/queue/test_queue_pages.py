"""The queue as a whole: batches, figures, who is asked first, who is looking, what a decision would change."""

import csv
import datetime
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.curation import review
from agreements.curation.reviewing import asking
from agreements.models import Agreement, Candidate, Curator, Evidence, Hold, Look, Review, Sighting, Source
from tests.admin.queue.test_reviewing import at, typed
from tests.curation.candidates import DIGITAL_GOVERNMENT, digital_government, make_candidate, make_match
from tests.curation.test_undo import register
from tests.factories import make_agreement, make_organisation, make_press_item
from tests.people import member, room

pytestmark = pytest.mark.django_db

BATCH = "admin:agreements_candidate_batch"


def near_certain(into: Agreement | None = None, score: float = 0.99, **changes: Any) -> Candidate:
    item = make_press_item(DIGITAL_GOVERNMENT)
    candidate = make_candidate(item, digital_government(**changes), match="matched")
    make_match(candidate, into or make_agreement(), score)
    return candidate


def ticks(page: Any) -> list[str]:
    return re.findall(r'name="take" value="([0-9.]+)"', page.content.decode())


# -- in batches ------------------------------------------------------------------------------------------------------


def known_in_part() -> Agreement:
    """What the text says of it is known but for the sum."""
    office, ministry = (
        make_organisation("Cabinet Office"),
        make_organisation("Ministry of the Interior and Safety", side="kr"),
    )
    return make_agreement(bodies=[office, ministry], sectors=["digital-government"])


def test_near_certain_ones_stand_on_one_page_with_what_they_say_more() -> None:
    sure = near_certain(known_in_part())
    near_certain(score=0.80)
    page = room("curator").get(reverse(BATCH))
    assert [tick.split(".")[0] for tick in ticks(page)] == [str(sure.pk)]
    body = page.content.decode()
    assert "1 near-certain match" in body
    assert "signed a memorandum of understanding on" in body
    assert "titles are alike" in body
    assert "£4.5 million" in body
    assert "Digital government" not in body.split('class="adds"')[1], "it is there already"


def test_only_those_that_say_nothing_more_are_ticked() -> None:
    into = known_in_part()
    telling, agreeing = near_certain(into), near_certain(into, amounts=[])
    body = room("curator").get(reverse(BATCH)).content.decode()
    ticked = re.findall(r'name="take" value="([0-9]+)[0-9.]*"[^>]* checked', body)
    assert ticked == [str(agreeing.pk)]
    assert body.index(f"take-{agreeing.pk}") < body.index("1 says something more") < body.index(f"take-{telling.pk}")


def test_a_batch_makes_no_record_say_more() -> None:
    into = known_in_part()
    near_certain(into)
    client = room("curator")
    client.post(reverse(BATCH), {"take": ticks(client.get(reverse(BATCH)))})
    assert Review.objects.get().agreement == into
    assert not into.amounts.exists()


def test_the_ticked_are_taken_each_by_itself_and_conflicts_are_listed() -> None:
    """D9: one that somebody was quicker with stops none of the others."""
    rows = [near_certain() for _ in range(4)]
    client = room("curator")
    sent = ticks(client.get(reverse(BATCH)))
    assert len(sent) == 4
    review.reject(candidate=rows[1], by=member("editor"), version=0, note="no")
    answer = client.post(reverse(BATCH), {"take": [tick for tick in sent if not tick.startswith(f"{rows[3].pk}.")]})
    page = client.get(answer["Location"]).content.decode()
    assert "1 was not done" in page
    assert "Editor decided on this candidate" in page
    states = [Candidate.objects.get(pk=row.pk).state for row in rows]
    assert states == ["merged", "rejected", "merged", "open"]
    assert Review.objects.filter(batch__isnull=False, decision="merge").count() == 2
    assert client.get(answer["Location"]).status_code == 200


def test_a_batch_is_undone_one_by_one_and_all_together() -> None:
    rows = [near_certain() for _ in range(3)]
    before = register()
    client = room("curator")
    answer = client.post(reverse(BATCH), {"take": ticks(client.get(reverse(BATCH)))})
    first = Review.objects.filter(candidate=rows[0]).get()
    client.post(reverse("admin:agreements_candidate_undo", args=[first.pk]), {"back": answer["Location"]})
    assert [Candidate.objects.get(pk=row.pk).state for row in rows] == ["open", "merged", "merged"]
    assert "Undo all 2 that stand" in client.get(answer["Location"]).content.decode()
    client.post(answer["Location"])
    assert register() == before


@pytest.mark.parametrize("sent", [["x"], ["1.2"], ["1.2.3.4"], ["9" * 30 + ".0.1"], ["1.0.999999"], []])
def test_hostile_ticks_do_nothing(sent: list[str]) -> None:
    near_certain()
    assert room("curator").post(reverse(BATCH), {"take": sent}).status_code == 302
    assert not Review.objects.exists()


def test_a_viewer_looks_and_takes_nothing() -> None:
    near_certain()
    client = room("viewer")
    page = client.get(reverse(BATCH))
    assert client.post(reverse(BATCH), {"take": ticks(page)}).status_code == 403
    assert not Review.objects.exists()


# -- one by one ------------------------------------------------------------------------------------------------------


def test_a_decision_is_told_with_a_button_that_takes_it_back() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    client = room("curator")
    page = client.post(at(candidate), typed(candidate, "accept"), follow=True).content.decode()
    undo = reverse("admin:agreements_candidate_undo", args=[Review.objects.get().pk])
    assert f'action="{undo}"' in page
    client.post(undo)
    assert (Candidate.objects.get(pk=candidate.pk).state, Agreement.objects.count()) == ("open", 0)


def test_the_agreement_that_it_is_matched_with_is_chosen_already() -> None:
    likely = make_agreement()
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), match="matched")
    make_match(candidate, likely)
    page = room("curator").get(at(candidate)).content.decode()
    assert re.search(rf'value="{likely.pk}" checked', page)
    assert f"What merging into {likely.public_id} will change" in page
    assert not Evidence.objects.filter(revision=candidate.revision).exists(), "only looked at"


def test_ambiguous_ones_are_laid_out_and_none_is_chosen() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), match="ambiguous")
    alike = make_agreement(bodies=[make_organisation("Cabinet Office"), make_organisation(side="kr")])
    other = make_agreement(form="treaty", sectors=["space"])
    for one in (alike, other):
        make_match(candidate, one)
    page = room("curator").get(at(candidate))
    choices = page.context["page"].choices
    assert [choice.values["form"].stance for choice in choices] == ["agrees", "differs"]
    assert [choice.values["uk"].stance for choice in choices] == ["agrees", "adds"]
    assert not any(choice.is_chosen for choice in choices)
    assert "What accepting it as new will make" in page.content.decode()


def test_what_it_will_change_is_what_it_then_changes() -> None:
    into = make_agreement(title_en="Digital Government Memorandum", sectors=["digital-government"])
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), match="matched")
    make_match(candidate, into)
    client = room("curator")
    before = register()
    seen = client.get(at(candidate)).context["page"].foreseen
    assert {key: rows for key, rows in register().items() if key != "look"} == {
        key: rows for key, rows in before.items() if key != "look"
    }
    added = {line.what for line in seen.added}
    assert {"body", "amount", "new body in the register", "new person in the register"} <= added
    client.post(at(candidate), typed(candidate, "merge", into=into.pk))
    assert into.amounts.count() == 1
    assert into.signatories.count() == 2 + sum(line.what == "body" for line in seen.added)


def test_a_look_ahead_is_at_what_is_typed() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    address = reverse("admin:agreements_candidate_preview", args=[candidate.pk])
    sent = typed(candidate, "", **{"head-title_en": "A Title Typed Just Now"})
    page = room("editor").post(address, sent).content.decode()
    assert "A Title Typed Just Now" in page
    assert "Nothing stands against publishing it" in page
    candidate.refresh_from_db()
    assert (candidate.edited, candidate.version, Agreement.objects.count()) == (None, 0, 0)


def test_what_stands_against_publication_is_said_before() -> None:
    bare = digital_government(uk_parties=[], kr_parties=[], people=[], sectors=[])
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), bare)
    assert "Name at least one body" in room("editor").get(at(candidate)).content.decode()


@pytest.mark.parametrize("ground", ["not-uk-korea", "no-agreement", "duplicate", "commercial", "misread"])
def test_a_usual_reason_rejects_at_once(ground: str) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    room("curator").post(at(candidate), typed(candidate, f"reject:{ground}"))
    assert Review.objects.get().ground == ground
    assert Candidate.objects.get().state == "rejected"


def test_an_unknown_reason_is_none() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    page = room("curator").post(at(candidate), typed(candidate, "reject:because"))
    assert "Say in a few words" in page.content.decode()


# -- putting off -----------------------------------------------------------------------------------------------------


def test_put_off_until_a_day_it_is_gone_and_comes_back() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    client = room("curator")
    client.post(at(candidate), typed(candidate, "defer", until="", note="ask the desk"))
    hold = Hold.objects.get()
    assert hold.until == timezone.now().date() + datetime.timedelta(days=7)
    assert not Candidate.objects.waiting().exists()
    page = client.get(at(candidate)).content.decode()
    assert "Curator put it off until" in page
    assert "ask the desk" in page
    listed = client.get(reverse("admin:agreements_candidate_changelist"), {"state": "until"})
    assert [row.pk for row in listed.context["cl"].result_list] == [candidate.pk]
    Hold.objects.update(until=timezone.now().date())
    assert Candidate.objects.waiting().get() == candidate


@pytest.mark.parametrize(
    ("until", "said"), [("1 January 2020", "still to come"), ("Nov 2031", "whole date"), ("??", "")]
)
def test_a_day_that_cannot_be_is_explained(until: str, said: str) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    page = room("curator").post(at(candidate), typed(candidate, "defer", until=until))
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Hold.objects.exists()


def test_a_second_source_brings_it_back_with_a_mark() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT), fingerprint="f" * 64)
    client = room("curator")
    client.post(at(candidate), typed(candidate, "second"))
    assert not Candidate.objects.waiting().exists()
    same = make_candidate(make_press_item(DIGITAL_GOVERNMENT), fingerprint="f" * 64)
    assert candidate not in Candidate.objects.waiting(), "the same publisher is no second source"
    same.revision.item.publisher = "Another Gazette"
    same.revision.item.save()
    assert candidate in Candidate.objects.waiting()
    page = client.get(at(candidate)).content.decode()
    assert "a second source has come" in page
    assert "Another Gazette" in page


@pytest.mark.parametrize("decision", ["defer", "second"])
def test_putting_off_can_be_undone_and_cut_short(decision: str) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    client = room("curator")
    client.post(at(candidate), typed(candidate, decision))
    client.post(reverse("admin:agreements_candidate_undo", args=[Review.objects.get().pk]))
    assert Candidate.objects.waiting().get() == candidate
    candidate.refresh_from_db()
    client.post(at(candidate), typed(candidate, decision))
    candidate.refresh_from_db()
    client.post(at(candidate), {"decision": "resume", "version": candidate.version})
    assert Candidate.objects.waiting().get() == candidate


def test_undoing_a_decision_on_what_was_put_off_puts_it_off_again() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    review.ask_second_source(candidate=candidate, by=member("curator"), version=0)
    before = register()
    review.accept(candidate=candidate, by=member("curator"), version=1)
    review.undo(review=Review.objects.filter(decision="accept").get(), by=member("curator"))
    assert register() == before


# -- two people ------------------------------------------------------------------------------------------------------


def test_the_second_sees_both_versions_field_by_field_and_may_go_on() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    first, second = room("editor"), room("curator")
    first.post(at(candidate), typed(candidate, "save", **{"head-title_en": "Theirs", "uk-0-name": "HM Treasury"}))
    sent = typed(candidate, "save", **{"head-title_en": "Mine"})
    page = second.post(at(candidate), sent)
    assert page.status_code == 409
    versions = {one.name: (one.theirs, one.mine) for one in page.context["page"].versions}
    assert versions == {"English title": ("Theirs", "Mine"), "United Kingdom": ("HM Treasury", "Cabinet Office")}
    again = second.post(at(candidate), sent | {"decision": "mine"}).content.decode()
    assert 'value="Mine"' in again
    assert 'name="version" value="1"' in again
    second.post(at(candidate), sent | {"version": 1})
    candidate.refresh_from_db()
    assert candidate.proposal["title_en"]["value"] == "Mine"  # type: ignore[index]
    kept = Review.objects.filter(decision="edit").latest("pk").effects["was"]
    assert kept["title_en"]["value"] == "Theirs", "nothing of theirs is lost"


def test_who_has_it_open_is_said_and_keeps_nobody_out() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    room("editor").get(at(candidate))
    client = room("curator")
    assert "Editor is looking at this since" in client.get(at(candidate)).content.decode()
    assert "Editor is looking" in client.get(reverse("admin:agreements_candidate_changelist")).content.decode()
    answer = client.post(reverse("admin:agreements_candidate_looking", args=[candidate.pk]), {"version": "0"}).json()
    assert answer["changed"] == ""
    assert len(answer["others"]) == 1
    Look.objects.update(seen_at=timezone.now() - asking.A_LOOK * 2)
    assert "is looking at this" not in client.get(at(candidate)).content.decode()
    assert client.post(at(candidate), typed(candidate, "accept")).status_code == 302


# -- who is asked first ----------------------------------------------------------------------------------------------


def test_texts_in_the_language_that_a_curator_reads_come_first() -> None:
    english = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    korean = make_candidate(make_press_item(DIGITAL_GOVERNMENT, language="ko"))
    client = room("curator")
    queue = reverse("admin:agreements_candidate_changelist")

    def order(language: str = "en") -> list[int]:
        page = client.get(queue, headers={"accept-language": language})
        return [row.pk for row in page.context["cl"].result_list]

    assert order() == [english.pk, korean.pk]
    assert order("ko") == [korean.pk, english.pk]
    client.post(reverse("admin:agreements_candidate_reads"), {"reads": "ko"})
    assert Curator.objects.get().reads == "ko"
    assert order() == [korean.pk, english.pk]
    assert "English text" in client.get(at(english)).content.decode()
    assert client.post(reverse("admin:agreements_candidate_reads"), {"reads": "fr"}).status_code == 400


# -- figures ---------------------------------------------------------------------------------------------------------


def test_figures_show_which_source_and_which_rule_mislead() -> None:
    by = member("curator")
    good, bad = (Source.objects.create(slug=name, name=name.title(), location=f"/{name}") for name in ("good", "bad"))
    for place, source in enumerate([good, good, bad, bad]):
        stored = digital_government(title={"value": "A title", "spans": [], "rule": f"title-of-{source.slug}"})
        one = make_candidate(make_press_item(DIGITAL_GOVERNMENT), stored)
        Sighting.objects.create(source=source, key=str(place), item=one.revision.item)
        if source is good:
            review.accept(candidate=one, by=by, version=0)
        elif place == 3:
            review.reject(candidate=one, by=by, version=0, ground="misread")
    client = room("viewer")
    page = client.get(reverse("admin:agreements_candidate_figures"))
    assert [(one.name, one.percent) for one in page.context["sources"]] == [("Bad", 0), ("Good", 100)]
    rules = {one.name: one.line for one in page.context["rules"]}
    assert (rules["title-of-bad"].rejected, rules["title-of-bad"].open) == (1, 1)
    assert rules["title-of-good"].precision == 1
    for table in ("waiting", "sources", "rules"):
        answer = client.get(reverse("admin:agreements_candidate_figures_csv", args=[table]))
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) > 1
        assert len({len(row) for row in rows}) == 1
    assert client.get(reverse("admin:agreements_candidate_figures_csv", args=["secrets"])).status_code == 404


def test_a_value_that_was_corrected_counts_against_its_rule() -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    client = room("curator")
    client.post(at(candidate), typed(candidate, "save", **{"head-form": "accord"}))
    rules = {one.name: one.line for one in client.get(reverse("admin:agreements_candidate_figures")).context["rules"]}
    assert rules["rule"].corrected == 1


def test_names_are_offered_in_both_scripts() -> None:
    make_organisation("Ministry of Science and ICT", name_ko="과학기술정보통신부", side="kr")
    client = room("curator")
    for typed_words in ("과학기술", "science and"):
        answer = client.get(reverse("admin:agreements_candidate_names"), {"q": typed_words, "side": "kr"}).json()
        assert answer["names"][0]["both"] == "Ministry of Science and ICT · 과학기술정보통신부"


# -- how much it asks ------------------------------------------------------------------------------------------------


def test_pages_of_the_queue_ask_the_same_number_of_questions_however_long_it_is() -> None:
    client = room("editor")
    into = make_agreement()

    def fill(times: int) -> None:
        for _ in range(times):
            near_certain(into)
            ambiguous = make_candidate(make_press_item(DIGITAL_GOVERNMENT), match="ambiguous")
            make_match(ambiguous, make_agreement())

    def questions(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    first = make_candidate(make_press_item(DIGITAL_GOVERNMENT), match="ambiguous")
    make_match(first, make_agreement())
    fill(2)
    pages = ["changelist", "batch", "figures"]
    addresses = [*(reverse(f"admin:agreements_candidate_{page}") for page in pages), at(first)]
    for address in addresses:
        client.get(address)
    few = [questions(address) for address in addresses]
    fill(4)
    assert [questions(address) for address in addresses] == few
    for _ in range(3):
        make_match(first, make_agreement())
    assert questions(at(first)) == few[-1], "choices laid out are read together"
