"""The sentence that a span of a text stands in: what a page shows as the quotation."""

from __future__ import annotations

from collections.abc import Iterable

from agreements.reading.model import Span
from agreements.reading.page.sentences import sentences

LONGEST_QUOTE = 600


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, or run of sentences, that holds `span`; the span itself where that would be over-long."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    paragraph = Span(start, len(text) if end < 0 else end)
    touched = [sentence for sentence in sentences(text, paragraph) if sentence.overlaps(span)]
    if not touched:
        return span
    whole = _trimmed(text, Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)))
    return whole if whole.end - whole.start <= LONGEST_QUOTE else span


def sentences_around(text: str, spans: Iterable[Span]) -> list[Span]:
    """The different sentences that `spans` stand in, in the order of the text."""
    return sorted({sentence_around(text, span) for span in spans})


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
