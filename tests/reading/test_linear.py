"""C13: reading takes time in proportion to the text, whatever the text."""

import itertools
import sys
import time

import pytest
import re2

from agreements.reading import Document, read
from agreements.reading.rules import LANGUAGES, Rule, family
from agreements.reading.scanner import Scanner, scanner
from benchmarks.reading.hostile import PIECES, text_of
from tests.reading.test_rules import FAMILIES, NAMES, RULES

GENEROUS = 3.4  # a doubled text may take three times as long on a busy machine, never four
STEADY = 5  # of a text four times as long; what grows with its square takes sixteen times the steps


@pytest.mark.parametrize(("name", "language", "rule"), RULES, ids=NAMES)
def test_every_rule_is_of_the_linear_kind(name: str, language: str, rule: Rule) -> None:
    """RE2 accepts only patterns that an automaton can run; it refuses those that need backtracking."""
    assert isinstance(scanner(name, language), Scanner)
    assert re2.compile(rule.pattern).fullmatch("") is None, "a rule that finds nothing finds it everywhere"


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_reading_grows_no_faster_than_the_text(piece: str) -> None:
    small, large = text_of(piece, 5_000), text_of(piece, 20_000)
    read(Document(small[:2000]))
    quick = min(_seconds(small) for _ in range(3))
    slow = min(_seconds(large) for _ in range(3))
    assert slow < max(quick, 0.01) * GENEROUS**2, f"{quick:.3f} s for 5 kB, {slow:.3f} s for 20 kB"


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_steps_grow_no_faster_than_the_text(piece: str) -> None:
    """Counted, not timed: the functions called and resumed, whatever else the machine does."""
    read(Document(text_of(piece, 500)))
    small, large = (_steps(text_of(piece, size)) for size in (3_000, 12_000))
    assert large < max(small, 2_000) * STEADY, f"{small:,} steps for 3 kB, {large:,} for 12 kB"


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_scans_its_own_examples_in_proportion(name: str) -> None:
    """Near-matches of each rule: its example without the last letter, over and over."""
    for language in LANGUAGES:
        for rule in family(name, language):
            piece = rule.finds[0].replace("[", "").replace("]", "")[:-1] + " "
            times = [min(_scan(name, language, text_of(piece, size)) for _ in range(2)) for size in (4_000, 16_000)]
            assert times[1] < max(times[0], 0.005) * GENEROUS**2, rule.name


def _seconds(text: str) -> float:
    began = time.process_time()
    read(Document(text))
    return time.process_time() - began


def _steps(text: str) -> int:
    steps = itertools.count()
    sys.setprofile(lambda frame, event, argument: next(steps) and None)
    try:
        read(Document(text))
    finally:
        sys.setprofile(None)
    return next(steps)


def _scan(name: str, language: str, text: str) -> float:
    began = time.process_time()
    list(scanner(name, language).scan(text))
    return time.process_time() - began
