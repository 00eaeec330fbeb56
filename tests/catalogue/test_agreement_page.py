"""The page of one agreement: every value with what stands under it, nothing hidden, nothing guessed."""

import datetime

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue.agreement import page as agreement_page
from agreements.catalogue.finding import find
from agreements.catalogue.pages.agreement import AgreementPage, Fact, Related
from agreements.curation import agreements as curation
from agreements.curation import evidence
from agreements.curation.audit import change, telling
from agreements.curation.evidence import Support
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, Occasion, Reference
from tests.factories import MADE, STAND, make_agreement, make_organisation, make_person, make_press_item
from tests.people import member

pytestmark = pytest.mark.django_db


def _page(agreement: Agreement, language: str = "en") -> AgreementPage:
    page = agreement_page(agreement.pk, language)
    assert page
    return page


def _fact(page: AgreementPage, code: str) -> Fact:
    return next(fact for fact in page.facts if fact.code == code)


def _reference() -> Reference:
    return Reference.objects.create(
        address="https://example.org/a",
        link="https://example.org/a",
        title="A page",
        publisher="A Ministry",
        language="ko",
    )


def test_a_value_carries_its_evidence_strongest_first() -> None:
    agreement = make_agreement()
    revision = make_press_item("Today the two signed a Memorandum in London.", address="https://example.org/press")
    for support in (
        Support("reference", reference=_reference()),
        evidence.found_in(revision, 14, 33),
    ):
        evidence.add(agreement=agreement, value="form", support=support, stand=STAND)
    value = _fact(_page(agreement), "form").values[0]
    assert str(value.text) == "Memorandum of understanding"
    assert value.strength == "quotation"
    assert [each.strength.code for each in value.supports] == ["quotation", "reference", "judgement"]
    quotation, reference, judgement = value.supports
    assert quotation.quote.words == "signed a Memorandum"
    assert (quotation.prefix, quotation.suffix) == ("Today the two ", " in London.")
    assert quotation.press_address == f"/press/{revision.item_id}/"
    assert (reference.publisher, reference.link, reference.language.text) == (
        "A Ministry",
        "https://example.org/a",
        "Korean",
    )
    assert judgement.accepted_by == STAND.name
    assert not judgement.title


def test_competing_values_stand_side_by_side() -> None:
    agreement = make_agreement(on="22 November 2023")
    action = agreement.actions.get()
    support = Support("reference", reference=_reference(), supports=False, reported="21 November 2023")
    evidence.add(agreement=agreement, value="action", row=action, support=support, stand=STAND)
    fact = _fact(_page(agreement), "signed")
    assert [str(value.text) for value in fact.values] == ["22 November 2023", "21 November 2023"]
    assert [value.is_reported_only for value in fact.values] == [False, True]
    assert [value.counted for value in fact.values] == ["", "one source"]
    assert fact.is_disputed
    assert fact.flag == "Sources differ"
    assert [str(value.text) for value in _page(agreement).timeline.past[0].rivals] == ["21 November 2023"]


def test_a_competing_date_is_said_in_the_readers_words() -> None:
    agreement = make_agreement(on="22 November 2023")
    support = Support("reference", reference=_reference(), supports=False, reported="21 November 2023")
    evidence.add(agreement=agreement, value="action", row=agreement.actions.get(), support=support, stand=STAND)
    assert [str(value.text) for value in _fact(_page(agreement, "ko"), "signed").values] == [
        "2023년 11월 22일",
        "2023년 11월 21일",
    ]


@pytest.mark.parametrize(
    ("british", "korean", "flag"),
    [
        ("https://www.gov.uk/a", "https://www.mofa.go.kr/a", "The two governments differ"),
        ("https://www.bbc.co.uk/a", "https://www.mofa.go.kr/a", "British and Korean sources differ"),
    ],
)
def test_two_sides_accounts_stand_in_two_columns(british: str, korean: str, flag: str) -> None:
    agreement = make_agreement(on="22 November 2023")
    action = agreement.actions.get()
    for link, told in ((british, {}), (korean, {"supports": False, "reported": "23 November 2023"})):
        page = Reference.objects.create(address=link, link=link, title="A page")
        support = Support("reference", reference=page, **told)  # type: ignore[arg-type]
        evidence.add(agreement=agreement, value="action", row=action, support=support, stand=STAND)
    fact = _fact(_page(agreement), "signed")
    assert fact.flag == flag
    assert [(each.side, str(each.values[0].text)) for each in fact.accounts] == [
        ("uk", "22 November 2023"),
        ("kr", "23 November 2023"),
    ]
    assert fact.apart == ()
    assert [each.side for each in _fact(_page(agreement, "ko"), "signed").accounts] == ["kr", "uk"]
    assert [each.code for each in _page(agreement).differing] == ["signed"]


def test_the_two_sides_give_different_days() -> None:
    agreement = make_agreement(on="22 November 2023")
    curation.record_action(
        agreement=agreement, kind="signed", side="kr", when=PartialDate(2023, 11, 23), by=None, reason=MADE
    )
    fact = _fact(_page(agreement), "signed")
    assert len(fact.values) == 2
    assert fact.is_disputed


def test_a_date_that_was_worked_out_says_how() -> None:
    agreement = make_agreement(on="22 November 2023")
    curation.record_action(
        agreement=agreement,
        kind="expires",
        when=PartialDate(2028, 11),
        nature="computed",
        note="Five years from signature.",
        by=None,
        reason=MADE,
    )
    value = _fact(_page(agreement), "expires").values[0]
    assert value.nature
    assert (value.nature.code, value.note) == ("computed", "Five years from signature.")


def test_own_side_comes_first() -> None:
    agreement = make_agreement()
    assert [side.code for side in _page(agreement).sides] == ["uk", "kr"]
    assert [side.code for side in _page(agreement, "ko").sides] == ["kr", "uk"]


def test_party_under_its_name_then() -> None:
    agreement = make_agreement()
    body = make_organisation("Ministry of Today")
    person = make_person("Jane Tester")
    curation.add_signatory(
        agreement=agreement,
        organisation=body,
        name_then="Ministry of Yesterday",
        person=person,
        post="Minister",
        by=None,
        reason=MADE,
    )
    party = _page(agreement).sides[0].parties[-1]
    assert str(party.organisation.text) == "Ministry of Yesterday"
    assert str(party.name_now) == "Ministry of Today"
    assert party.person
    assert (str(party.person.text), str(party.post)) == ("Jane Tester", "Minister")


def test_party_whose_place_another_body_took() -> None:
    new = make_organisation("Ministry of Tomorrow")
    old = make_organisation("Ministry of Today", successor=new)
    party = _page(make_agreement(bodies=[old])).sides[0].parties[0]
    assert (str(party.organisation.text), str(party.name_now)) == ("Ministry of Today", "Ministry of Tomorrow")


def test_timeline_tells_past_scheduled_and_undated_apart() -> None:
    agreement = make_agreement(on="2 May 2022")
    for kind, when, nature in (
        ("review-due", PartialDate(2090), "scheduled"),
        ("expires", PartialDate(2095, 5), "computed"),
        ("round", None, "actual"),
    ):
        curation.record_action(agreement=agreement, kind=kind, when=when, nature=nature, by=None, reason=MADE)
    timeline = _page(agreement).timeline
    assert [step.kind.code for step in timeline.past] == ["signed"]
    assert [(step.kind.code, step.nature.code) for step in timeline.scheduled] == [
        ("review-due", "scheduled"),
        ("expires", "computed"),
    ]
    assert [step.kind.code for step in timeline.undated] == ["round"]
    assert timeline.past[0].is_deciding


def test_on_a_day_in_the_past_later_steps_are_left_out() -> None:
    agreement = make_agreement(on="2 May 2022")
    for kind, when, nature in (
        ("committee-met", PartialDate(2024, 3), "actual"),
        ("expires", PartialDate(2025), "computed"),
    ):
        curation.record_action(agreement=agreement, kind=kind, when=when, nature=nature, by=None, reason=MADE)
    page = agreement_page(agreement.pk, "en", on=datetime.date(2023, 1, 1))
    assert page
    assert [step.kind.code for step in page.timeline.past] == ["signed"]
    assert [step.kind.code for step in page.timeline.scheduled] == ["expires"]


def test_on_a_day_in_the_past_later_dates_and_press_are_left_out() -> None:
    agreement = make_agreement(on="2 May 2022")
    curation.record_action(
        agreement=agreement, kind="came-into-effect", when=PartialDate(2024, 3), by=None, reason=MADE
    )
    for day in (PartialDate(2022, 5, 3), PartialDate(2024, 3, 20)):
        revision = make_press_item(f"Of {day}.", address=f"https://example.org/{day}", published=day)
        curation.link_press(agreement=agreement, item=revision.item, by=None, reason=MADE)
    then, later = (agreement_page(agreement.pk, "en", on=datetime.date(2024, 3, day)) for day in (15, 31))
    assert then
    assert later
    assert "came-into-effect" not in [fact.code for fact in then.facts]
    assert "came-into-effect" in [fact.code for fact in later.facts]
    assert [len(page.press) for page in (then, later)] == [1, 2]


def test_who_when_and_who_says_so_come_first() -> None:
    body, person = make_organisation("Ministry of Trade", side="kr"), make_person("Bang Moon-kyu", side="kr")
    agreement = make_agreement(on="22 November 2023", bodies=[body])
    row = curation.add_signatory(agreement=agreement, organisation=body, person=person, by=None, reason=MADE)
    other = Reference.objects.create(address="https://example.org/b", link="https://example.org/b", publisher="A Daily")
    for value, source, under in (("action", _reference(), agreement.actions.get()), ("signatory", other, row)):
        support = Support("reference", reference=source)
        evidence.add(agreement=agreement, value=value, support=support, stand=STAND, row=under)
    gist = _page(agreement).gist
    assert (gist.kind, gist.when.text) == ("Signed", "22 November 2023")
    assert [side.code for side in gist.sides] == ["kr"]
    assert [str(party.person.text) for party in gist.sides[0].parties if party.person] == ["Bang Moon-kyu"]
    assert [str(voice.text) for voice in gist.voices] == ["A Ministry", "A Daily"]


def test_without_a_date_or_source_nothing_is_guessed() -> None:
    gist = _page(make_agreement(on="")).gist
    assert (gist.when.text, gist.voices) == ("date not stated", ())


def test_status_says_why_and_for_which_day() -> None:
    status = _page(make_agreement(on="May 2022")).status
    assert str(status.label) == "Signed"
    assert str(status.since) == "May 2022"
    assert status.as_at.iso
    assert status.why == "Signed: May 2022. No later step that would change it is recorded."
    assert status.supports


def test_title_says_where_it_comes_from() -> None:
    agreement = make_agreement("An English title", title_ko="한국어 제목")
    evidence.add(
        agreement=agreement, value="title_en", support=Support("reference", reference=_reference()), stand=STAND
    )
    english = _page(agreement)
    assert (english.title.origin, english.other_title.origin) == ("source", "ours")
    assert str(_page(agreement, "ko").title.text) == "한국어 제목"


def test_missing_title_is_said_and_the_other_shown() -> None:
    page = _page(make_agreement("", title_ko="한국어 제목"))
    assert page.title.text.language == "ko"
    assert page.head.title == "한국어 제목"
    assert page.other_title.text.words == "한국어 제목"


def test_relations_are_read_from_both_ends_and_only_to_public_records() -> None:
    part, whole, hidden = make_agreement("Part"), make_agreement("Whole"), make_agreement("Hidden", published=False)
    curation.relate(agreement=part, kind="part-of", to=whole, by=None, reason=MADE)
    curation.relate(agreement=part, kind="amends", to=hidden, by=None, reason=MADE)
    assert _kin(_page(part).relations.above) == [("Part of", ["Whole"])]
    assert _kin(_page(whole).relations.below) == [("Includes", ["Part"])]
    assert not _page(part).relations.below


def _kin(related: tuple[Related, ...]) -> list[tuple[str, list[str]]]:
    return [(row.label, [str(kin.link.text) for kin in row.kin]) for row in related]


def test_a_relation_carries_its_source() -> None:
    part, whole = make_agreement("Part"), make_agreement("Whole")
    row = curation.relate(agreement=part, kind="part-of", to=whole, by=None, reason=MADE)
    support = Support("reference", reference=_reference())
    evidence.add(agreement=part, value="relation", row=row, support=support, stand=STAND)
    assert _page(part).relations.above[0].kin[0].strength == "reference"


def test_companions_of_one_occasion() -> None:
    occasion = Occasion.objects.create(slug="visit", name_en="Visit")
    first, second = (make_agreement(name, occasion=occasion) for name in ("First", "Second"))
    make_agreement("Hidden", occasion=occasion, published=False)
    assert [card.public_id for card in _page(first).announced_with] == [second.public_id]


def test_digest_is_labelled_and_never_a_quotation() -> None:
    agreement = make_agreement()
    revision = make_press_item("In our words, a thing was signed.", text_kind="digest")
    curation.link_press(agreement=agreement, item=revision.item, by=None, reason=MADE)
    evidence.add(agreement=agreement, value="form", support=evidence.found_in(revision, 0, 5), stand=STAND)
    page = _page(agreement)
    assert page.press[0].digest.words == "In our words, a thing was signed."
    assert page.press[0].quotes == ()
    support = next(each for each in _fact(page, "form").values[0].supports if each.press_address)
    assert not support.quote
    assert support.digest


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_are_links(link: str) -> None:
    """C11."""
    agreement = make_agreement()
    page = Reference.objects.create(address=link, link=link, title="A trap")
    evidence.add(agreement=agreement, value="form", support=Support("reference", reference=page), stand=STAND)
    assert _fact(_page(agreement), "form").values[0].supports[0].link == ""


@pytest.mark.django_db(transaction=True)
def test_changes_are_those_since_publication_under_the_accepted_name() -> None:
    agreement = make_agreement()
    user = member("curator")
    user.first_name, user.last_name = "Ada", "Editor"
    user.save()
    curation.amend(agreement=agreement, title_en="A better title", by=user, reason="a reason of the house")
    page = _page(agreement)
    newest, publication = page.changes
    assert (newest.who, newest.what) == ("Ada Editor", "support removed under: English title")
    assert [(edit.label, edit.before.words[:10], edit.after.words) for edit in newest.edits] == [
        ("English title", "Memorandum", "A better title")
    ]
    assert (publication.who, publication.what, publication.edits) == ("", "published", ())
    assert page.correction == newest
    assert "secret-login" not in repr(_page(agreement))
    assert "a reason of the house" not in repr(_page(agreement))


@pytest.mark.django_db(transaction=True)
def test_a_change_says_what_every_value_was_and_is_and_why() -> None:
    agreement = make_agreement(on="22 November 2023")
    user, body = member("curator"), make_organisation("Ministry of Yesterday")
    action = agreement.actions.get()
    with change(by=user, reason="house"), telling("The text was released."):
        action.when = PartialDate(2023, 11)
        action.place = "Leeds"
        action.save()
        curation.add_signatory(agreement=agreement, organisation=body, by=user, reason="house")
        agreement.sector_tags.all().delete()
    newest = _page(agreement).changes[0]
    assert {(edit.label, str(edit.before), str(edit.after)) for edit in newest.edits} == {
        ("Signed", "22 November 2023", "November 2023 · Leeds"),
        ("Signatory", "", "Ministry of Yesterday"),
        ("Sector", "Semiconductors", ""),
    }
    assert set(newest.corrected) == {"Signed", "Sector"}
    assert (newest.who, newest.reason) == ("Curator", "The text was released.")
    korean = _page(agreement, "ko").changes[0]
    assert "2023년 11월 · Leeds" in {str(edit.after) for edit in korean.edits}


@pytest.mark.django_db(transaction=True)
def test_what_was_done_before_publication_is_not_told() -> None:
    agreement = make_agreement("First title", published=False)
    curation.amend(agreement=agreement, title_en="Second title", by=None, reason=MADE)
    evidence.add(agreement=agreement, value="title_en", support=evidence.judgement(), stand=STAND)
    curation.publish(agreement=agreement, by=None)
    page = _page(agreement)
    assert [(each.what, each.edits) for each in page.changes] == [("published", ())]
    assert page.correction is None
    assert "First title" not in repr(page)


@pytest.mark.django_db(transaction=True)
def test_history_names_no_unpublished_record() -> None:
    agreement, hidden = make_agreement(), make_agreement("Hidden", published=False)
    curation.relate(agreement=agreement, kind="amends", to=hidden, by=None, reason=MADE)
    assert [each.what for each in _page(agreement).changes] == ["published"]


def test_citation_has_day_and_permanent_address() -> None:
    agreement = make_agreement("A Title")
    today = PartialDate.of(datetime.datetime.now(datetime.UTC).date()).format("en")
    link = f"{settings.SITE_ORIGIN.rstrip('/')}/agreements/{agreement.public_id}/"
    assert _page(agreement).citation == (
        f"“A Title” ({agreement.public_id}), UK–Korea Agreement Tracker, as at {today}, {link}"
    )
    assert find(agreement.public_id, "en").key == agreement.pk


MOST_QUERIES = 29


def test_number_of_queries_does_not_grow_with_the_record(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    occasion = Occasion.objects.create(slug="visit", name_en="Visit")
    agreement = make_agreement(occasion=occasion, bodies=[make_organisation() for _each in range(5)])
    for number in range(8):
        other = make_agreement(f"Other {number}", occasion=occasion)
        curation.relate(agreement=agreement if number % 2 else other, kind="implements",
                        to=other if number % 2 else agreement, by=None, reason=MADE)  # fmt: skip
        revision = make_press_item(f"Signed {number}.", address=f"https://example.org/{number}")
        curation.link_press(agreement=agreement, item=revision.item, by=None, reason=MADE)
        evidence.add(agreement=agreement, value="form", support=evidence.found_in(revision, 0, 6), stand=STAND)
        curation.amend(agreement=agreement, summary_en=f"Summary {number}", by=None, reason=MADE)
    agreement_page(agreement.pk, "en")
    with django_assert_max_num_queries(MOST_QUERIES):
        agreement_page(agreement.pk, "en")


def test_drafts_have_no_page() -> None:
    """E3."""
    draft = make_agreement(published=False)
    assert agreement_page(draft.pk, "en") is None
    assert find(draft.public_id, "en").key is None
