"""What the register says of its own holdings."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue import coverage, gaps, soundness
from agreements.catalogue.edition import current
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


@pytest.mark.parametrize("address", ["nothing", "korean-title/?page=2", "korean-title/?page=x", "%00"])
def test_there_is_no_other_gap(client: Client, three: list[Agreement], address: str) -> None:
    path, _mark, query = address.partition("/")
    assert client.get(f"/coverage/{path}/{query}").status_code == 404


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
