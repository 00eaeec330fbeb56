"""A document's text, ready for the finders."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from agreements.reading.model import Document, Span
from agreements.reading.page.boilerplate import furniture
from agreements.reading.page.lines import paragraphs
from agreements.reading.page.sentences import sentences
from agreements.reading.page.surface import has_hangul, lowered, surface


class Sentence(NamedTuple):
    """One sentence of the item's own text; ``paragraph`` numbers the block it stands in."""

    index: int  # type: ignore[assignment]
    start: int
    end: int
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """The same text three times, letter for letter: as stored, made alike, and lower-case."""

    document: Document
    surface: str
    lowered: str
    sentences: tuple[Sentence, ...]
    masked: tuple[Span, ...]
    languages: tuple[str, ...]
    starts: tuple[int, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds this place; none within page furniture."""
        index = bisect_right(self.starts, offset)
        if not index:
            return None
        sentence = self.sentences[index - 1]
        return sentence if offset < sentence.end else None


def lay_out(document: Document) -> Page:
    """Mask the furniture of a document and cut the rest into sentences."""
    alike = surface(document.text)
    blocks = list(paragraphs(document.text))
    masked = furniture(alike, blocks)
    hidden = set(masked)
    cut = tuple(_number(alike, [block for block in blocks if block not in hidden]))
    return Page(
        document=document,
        surface=alike,
        lowered=lowered(alike),
        sentences=cut,
        masked=masked,
        languages=("en", "ko") if has_hangul(alike) else ("en",),
        starts=tuple(sentence.start for sentence in cut),
    )


def _number(alike: str, blocks: list[Span]) -> Iterator[Sentence]:
    index = 0
    for paragraph, block in enumerate(blocks):
        for span in sentences(alike, block):
            yield Sentence(index, span.start, span.end, paragraph, span)
            index += 1
