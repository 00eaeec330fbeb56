"""C13: reading takes time in proportion to the text, whatever the text."""

import time

import pytest
import re2

from agreements.reading import Document, read
from agreements.reading.rules import LANGUAGES, Rule, family
from agreements.reading.scanner import Scanner, scanner
from tests.reading.test_rules import FAMILIES, NAMES, RULES

GENEROUS = 3.4  # a doubled text may take three times as long on a busy machine, never four
HOSTILE = {
    "near matches": "signed a memorandum of understandin ",
    "instruments": "Britain and South Korea signed a memorandum of understanding on field{} in London. ",
    "one endless word": "agreement",
    "capitals": "Ministry of Trade, Industry And ",
    "digits": "1,000,000",
    "brackets": "((((",
    "quotes": "'\"",
    "lines": "Related\n",
    "talks": "in talks to sign to sign to ",
    "names": "Minister Lee Minister Kim and ",
    "one sentence": "the agreement signed and the agreement which ",
    "양해각서": "한국과 영국은 양해각서를 체결하기로 ",
    "한영": "한영",
    "조억만": "1조 2000억 3000만 ",
    "이름": "이상민 장관 ",
}
# Without an instrument most finders would not even look.
SIGNED = "Britain and South Korea signed an MOU. 영국과 한국은 양해각서를 체결했다.\n"


@pytest.mark.parametrize(("name", "language", "rule"), RULES, ids=NAMES)
def test_every_rule_is_of_the_linear_kind(name: str, language: str, rule: Rule) -> None:
    """RE2 accepts only patterns that an automaton can run; it refuses those that need backtracking."""
    assert isinstance(scanner(name, language), Scanner)
    assert re2.compile(rule.pattern).fullmatch("") is None, "a rule that finds nothing finds it everywhere"


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_reading_grows_no_faster_than_the_text(piece: str) -> None:
    small, large = SIGNED + _text(piece, 5_000), SIGNED + _text(piece, 20_000)
    read(Document(small[:2000]))
    quick = min(_seconds(small) for _ in range(3))
    slow = min(_seconds(large) for _ in range(3))
    assert slow < max(quick, 0.01) * GENEROUS**2, f"{quick:.3f} s for 5 kB, {slow:.3f} s for 20 kB"


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_scans_its_own_examples_in_proportion(name: str) -> None:
    """Near-matches of each rule: its example without the last letter, over and over."""
    for language in LANGUAGES:
        for rule in family(name, language):
            piece = rule.finds[0].replace("[", "").replace("]", "")[:-1] + " "
            times = [min(_scan(name, language, _text(piece, size)) for _ in range(2)) for size in (4_000, 16_000)]
            assert times[1] < max(times[0], 0.005) * GENEROUS**2, rule.name


def _text(piece: str, size: int) -> str:
    return "".join(piece.replace("{}", str(number)) for number in range(size // len(piece) + 1))[:size]


def _seconds(text: str) -> float:
    began = time.process_time()
    read(Document(text))
    return time.process_time() - began


def _scan(name: str, language: str, text: str) -> float:
    began = time.process_time()
    list(scanner(name, language).scan(text))
    return time.process_time() - began
