"""Totals that sources gave, beside what is held."""

import pytest

from agreements.catalogue.claims import Scope, in_words, scope, verdict


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


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        ("memoranda of understanding", "en", "All agreements of the occasion"),
        ("documents between governments", "en", "Between governments"),
        ("memoranda on finance", "ko", "금융·조세"),
    ],
)
def test_a_curator_is_told_what_a_claim_is_compared_with(words: str, language: str, said: str) -> None:
    assert in_words(words, language) == said
    assert "not compared" in in_words("memoranda worth something", "en")


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
