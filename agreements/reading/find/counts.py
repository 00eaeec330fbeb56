"""Counts of documents, such as '37 deals' or 31건 MOU: one mention for many instruments."""

from __future__ import annotations

import re
from typing import NamedTuple

from agreements.reading.page import Page
from agreements.reading.scanner import parts, scan

_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        2,
    )
} | {"thirty": 30, "forty": 40, "a dozen": 12}
_LARGEST = 500
_NO_COUNT = re.compile(
    r"(?i:\b(?:per ?cent|years?|months|days|weeks|percentage)\b)|%"
)  # 9 percent within three years by agreements
_VERB = re.compile(r"\b(?:were|was|are|is|had|have|has|signed|in|at|to)\b", re.IGNORECASE)
FEW = 4


class CountHit(NamedTuple):
    """Where documents are counted; ``number`` is None for 'a series of'."""

    start: int
    end: int
    number: int | None
    rule: str

    @property
    def is_few(self) -> bool:
        """So few that a text commonly names each of them as well."""
        return self.number is not None and self.number <= FEW


def find_counts(page: Page) -> list[CountHit]:
    """Every count of documents on the page."""
    hits = []
    for match in scan("counts", page.surface, page.languages):
        words = page.surface[match.start : match.end]
        number = _number(parts(match.rule, words).get("number", ""))
        if _VERB.search(words) or _NO_COUNT.search(words):
            continue
        if number is None or 1 < number <= _LARGEST:
            hits.append(CountHit(match.start, match.end, number, match.rule.name))
    return hits


def _number(words: str) -> int | None:
    words = re.sub(r"\s+", " ", words.strip().lower())
    return int(words) if words.isdigit() else _WORDS.get(words)
