"""The vocabulary is one closed list, complete in both languages."""

import pytest

from agreements.domain import vocabulary
from agreements.domain.text import has_hangul
from agreements.domain.vocabulary import SECTORS, Vocabulary

ALL = {name: value for name, value in vars(vocabulary).items() if isinstance(value, Vocabulary)}


@pytest.mark.parametrize("name", ALL)
def test_every_term_has_both_names(name: str) -> None:
    for term in ALL[name].values():
        assert term.en
        assert has_hangul(term.ko), term


def test_every_parent_is_a_root() -> None:
    for term in SECTORS.values():
        assert term.parent is None or SECTORS[term.parent].parent is None


def test_a_filter_on_a_parent_includes_its_children() -> None:
    assert "semiconductors" in SECTORS.with_children("technology")
    assert SECTORS.with_children("ai") == ("ai",)


def test_a_code_of_no_vocabulary_is_shown_as_it_is() -> None:
    assert SECTORS.label("unknown-code", "ko") == "unknown-code"
    assert SECTORS.label("ai", "ko") == "인공지능"
