"""The words that prove a mention: its sentence, or its part of a sentence that names several instruments."""

from __future__ import annotations

from agreements.reading.compose.clues import Clues
from agreements.reading.compose.merge import Cluster
from agreements.reading.model import Span

_LONG = 260


def quote_of(clues: Clues, cluster: Cluster, clusters: list[Cluster]) -> Span:
    """The sentence that tells most, cut where another instrument's part begins."""
    lead = cluster.lead
    core = lead.title.span
    said = lead.assertion.span if lead.assertion else core
    start, end = min(core.start, said.start), max(core.end, said.end)
    others = [
        member.title.span
        for other in clusters
        if other is not cluster
        for member in other.members
        if member.sentence.index == lead.sentence.index
    ]
    if not others and lead.sentence.end - lead.sentence.start <= _LONG:
        return lead.sentence.span
    if others:
        return _between(clues, lead.sentence.span, core, others)
    return _widened(clues, lead.sentence.span, Span(start, end))


def _between(clues: Clues, sentence: Span, core: Span, others: list[Span]) -> Span:
    before = [other.end for other in others if other.end <= core.start]
    after = [other.start for other in others if other.start >= core.end]
    start = max(before) if before else sentence.start
    end = min(after) if after else sentence.end
    return _trimmed(clues, Span(min(start, core.start), max(end if not after else core.end, core.end)))


def _widened(clues: Clues, sentence: Span, span: Span) -> Span:
    """Out to the nearest comma or the sentence's edge."""
    words = clues.page.surface
    start = max(
        sentence.start,
        words.rfind(", ", sentence.start, span.start) + 2
        if ", " in words[sentence.start : span.start]
        else sentence.start,
    )
    comma = words.find(", ", span.end, sentence.end)
    return _trimmed(clues, Span(start, comma if comma >= 0 else sentence.end))


def _trimmed(clues: Clues, span: Span) -> Span:
    words = clues.page.surface[span.start : span.end]
    left = len(words) - len(words.lstrip(" ,;:-"))
    right = len(words.rstrip(" ,;:-"))
    return Span(span.start + left, span.start + max(right, left + 1))
