"""Whatever the text, quotes and spans stand where they say, and nothing is raised."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.domain.dates import PartialDate
from agreements.reading import Document, Fact, Mention, read
from agreements.reading.serialise import as_dict, from_dict, to_json
from benchmarks.reading.sets import own_cases

PIECES = [item.document.text for item in own_cases()]
STRANGE = [
    "\x00",
    "\u202e",
    "\ufeff",
    "\ud800",
    "İ",
    "ﬁ",
    "​",
    "　",
    "'",
    "(",
    "\n\n",
    "\n",
    ". ",
    "「",
    "🛰",
    "한영",
    "DPRK",
]


def _facts(mention: Mention) -> list[Fact[object]]:
    single = [mention.form, mention.title, mention.status, mention.date, mention.count]
    several = (*mention.uk_parties, *mention.kr_parties, *mention.other_parties, *mention.people, *mention.sectors)
    return [fact for fact in (*single, *several, *mention.amounts) if fact is not None]  # type: ignore[misc]


def _check(text: str) -> None:
    document = Document(text, published=PartialDate(2024, 2, 29))
    reading = read(document)
    for mention in reading.mentions:
        assert text[mention.quote.start : mention.quote.end].strip(), "an empty quote"
        for fact in _facts(mention):
            assert fact.rule
            assert all(0 <= span.start < span.end <= len(text) for span in fact.spans)
    for shown in to_json(reading, document)["mentions"]:
        assert shown["quote"] == text[shown["start"] : shown["end"]]
    assert from_dict(as_dict(reading)) == reading


@given(st.lists(st.sampled_from([*PIECES, *STRANGE]), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_quotes_stand_at_their_offsets(pieces: list[str]) -> None:
    """C16: every quote and span is a place in the text as it was given; C7, C8: whatever characters are in it."""
    _check("".join(pieces))


@given(st.text(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_text_is_read(text: str) -> None:
    _check(text)


def test_random_bytes_and_broken_items_are_read() -> None:
    """C19: bytes in any order, and real items with letters changed, cut and doubled."""
    chance = random.Random(19)
    for _ in range(30):
        _check(chance.randbytes(chance.randrange(600)).decode("utf-8", errors="replace"))
        text = list(chance.choice(PIECES))
        for _ in range(chance.randrange(1, 20)):
            place = chance.randrange(len(text))
            text[place : place + chance.randrange(3)] = chance.choice(STRANGE)
        _check("".join(text))


def test_the_same_document_gives_the_same_reading() -> None:
    """D10: reading is deterministic."""
    for text in PIECES:
        assert read(Document(text)) == read(Document(text))
