"""The index in use: made anew by the first request of a small catalogue, beside the requests of a large one."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue import edition, nouns
from agreements.catalogue.index import facets, numbering, past, shelf
from agreements.catalogue.words import lexicon
from tests.factories import make_agreement


@pytest.mark.django_db(transaction=True)
def test_building_a_large_catalogue_makes_no_request_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    make_agreement()
    former = shelf.current()
    monkeypatch.setattr(shelf, "LARGE", 1)
    make_agreement()
    assert shelf.current() is former
    builder = shelf._kept.builder
    assert builder
    builder.join(20)
    assert len(shelf.current().ids) == len(former.ids) + 1


@pytest.mark.django_db(transaction=True)
def test_words_of_a_large_catalogue_are_ready_before_its_index_is(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_agreement("Plan of hydrogen")
    shelf.current()
    monkeypatch.setattr(shelf, "LARGE", 1)
    make_agreement("Plan of tungsten")
    now = shelf.settle(edition.current())
    assert shelf._kept.builder
    shelf._kept.builder.join(20)
    index = shelf.current()
    with django_assert_num_queries(0):
        assert "tungsten" in lexicon.current(index.stamp)
        assert nouns.of(index)["sector"]
    assert now.shown != index.stamp


@pytest.mark.django_db(transaction=True)
def test_page_made_from_a_former_index_is_not_tagged_as_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    make_agreement()
    shelf.current()
    monkeypatch.setattr(shelf, "LARGE", 1)
    monkeypatch.setattr(shelf, "_build_beside", lambda stamp: None)
    make_agreement()
    now = edition.current()
    promised = shelf.settle(now)
    assert promised.fingerprint != now.fingerprint
    assert shelf.current(promised).stamp == promised.shown
    shelf._replace(now.stamp)
    assert shelf.current(promised).stamp == promised.shown
    assert shelf.settle(now) == now
    assert shelf.current(now).stamp == now.stamp


@pytest.mark.django_db
def test_a_new_day_changes_activity_without_reading_anew(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_agreement(on="22 November 2023")
    today, later = past.today(), datetime.date(2040, 1, 1)
    index = numbering.build((1, "x"), today)
    with django_assert_num_queries(0):
        assert index.today(later).choices["activity"]["dormant"] == index.everything
        assert index.on(later).choices["activity"]["dormant"] == index.everything


@pytest.mark.django_db
def test_only_a_few_days_are_kept() -> None:
    make_agreement(on="22 November 2023")
    index = numbering.build((1, "x"), past.today())
    for number in range(100):
        day = datetime.date(2023, 9, 1) + datetime.timedelta(number)
        assert len(index.on(day).everything) == (day >= datetime.date(2023, 11, 22))
    assert len(index.past) == facets.MOST_DAYS


@pytest.mark.django_db
def test_two_states_of_one_number_are_told_apart() -> None:
    """A restored backup may bring back a number of the catalogue's version with other records under it."""
    make_agreement()
    stamp = shelf.current().stamp
    assert stamp[1] != ""
    assert numbering.build((stamp[0], "other"), past.today()).stamp != stamp
