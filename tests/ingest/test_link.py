"""Which agreement a mention is about: found across languages and years, never guessed, always with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agreements.domain.dates import parse_date
from agreements.domain.money import Money
from agreements.ingest import wording
from agreements.ingest.link import Verdict, catalogue, link_all
from agreements.models import Agreement, Organisation
from agreements.reading.model import Document, Fact, Mention, Person, Span
from tests.factories import make_agreement, make_organisation, make_person

pytestmark = pytest.mark.django_db


def fact(value: str) -> Fact[str]:
    return Fact(value, (), "test")


def mention(form: str, title: str = "", **given: str) -> Mention:
    """A mention with `status`, `on`, `uk`, `kr`, `person`, `sectors` (space-separated) and `pounds` where given."""
    date = parse_date(given.get("on", ""))
    return Mention(
        form=fact(form),
        title=fact(title) if title else None,
        status=fact(given.get("status", "signed")),
        date=Fact(date, (), "test") if date else None,
        uk_parties=(fact(given.get("uk", "United Kingdom")),),
        kr_parties=(fact(given.get("kr", "Republic of Korea")),),
        other_parties=(),
        people=(Fact(Person(given["person"], "Minister", "uk"), (), "test"),) if "person" in given else (),
        sectors=tuple(map(fact, given.get("sectors", "").split())),
        amounts=(Fact(Money.exactly(given["pounds"], "GBP"), (), "test"),) if "pounds" in given else (),
        quote=Span(0, 4),
        spans=(),
        bilateral=True,
        umbrella=False,
        count=None,
    )


def linked(found: Mention, published: str = "") -> Verdict:
    return link_all([found], Document("Text of the item.", published=parse_date(published)), catalogue())[0]


def best(verdict: Verdict) -> Agreement:
    return Agreement.objects.get(pk=verdict.likely[0].agreement_id)


@pytest.fixture
def science() -> Organisation:
    return make_organisation("Department for Science, Innovation and Technology", abbreviation="DSIT")


@pytest.fixture
def ict() -> Organisation:
    return make_organisation("Ministry of Science and ICT", side="kr", name_ko="과학기술정보통신부")


@pytest.fixture
def space(science: Organisation, ict: Organisation) -> Agreement:
    title = "Memorandum of understanding on space cooperation (2023)"
    return make_agreement(title, title_ko="우주협력 양해각서", bodies=(science, ict), sectors=("space",))


@pytest.fixture(autouse=True)
def others(science: Organisation, ict: Organisation) -> None:
    """What else the two countries signed on one day."""
    make_agreement(
        "UK–Republic of Korea Digital Partnership", form="partnership", bodies=(science, ict), sectors=("ai",)
    )
    make_agreement("Memorandum of understanding on offshore wind energy (2023)", sectors=("energy-clean",))
    make_agreement("Terms of reference on military space", form="arrangement", sectors=("space",), on="July 2022")


@pytest.mark.parametrize(
    "found",
    [
        mention("mou", "MoU on space cooperation", sectors="space", on="22 November 2023"),
        mention("mou", "new Memorandum of Understanding on space cooperation", sectors="space", status="announced"),
        mention("mou", "우주협력 양해각서", sectors="space", uk="영국", kr="과학기술정보통신부"),
        mention("mou", sectors="space", on="22 November 2023", uk="DSIT", kr="Ministry of Science & ICT"),
    ],
)
def test_an_agreement_is_found_under_its_many_names(space: Agreement, found: Mention) -> None:
    verdict = linked(found)
    assert (verdict.match, best(verdict)) == ("matched", space)
    assert space.public_id in verdict.reason
    assert verdict.likely[0].reasons


@pytest.mark.parametrize(
    "found",
    [
        mention("mou", "Memorandum on polar research", sectors="science-research climate", on="3 May 2024"),
        mention("contract", "Contract for a satellite", sectors="space", on="1 March 2025"),
        mention("mou", "MoU on space cooperation", sectors="space", on="1 June 2005"),
        mention("sister-city", "Sister-city tie of Bath and Andong", sectors="local-government"),
    ],
)
def test_what_the_catalogue_does_not_hold_is_new(space: Agreement, found: Mention) -> None:
    assert linked(found).match in {"new", "ambiguous"}


def test_equal_candidates_are_left_to_a_curator(space: Agreement, science: Organisation, ict: Organisation) -> None:
    """D8: two memoranda of the same parties, day and subject."""
    twin = make_agreement("Memorandum of understanding on space cooperation", bodies=(science, ict), sectors=("space",))
    verdict = linked(mention("mou", "MoU on space cooperation", sectors="space", on="22 November 2023"))
    assert verdict.match == "ambiguous"
    assert {space.public_id, twin.public_id} <= set(verdict.reason.split())


def test_an_upgrade_is_not_what_it_upgrades() -> None:
    first = make_agreement("UK–Korea Free Trade Agreement", form="fta", sectors=("trade",), on="22 August 2019")
    upgrade = make_agreement(
        "Upgraded UK–Korea Free Trade Agreement", form="fta", sectors=("trade",), action="talks-launched"
    )
    said = {"sectors": "trade", "status": "negotiating"}
    assert best(linked(mention("fta", "modernised free trade agreement", **said), "22 November 2023")) == upgrade
    assert best(linked(mention("fta", "existing free trade agreement", sectors="trade"), "22 November 2023")) == first


def test_a_text_older_than_the_agreement_is_about_something_else(space: Agreement) -> None:
    """C15: the same words ten years before."""
    verdict = linked(mention("mou", "MoU on space cooperation", sectors="space", status="announced"), "6 November 2013")
    assert verdict.match != "matched"


def test_drafts_are_seen_and_withdrawn_records_are_not(science: Organisation, ict: Organisation) -> None:
    """A curator's draft is matched like any other record."""
    draft = make_agreement("Memorandum on quantum measurement", sectors=("quantum",), published=False)
    found = mention("mou", "Memorandum on quantum measurement", sectors="quantum", on="22 November 2023")
    assert best(linked(found)) == draft
    Agreement.objects.filter(pk=draft.pk).update(record_state="withdrawn", published_at="2024-01-01T00:00Z")
    assert draft.pk not in {likely.agreement_id for likely in linked(found).likely}


def test_a_renamed_ministry_is_the_same_body(space: Agreement, ict: Organisation) -> None:
    old = make_organisation("Ministry of Science, ICT and Future Planning", side="kr", successor=ict)
    assert catalogue().bodies_named(["Ministry of Science, ICT and Future Planning"]) == {ict.pk}
    assert old.pk not in catalogue().bodies_named([old.name_en])


def test_amount_and_signatory_speak_for_a_match(science: Organisation, ict: Organisation) -> None:
    from agreements.curation import agreements

    fund = make_agreement("Joint research fund", form="fund", sectors=("science-research",), action="announced")
    agreements.add_amount(agreement=fund, by=None, reason="test", minimum=4_500_000, maximum=4_500_000, currency="GBP")
    minister = make_person("Michelle Donelan")
    agreements.add_signatory(agreement=fund, organisation=science, person=minister, by=None, reason="test")
    found = mention("fund", pounds="4500000", sectors="science-research", status="announced", person="Michelle Donelan")
    verdict = linked(found, "21 November 2023")
    assert (verdict.match, best(verdict)) == ("matched", fund)
    assert {"same-amount", "signatories-named"} <= {point.code for point in verdict.likely[0].reasons}


def test_a_change_in_the_catalogue_is_seen_at_once(space: Agreement) -> None:
    found = mention("mou", "Accord of the two capes", sectors="space")
    assert linked(found).match != "matched"
    from agreements.curation import agreements

    agreements.add_name(agreement=space, text="Accord of the two capes", language="en", by=None, reason="test")
    assert best(linked(found)) == space


def test_linking_a_text_takes_few_queries_however_many_mentions() -> None:
    """The state of the catalogue, then one query for each table of the records that come into question."""
    for number in range(30):
        make_agreement(f"Memorandum of understanding on subject {chr(97 + number % 26)}atter space {number}")
    mentions = [mention("mou", f"MoU on space matter {number}", sectors="space") for number in range(12)]
    catalogue()
    with CaptureQueriesContext(connection) as queries:
        link_all(mentions, Document("Text of the item."), catalogue())
    assert len(queries) <= 8
    with CaptureQueriesContext(connection) as again:
        link_all(mentions, Document("Text of the item."), catalogue())
    assert len(again) == 1


def test_a_changed_record_is_indexed_anew_and_a_withdrawn_one_goes(space: Agreement) -> None:
    from agreements.curation import agreements

    before = len(catalogue().index)
    agreements.amend(agreement=space, by=None, reason="test", title_en="Memorandum on lunar orbits")
    assert len(catalogue().index) == before
    assert best(linked(mention("mou", "Memorandum on lunar orbits"))) == space
    Agreement.objects.filter(pk=space.pk).update(record_state="withdrawn", published_at="2024-01-01T00:00Z")
    assert len(catalogue().index) == before - 1


def test_reasons_are_codes_that_read_in_both_languages(space: Agreement) -> None:
    verdict = linked(mention("mou", "MoU on space cooperation", sectors="space", on="22 November 2023"))
    stored = [point.stored for point in verdict.likely[0].reasons]
    assert "same date (22 November 2023)" in map(wording.reason, stored)
    with translation.override("ko"):
        assert "날짜가 같음(2023년 11월 22일)" in map(wording.reason, stored)
        assert "분야가 같음(우주)" in map(wording.reason, stored)
        assert space.public_id in wording.verdict(verdict.reason)
    assert wording.reason("stored in words") == "stored in words"


def test_every_code_that_is_given_has_its_words() -> None:
    folder = Path(wording.__file__).parent
    source = "".join((folder / name).read_text("utf-8") for name in ("compare.py", "titles.py", "same.py"))
    given = set(re.findall(r'point\([^"]*?"([a-z-]+)"', source))
    assert given == set(wording.REASONS)
