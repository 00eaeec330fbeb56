"""The words that prove a mention: its sentence, or its part of a sentence that names several instruments."""

from __future__ import annotations

from agreements.reading.compose.clues import Clues
from agreements.reading.compose.cluster import Cluster
from agreements.reading.compose.story import Story
from agreements.reading.model import Span

_LONG = 260


def quote_of(story: Story, cluster: Cluster) -> Span:
    """The sentence that tells most, cut where another instrument's part begins."""
    clues, lead = story.clues, cluster.lead
    core, sentence = lead.title.span, lead.sentence.span
    if others := story.beside(cluster, lead.sentence.index):
        return _between(clues, sentence, core, others)
    if sentence.end - sentence.start <= _LONG:
        return sentence
    said = lead.assertion.span if lead.assertion else core
    return _widened(clues, sentence, Span(min(core.start, said.start), max(core.end, said.end)))


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
