"""Stored text is composed and holds nothing invisible; compared text also ignores case and punctuation (C5–C8)."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.text import clean, clean_line, fold, has_hangul


def test_separate_letters_become_syllables() -> None:
    assert clean(unicodedata.normalize("NFD", "반도체")) == "반도체"


def test_invisible_and_control_characters_go() -> None:
    assert clean("양해\u200b각서\x00 \u202eabc\ufeff so\u00adft") == "양해각서 abc soft"


def test_every_kind_of_space_is_one_space_and_lines_stay() -> None:
    assert clean("a\u00a0b\u3000c\r\nd\re") == "a b c\nd\ne"
    assert clean_line("  a\n b\u3000 c ") == "a b c"


def test_compared_text_ignores_case_width_and_punctuation() -> None:
    assert fold("ＭＯＵ·Semi-Conductors") == "mou semi conductors"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_hangul_is_seen_in_either_form() -> None:
    assert has_hangul(unicodedata.normalize("NFD", "한"))
    assert not has_hangul("Seoul 首爾")
