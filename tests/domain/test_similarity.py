"""Alike by content: titles by the words that tell agreements apart, texts by what they share."""

from agreements.domain.similarity import signature_overlap, text_signature, title_similarity

TEXT = (
    "Ministers of both countries met in the capital on Monday to look at what has been done since the framework on"
    " chips came into effect, and set three areas of work for the coming year: skills, supply and standards."
)


def test_one_title_in_other_words_is_alike() -> None:
    assert title_similarity("UK–Korea Memorandum on Space Cooperation", "MOU on space cooperation") > 0.9


def test_two_memoranda_of_the_same_two_countries_are_not_alike() -> None:
    assert title_similarity("UK–Korea MOU on space cooperation", "UK–Korea MOU on digital government") < 0.5


def test_the_same_story_with_a_changed_line_is_nearly_the_same_text() -> None:
    copy = TEXT + " Share this story."
    assert signature_overlap(text_signature(TEXT), text_signature(copy)) > 0.8


def test_another_story_is_another_text() -> None:
    other = (
        "The city council opened a new library on the river, with reading rooms for children and a garden on the roof."
    )
    assert signature_overlap(text_signature(TEXT), text_signature(other)) == 0


def test_texts_too_short_for_words_are_compared_by_letters() -> None:
    assert signature_overlap(text_signature("양해각서를체결했다"), text_signature("양해각서를 체결했다")) == 1
    assert text_signature("") == ()
