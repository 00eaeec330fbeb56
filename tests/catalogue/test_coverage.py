"""What the register says of its own holdings."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue import coverage, gaps
from agreements.catalogue.edition import current
from agreements.catalogue.record import soundness
from agreements.models import Agreement, Doubt
from tests.factories import make_agreement


@pytest.fixture
def three(db: None) -> list[Agreement]:
    """Three published agreements, one of them with a Korean title, and a draft without one."""
    make_agreement("Draft", published=False)
    return [make_agreement("First", title_ko="첫째"), make_agreement("Second"), make_agreement("Third", on="2021")]


def test_gaps_count_the_published_alone(three: list[Agreement]) -> None:
    found = {gap.label: (gap.count, gap.of) for gap in gaps.counted("en")}
    assert found["Without a Korean title"] == (2, 3)
    assert found["Without an English title"] == (0, 3)
    assert found["No value with a quotation"] == (3, 3)
    assert found["Level not established"] == (3, 3)


def test_each_gap_leads_to_those_that_have_it(client: Client, three: list[Agreement]) -> None:
    page = client.get("/coverage/korean-title/").content.decode()
    assert "2 of 3 agreements" in page
    assert "Second" in page
    assert "First" not in page
    assert "Draft" not in page
    for gap in gaps.counted("ko"):
        if gap.address:
            assert client.get(gap.address).status_code == 200


@pytest.mark.parametrize("code", ["nothing", "%00"])
def test_there_is_no_other_gap(client: Client, three: list[Agreement], code: str) -> None:
    assert client.get(f"/coverage/{code}/").status_code == 404


@pytest.mark.parametrize(("page", "said"), [("2", "the last one is 1"), ("x", "a number from 1 on"), ("0", "number")])
def test_a_page_that_is_none_is_refused_with_the_reason(
    client: Client, three: list[Agreement], page: str, said: str
) -> None:
    response = client.get(f"/coverage/korean-title/?page={page}")
    assert response.status_code == 400
    assert said in response.content.decode()


def test_doubts_of_one_wording_stand_together(three: list[Agreement]) -> None:
    day = datetime.date(2026, 11, 21)
    for agreement in three[:2]:
        Doubt.objects.create(agreement=agreement, text_en="The day is not sure.", recorded_on=day)
    Doubt.objects.create(agreement=three[0], text_en="The sum is not sure.", recorded_on=day)
    page = coverage.page("en")
    assert [(doubt.text.words, len(doubt.agreements)) for doubt in page.doubts] == [
        ("The day is not sure.", 2),
        ("The sum is not sure.", 1),
    ]
    assert page.doubted == 2


def test_values_count_once_by_their_strongest_evidence(
    three: list[Agreement], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Title, form, step, two bodies and a sector each; one Korean title more."""
    now = current()
    with django_assert_num_queries(1):
        found = {tally.code: tally.count for tally in soundness.strengths(now, "en")}
    with django_assert_num_queries(0):
        soundness.strengths(now, "ko")
    assert found == {"judgement": 19}
