"""`as_of` shows the register as it stood on a day: what was known, where it stood, and nothing later."""

import datetime

import pytest
from django.http import QueryDict

from agreements.catalogue.agreement import page as agreement_page
from agreements.catalogue.browse import agreement_list
from agreements.catalogue.index import past
from agreements.catalogue.pages.agreements import AgreementListPage
from agreements.curation import agreements as curation
from agreements.curation import evidence
from agreements.domain.dates import PartialDate, parse_date
from agreements.models import Agreement
from tests.factories import MADE, STAND, make_agreement, make_press_item

pytestmark = pytest.mark.django_db


def _page(query: str) -> AgreementListPage:
    return agreement_list(QueryDict(query), "en")[1]


def _step(agreement: Agreement, kind: str, on: str) -> None:
    curation.record_action(agreement=agreement, kind=kind, when=parse_date(on), by=None, reason=MADE)


def test_status_date_and_facets_are_those_of_the_day() -> None:
    framework = make_agreement("Framework", action="announced", on="10 June 2022")
    _step(framework, "signed", "22 November 2023")
    make_agreement("Later", on="1 May 2024")
    page = _page("as_of=2023-03-01")
    assert (page.total, page.unfiltered) == (1, 1)
    assert [(card.status.code, str(card.when), card.when_kind) for card in page.cards] == [
        ("announced", "10 June 2022", "Announced")
    ]
    counts = {facet.parameter: {o.value: o.count for o in facet.options} for facet in page.facets}
    assert counts["status"] == {"announced": 1, "signed": 0, "unclear": 0}
    assert counts["year"]["2022"] == 1
    assert _page("as_of=2023-11-22").cards[0].status.code == "signed"


def test_links_chips_and_problems_carry_the_day() -> None:
    make_agreement("Framework", on="10 June 2022")
    page = _page("as_of=2023-03-01&form=mou")
    assert page.cards[0].address.endswith("/?as_of=2023-03-01")
    assert page.sentence == "Memorandum of understanding · as it stood on 1 March 2023"
    assert page.chips[-1].remove == "/agreements/?form=mou"
    assert all("as_of=2023-03-01" in option.address for facet in page.facets for option in facet.options)
    assert page.present == "/agreements/?form=mou"
    refused = _page("as_of=2199-01-01")
    assert [problem.parameter for problem in refused.problems] == ["as_of"]
    assert "still to come" in refused.problems[0].message


def test_dropping_the_day_is_a_way_out() -> None:
    make_agreement("Later", on="1 May 2024")
    assert [(way.text, way.count) for way in _page("as_of=2023-03-01").ways] == [
        ("without as it stood on 1 March 2023", 1)
    ]


def test_vague_date_counts_once_it_has_surely_passed() -> None:
    make_agreement("Some day of 2022", on="2022")
    assert _page("as_of=2022-12-30").total == 0
    assert _page("as_of=2022-12-31").total == 1


def test_today_is_the_register_itself(generated: list[Agreement]) -> None:
    today = past.today()
    now, then = _page("sort=status"), _page(f"sort=status&as_of={today}")
    assert [card.public_id for card in now.cards] == [card.public_id for card in then.cards]
    assert [(card.status, card.when, card.activity) for card in now.cards] == [
        (card.status, card.when, card.activity) for card in then.cards
    ]


def test_agreement_is_looked_at_on_a_day() -> None:
    framework = make_agreement("Framework", action="announced", on="10 June 2022")
    _step(framework, "signed", "22 November 2023")
    page = agreement_page(framework.pk, "en", on=datetime.date(2023, 3, 1))
    assert page
    assert (page.status.label.code, str(page.status.as_at), str(page.as_of)) == (
        "announced",
        "1 March 2023",
        "1 March 2023",
    )
    assert page.activity
    assert str(page.activity.last) == "10 June 2022"


def test_activity_follows_the_newest_dated_source_or_step() -> None:
    agreement = make_agreement("Memorandum", on="10 June 2018")
    revision = make_press_item("The two signed a memorandum.", published=PartialDate(2021, 5, 1))
    evidence.add(agreement=agreement, value="form", support=evidence.found_in(revision, 0, 7), stand=STAND)
    for day, code, heard in (
        ("2020-06-10", "active", "10 June 2018"),
        ("2021-04-30", "quiet", "10 June 2018"),
        ("2021-05-01", "active", "1 May 2021"),
        ("2023-05-02", "quiet", "1 May 2021"),
        ("2026-05-02", "dormant", "1 May 2021"),
    ):
        page = _page(f"as_of={day}")
        shown = page.cards[0].activity
        assert shown
        assert shown.label
        assert (shown.label.code, str(shown.last)) == (code, heard)
        assert _page(f"as_of={day}&activity={code}").total == 1


def test_activity_is_not_asked_of_treaties_nor_of_what_has_ended() -> None:
    treaty = make_agreement("Treaty")
    Agreement.objects.filter(pk=treaty.pk).update(legal_nature="binding")
    ended = make_agreement("Ended", on="10 June 2022")
    _step(ended, "terminated", "1 May 2024")
    page = _page("")
    assert {card.public_id: card.activity and card.activity.label for card in page.cards} == {
        treaty.public_id: None,
        ended.public_id: None,
    }
    assert all(option.count == 0 for facet in page.facets if facet.parameter == "activity" for option in facet.options)
    shown = agreement_page(ended.pk, "en")
    assert shown
    assert shown.activity
    assert "It has ended" in shown.activity.rule
