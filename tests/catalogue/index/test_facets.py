"""The bitmaps give what the filter set gives: the same agreements, in the same order, with the same counts."""

import datetime
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.catalogue.filters import filter_for
from agreements.catalogue.index import shelf
from agreements.catalogue.selection import FACETS, Selection
from agreements.curation import agreements as curation
from agreements.domain.vocabulary import (
    ACTIVITIES,
    FORMS,
    GENERAL_SECTORS,
    LEGAL_NATURES,
    LEVELS,
    SECTORS,
    STATUSES,
)
from agreements.models import Agreement
from tests.factories import MADE, make_agreement, make_organisation

VALUES = {
    "sector": (*SECTORS.codes[:13], *GENERAL_SECTORS.codes[:3]),
    "form": FORMS.codes[:5],
    "status": STATUSES.codes,
    "year": [*(str(year) for year in range(2018, 2026)), "2020-2022", "2023-", "-2019"],
    "organisation": [f"body-of-{number}" for number in range(8)],
    "counterpart": [f"body-of-{number}" for number in range(8)],
    "occasion": [f"occasion-{number}" for number in range(3)],
    "level": LEVELS.codes[:4],
    "legal_nature": LEGAL_NATURES.codes,
    "activity": ACTIVITIES.codes,
}
days = st.none() | st.dates(datetime.date(2018, 6, 1), datetime.date(2026, 6, 1))
choices = st.fixed_dictionaries({}, optional={k: st.lists(st.sampled_from(v), max_size=3) for k, v in VALUES.items()})


def _selection(chosen: dict[str, list[str]], sort: str, as_of: datetime.date | None) -> Selection:
    selection = Selection(sort=sort, as_of=as_of)
    for facet, values in chosen.items():
        for value in values:
            selection = selection.with_(facet, value)
    return selection


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=choices,
    sort=st.sampled_from(["", "newest", "oldest", "title", "status", "relevance"]),
    language=st.sampled_from(["en", "ko"]),
    facet=st.sampled_from(FACETS),
    as_of=days,
    chance=st.randoms(use_true_random=False),
)
def test_bitmaps_equal_the_filter(
    generated: list[Agreement],
    chosen: dict[str, list[str]],
    sort: str,
    language: str,
    facet: str,
    as_of: datetime.date | None,
    chance: random.Random,
) -> None:
    selection = _selection(chosen, sort, as_of)
    result = shelf.current().select(selection)
    expected = list(filter_for(selection, language).ordered.values_list("pk", flat=True))
    assert result.page(0, 1000, language) == expected
    assert len(result) == len(expected)
    assert result.page(5, 7, language) == expected[5:12]
    counts = result.counts(facet)
    for value, count in chance.sample(sorted(counts.items()), min(3, len(counts))):
        alone = selection.without(facet).with_(facet, value)
        assert count == filter_for(alone).qs.count(), (facet, value)


def test_words_and_choices_are_counted_together(db: None) -> None:
    for number, form in enumerate(("mou", "mou", "framework")):
        make_agreement(f"Hydrogen plan {number}", form=form)
    make_agreement("Railway plan")
    result = shelf.current().select(Selection(q="hydrogen"))
    assert len(result) == 3
    assert result.counts("form") == {"mou": 2, "framework": 1}


def test_parent_sector_counts_each_agreement_once(db: None) -> None:
    make_agreement(sectors=("ai", "quantum", "technology"))
    result = shelf.current().select(Selection())
    assert result.counts("sector") == {"technology": 1, "ai": 1, "quantum": 1, "technology-general": 1}


def test_index_moves_with_the_catalogue(db: None) -> None:
    agreement = make_agreement()
    assert len(shelf.current().ids) == 1
    curation.withdraw(agreement=agreement, by=None, reason=MADE)
    assert len(shelf.current().ids) == 0


@pytest.mark.parametrize("state", ["draft", "in-review"])
def test_unpublished_bodies_and_occasions_are_no_choices(db: None, state: str) -> None:
    """E2: what stands only on unpublished records is in no facet."""
    make_agreement(bodies=[make_organisation(slug="hidden")], published=False)
    index = shelf.current()
    assert "hidden" not in index.choices["organisation"]
    assert "hidden" not in index.names["organisation"]
