"""What was searched for is marked where it stands, and nothing else is."""

from __future__ import annotations

import pytest

from agreements.catalogue.pages.parts import Text
from agreements.catalogue.words import queries
from agreements.catalogue.words.highlights import Marker

pytestmark = pytest.mark.django_db

MARKS = [
    ("semiconductor", "Framework on Semiconductors", "Framework on [Semiconductors]"),
    ("semi-conductors", "A semiconductor plan", "A [semiconductor] plan"),
    ("semiconductors", "A semi-conductor plan", "A [semi-conductor] plan"),
    ("signed", "Signing and signature", "[Signing] and signature"),
    ("반도체", "반도체를 위한 협력", "[반도체]를 위한 협력"),
    ("반도체협력", "반도체 협력 프레임워크", "[반도체 협력] 프레임워크"),
    ("우주", "경우 주요 사항", "경우 주요 사항"),
    ("한영", "한·영 공동성명", "[한·영] 공동성명"),
    ("MOU", "Memorandum of understanding on space", "[Memorandum of understanding] on space"),
    ("업무협약", "우주협력 양해각서", "우주협력 [양해각서]"),
    ("the space of", "The law of space", "The law of [space]"),
    ('"joint fund"', "A joint fund, a fund that is joint", "A [joint fund], a fund that is joint"),
    ("cafe", "Café owners", "[Café] owners"),
    ("<b>", "<b>bold</b>", "<[b]>bold</[b]>"),
]


def _shown(typed: str, text: str) -> str:
    marked = Marker(queries.parse(typed), [text]).marked(Text(text, "en"))
    return "".join(f"[{run.words}]" if run.is_hit else run.words for run in marked.runs) or text


def test_marks(subtests: pytest.Subtests) -> None:
    for typed, text, expected in MARKS:
        with subtests.test(typed=typed, text=text):
            assert _shown(typed, text) == expected


def test_an_extract_is_short_and_holds_the_hit() -> None:
    text = "word " * 200 + "hydrogen " + "word " * 200
    terms = queries.parse("hydrogen")
    extract = Marker(terms, [text]).extract(text, "en", terms)
    assert len(extract.words) < 260
    assert extract.words.startswith("… word")
    assert extract.words.endswith("word …")
    assert [run.words for run in extract.runs if run.is_hit] == ["hydrogen"]
