"""Totals that sources gave, beside what is held."""

import pytest

from agreements.catalogue.claims import Scope, scope, verdict


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("documents in all", Scope()),
        ("memoranda", Scope()),
        ("documents between governments", Scope(("government",), ("agency",))),
        ("memoranda on finance", Scope(sectors=("finance",))),
        ("memoranda on energy and infrastructure", Scope(sectors=("energy-climate", "transport"))),
        ("memoranda on finance worth something", None),
    ],
)
def test_what_a_claim_counts_is_read_from_its_words(words: str, meant: Scope | None) -> None:
    assert scope(words) == meant


def test_neighbouring_levels_are_doubtful_both_ways() -> None:
    meant = scope("memoranda and contracts between companies and institutions")
    assert meant == Scope(("business", "public-private", "institution"), ("agency", "not-established"))


@pytest.mark.parametrize(
    ("claimed", "held", "also", "code"),
    [(37, 37, 9, "same"), (6, 3, 17, "open"), (37, 36, 0, "fewer"), (2, 3, 1, "more")],
)
def test_every_difference_is_explained(claimed: int, held: int, also: int, code: str) -> None:
    found, words = verdict(claimed, held, also)
    assert found == code
    assert words


def test_the_difference_counts_what_may_have_been_meant() -> None:
    assert verdict(18, 9, 4)[1].startswith("5 fewer are held.")
