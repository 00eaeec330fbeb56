"""Scores that the reader keeps: on cases of our own, and on the shared press items where they are at hand."""

import pytest

from benchmarks.reading.__main__ import scored
from benchmarks.reading.sets import BATCHES, Item, own_cases, pages, press_items

OWN = own_cases()
SEEN = [item for item in press_items() if not item.held_back]
HELD_BACK = [item for item in press_items() if item.held_back]


def _in(items: list[Item], language: str) -> list[Item]:
    return [item for item in items if item.language == language]


def test_there_are_enough_cases_of_our_own() -> None:
    assert len(OWN) >= 60
    assert len(_in(OWN, "ko")) >= 25


@pytest.mark.parametrize("language", ["en", "ko"])
def test_own_cases_keep_their_scores(language: str) -> None:
    figures = scored(_in(OWN, language)).figures()
    floors = {"relevance F1": 0.97, "mention precision": 0.95, "mention recall": 0.95, "form": 0.92, "status": 0.95}
    floors |= {"date": 0.88, "sectors F1": 0.8, "people F1": 0.95, "parties F1": 0.9, "amounts F1": 0.95}
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}


@pytest.mark.parametrize("batch", BATCHES)
def test_long_pages_keep_their_scores(batch: str) -> None:
    figures = scored(pages(batch)).figures()
    floors = {"relevance F1": 0.93, "mention precision": 0.92, "mention recall": 0.84, "form": 0.91, "status": 0.93}
    floors |= {"sectors F1": 0.68, "people F1": 0.66, "parties F1": 0.74}
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}


def test_third_countries_and_the_north_are_never_ours() -> None:
    """C14: an agreement with Japan, America, Europe or North Korea is not a UK-Korea one."""
    assert not [miss for miss in scored(OWN).misses if "taken for ours" in miss]


@pytest.mark.skipif(not SEEN, reason="../shared/press-dev is not here")
def test_press_items_keep_their_scores() -> None:
    figures = scored(SEEN).figures()
    floors = {"relevance F1": 0.97, "mention precision": 0.96, "mention recall": 0.92, "form": 0.95, "status": 0.95}
    floors |= {"sectors F1": 0.75, "people F1": 0.88, "parties F1": 0.8}
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}


@pytest.mark.skipif(not HELD_BACK, reason="../shared/press-dev is not here")
def test_press_items_that_nobody_looked_at_keep_their_scores() -> None:
    figures = scored(HELD_BACK).figures()
    floors = {"relevance F1": 0.9, "mention precision": 0.66, "form": 0.66, "mention recall": 0.7, "status": 0.85}
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}
