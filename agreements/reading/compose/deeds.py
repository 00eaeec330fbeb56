"""Instruments told of by what was done, without naming a document: 'acquired the antenna maker'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.naming import Assertion, Candidate
from agreements.reading.compose.titles import Title
from agreements.reading.find.countries import KR, UK
from agreements.reading.model import Span
from agreements.reading.page import Sentence
from agreements.reading.scanner import Match

_DENIED = re.compile(
    r"(?i:\b(?:denied|denies|ruled out|no plans?|no intention|declined to comment)\b)|부인했|계획이 없"
)
_OBJECT, _OBJECT_ENDS = 70, re.compile(r"[,;.:]|, which| after | because ")
_DEED = "deed"
# 'They have agreed to cooperate in space. The deal will …'
_NEXT = 2
_OF_STATE = re.compile(r"Ministry|Department|Office|Government|Administration|Navy|Force|Embassy")
_CALLED = re.compile(r"\b(?:[Tt]he|[Tt]his) (?:new |latest )?(?:deal|agreement|pact|arrangement|accord)\b")


def deeds(clues: Clues) -> Iterator[Candidate]:
    """Every deed; those beside an instrument that is named are refused later."""
    for deed in clues.deeds:
        sentence = clues.page.sentence_at(deed.start)
        form = _form(clues, sentence, deed) if sentence else ""
        if sentence and form:
            head = Span(deed.start, deed.end)
            title = Title(_with_object(clues, sentence, head), head, False, False, False)
            said = Assertion(deed.rule.get("status"), 2, head, deed.rule.name)
            yield Candidate(form, _DEED, deed.rule.name, head, title, sentence, said, None, frozenset(), False)


def _form(clues: Clues, sentence: Sentence, deed: Match) -> str:
    """What the deed makes; nothing if it is denied, or is mere goodwill that nobody calls an agreement next."""
    if _DENIED.search(sentence.span.of(clues.page.surface)):
        return ""
    form = deed.rule.get("form")
    if not deed.rule.get("called") or _is_between_companies(clues, sentence):
        return form
    following = clues.page.sentences[sentence.index + 1 : sentence.index + 1 + _NEXT]
    is_called = any(_CALLED.search(after.span.of(clues.page.surface)) for after in following)
    return deed.rule.get("called") if is_called else ""


def _is_between_companies(clues: Clues, sentence: Sentence) -> bool:
    bodies = [body for body in within(clues.bodies, sentence.start, sentence.end) if not _OF_STATE.search(body.name)]
    return {UK, KR} <= {body.side for body in bodies}


def _with_object(clues: Clues, sentence: Sentence, deed: Span) -> Span:
    """The deed with what it is done to: 'acquired the antenna maker'."""
    rest = clues.page.surface[deed.end : min(sentence.end, deed.end + _OBJECT)]
    stop = _OBJECT_ENDS.search(rest)
    words = rest[: stop.start()] if stop else rest.rpartition(" ")[0]
    return Span(deed.start, deed.end + len(words))
