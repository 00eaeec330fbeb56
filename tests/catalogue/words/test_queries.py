"""What people type finds what the starter catalogue has for it, in both languages: the pairs of `queries.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from agreements.catalogue import edition, search
from agreements.models import Agreement

pytestmark = pytest.mark.django_db
PAIRS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("queries.yaml").read_text(encoding="utf-8"))


def _found(typed: str) -> tuple[search.Found, list[str]]:
    """As found, and the numbers in the order of the list."""
    found = search.find(typed, edition.current().stamp)
    names = dict(Agreement.objects.values_list("pk", "public_id"))
    ordered = sorted(found.ranked, key=lambda each: (-each[0], names[each[1]]))
    return found, [names[key].removeprefix("UKKR-") for _rank, key in ordered]


def test_every_pair(starter_catalogue: None, subtests: pytest.Subtests) -> None:
    assert len(PAIRS) >= 60
    for pair in PAIRS:
        with subtests.test(typed=pair["q"]):
            found, numbers = _found(pair["q"])
            assert not {*pair.get("has", ()), *filter(None, [pair.get("first")])} - set(numbers)
            assert not set(pair.get("not", ())) & set(numbers)
            assert pair.get("least", 0) <= len(numbers) <= pair.get("most", len(numbers))
            assert "first" not in pair or numbers[0] == pair["first"]
            assert (found.words if found.used != found.asked else None) == pair.get("used")


def test_the_list_shows_them_in_the_same_order(starter_catalogue: None) -> None:
    found = search.search(Agreement.objects.published(), "반도체").order_by("-rank")  # type: ignore[misc]
    assert next(iter(found)).public_id == "UKKR-2023-040"
    in_part = search.search(Agreement.objects.published(), "semiconductors quantum hydrogen")
    assert {row.public_id.removeprefix("UKKR-") for row in in_part} == set(_found("semiconductors quantum hydrogen")[1])


def test_one_query_finds_what_fits_and_few_what_does_not(
    starter_catalogue: None, django_assert_max_num_queries: Any
) -> None:
    stamp = edition.current().stamp
    with django_assert_max_num_queries(1):
        assert search.look("semiconductor framework", stamp).groups
    search.look("lexicn", stamp)  # reads the words of this edition
    for typed in ("semiconducter framwork", "semiconductors quantum hydrogen", "qqqqqq zzzzzz"):
        with django_assert_max_num_queries(4):
            search.look(typed, stamp)
