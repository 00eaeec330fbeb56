"""The sets that are reported apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.linking.labels import Text, digests, press_items

Group = tuple[str, Sequence[Text], bool]
"""A name, its texts, and whether what went wrong in them may be looked at."""


def groups() -> Iterator[Group]:
    """Digests and press items, seen and held back; then each language, each kind and what the reader itself gave."""
    own, press = digests(), press_items()
    for name, texts in (("digests", own), ("press items", press)):
        if texts:
            yield f"{name}, seen", [text for text in texts if not text.held_back], True
            yield f"{name}, held back", [text for text in texts if text.held_back], False
    texts = [*own, *press]
    for language in sorted({text.language for text in texts}):
        yield f"publisher's language {language}", [text for text in texts if text.language == language], False
    for kind in sorted({text.kind for text in texts}):
        yield f"kind {kind}", [text for text in texts if text.kind == kind], False
    yield "digests, mentions as read", list(map(_as_read, own)), False


def _as_read(text: Text) -> Text:
    return replace(text, mentions=[labelled for labelled in text.mentions if labelled.as_read])
