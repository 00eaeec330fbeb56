"""Instruments told of by what was done, without naming a document: 'acquired the antenna maker'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.reading.compose.clues import Clues
from agreements.reading.compose.naming import Assertion, Candidate
from agreements.reading.compose.titles import Title
from agreements.reading.model import Span
from agreements.reading.page import Sentence

_DENIED = re.compile(
    r"(?i:\b(?:denied|denies|ruled out|no plans?|no intention|declined to comment)\b)|부인했|계획이 없"
)
_OBJECT, _OBJECT_ENDS = 70, re.compile(r"[,;.:]|, which| after | because ")
_DEED = "deed"


def deeds(clues: Clues, taken: frozenset[int]) -> Iterator[Candidate]:
    """Deeds in sentences that name no instrument (``taken``: the numbers of those that do)."""
    for deed in clues.deeds:
        sentence = clues.page.sentence_at(deed.start)
        if sentence and sentence.index not in taken and not _DENIED.search(sentence.span.of(clues.page.surface)):
            head = Span(deed.start, deed.end)
            title = Title(_with_object(clues, sentence, head), head, False, False, False)
            said = Assertion(deed.rule.get("status"), 2, head, deed.rule.name)
            yield Candidate(
                deed.rule.get("form"),
                _DEED,
                deed.rule.name,
                head,
                title,
                sentence,
                said,
                None,
                frozenset(),
                False,
            )


def _with_object(clues: Clues, sentence: Sentence, deed: Span) -> Span:
    """The deed with what it is done to: 'acquired the antenna maker'."""
    rest = clues.page.surface[deed.end : min(sentence.end, deed.end + _OBJECT)]
    stop = _OBJECT_ENDS.search(rest)
    words = rest[: stop.start()] if stop else rest.rpartition(" ")[0]
    return Span(deed.start, deed.end + len(words))
