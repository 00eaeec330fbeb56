"""A reading for people's eyes in a terminal: the text with its spans in colour, each fact with its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.reading.compose.choose import Refused
from agreements.reading.model import Document, Fact, Mention, Person, Reading, Span

_QUOTE, _TITLE, _MASKED, _END = "\x1b[33m", "\x1b[1;32m", "\x1b[2;9m", "\x1b[0m"


def painted(name: str, reading: Reading, document: Document, *, colour: bool) -> str:
    """The text with quotes, titles and page furniture marked, then every mention with its facts."""
    head = f"== {name}: {'relevant' if reading.relevant else 'not relevant'}, {len(reading.mentions)} mentions"
    body = _coloured(reading, document.text) if colour else document.text
    blocks = [_described(number, mention, document.text) for number, mention in enumerate(reading.mentions, 1)]
    return "\n".join([head, body, *blocks])


def explained(refused: Iterable[Refused], document: Document) -> str:
    """Which words could have named an instrument and did not, with the reason."""
    lines = [f"  - “{item.candidate.title.span.of(document.text)}”: {item.reason}" for item in refused]
    return "\n".join(["Words that gave nothing:", *lines]) if lines else "No other words could name an instrument."


def _described(number: int, mention: Mention, text: str) -> str:
    kind = "UK-Korea" if mention.bilateral else "with others"
    lines = [f"{number}. {mention.form.value} ({kind}{', umbrella' if mention.umbrella else ''})"]
    lines += [f"   {label:<9}{_plain(fact.value)}  [{fact.rule}]" for label, fact in _facts(mention)]
    return "\n".join([*lines, f"   quote    “{mention.quote.of(text)}”"])


def _plain(value: object) -> str:
    """A value as people write it."""
    if isinstance(value, Person):
        return f"{value.name}, {value.role or 'no post stated'} ({value.side})"
    return value.format("en") if isinstance(value, Money | PartialDate) else str(value)


def _facts(mention: Mention) -> Iterator[tuple[str, Fact[Any]]]:
    single: dict[str, Fact[Any] | None] = {
        "title": mention.title,
        "status": mention.status,
        "date": mention.date,
        "count": mention.count,
    }
    several: dict[str, tuple[Fact[Any], ...]] = {
        "UK side": mention.uk_parties,
        "KR side": mention.kr_parties,
        "others": mention.other_parties,
        "person": mention.people,
        "sector": mention.sectors,
        "amount": mention.amounts,
    }
    yield from ((label, fact) for label, fact in single.items() if fact is not None)
    yield from ((label, fact) for label, facts in several.items() for fact in facts)


def _coloured(reading: Reading, text: str) -> str:
    marks = [(span, _MASKED) for span in reading.masked]
    for mention in reading.mentions:
        marks.append((mention.quote, _QUOTE))
        marks.extend((span, _TITLE) for span in mention.spans)
    colours = [""] * len(text)
    for span, colour in marks:
        _fill(colours, span, colour)
    return "".join(_runs(text, colours))


def _fill(colours: list[str], span: Span, colour: str) -> None:
    colours[span.start : span.end] = [colour] * (span.end - span.start)


def _runs(text: str, colours: list[str]) -> Iterator[str]:
    current = ""
    for character, colour in zip(text, colours, strict=True):
        if colour != current:
            yield (_END if current else "") + colour
            current = colour
        yield character
    if current:
        yield _END
