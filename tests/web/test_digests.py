"""A long digest shows whole sentences at once and loses none."""

import pytest

from agreements.catalogue.pages.parts import Text
from agreements.web.digests import AT_ONCE, beginning, rest

SENTENCE = {
    "en": "The ministers met in London and agreed on what they had agreed. ",
    "ko": "양국 장관은 서울에서 만났다. ",
}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_long_one_is_cut_between_sentences(language: str) -> None:
    digest = Text((SENTENCE[language] * 60).strip(), language)
    first, more = beginning(digest), rest(digest)
    assert f"{first} {more}" == digest.words
    assert first.endswith(".")
    assert len(first) <= 2 * AT_ONCE["ko"]


@pytest.mark.parametrize("words", ["Short.", "No end to it " * 90])
def test_what_is_short_or_one_sentence_is_left_whole(words: str) -> None:
    digest = Text(words.strip(), "en")
    assert (beginning(digest), rest(digest)) == (digest.words, "")
