"""Items of 5 kB of extracted text a second on one core, and the share of this machine that was free to read them."""

from __future__ import annotations

import time
from collections.abc import Sequence

from agreements.reading import Document, read
from benchmarks.reading.sets import seen_items

_SIZE, _ITEMS, _ROUNDS = 5000, 40, 5
_STEPS, _STEPS_ON_A_FREE_CORE = 2_000_000, 0.075


def items_a_second(texts: Sequence[str]) -> float:
    """The best of several rounds, in processor time."""
    documents = [long_document(texts, start) for start in range(_ITEMS)]
    read(documents[0])
    return len(documents) / min(_seconds(documents) for _ in range(_ROUNDS))


def long_documents(count: int = _ITEMS) -> list[Document]:
    """Items of 5 kB, made from the English items that may be seen."""
    texts = [item.document.text for item in seen_items() if item.language == "en"]
    return [long_document(texts, start) for start in range(count)]


def slowness() -> float:
    """How many times slower than a free core a plain loop ran just now: 3 means that the figure is a third."""
    began = time.process_time()
    total = 0
    for step in range(_STEPS):
        total += step
    return (time.process_time() - began) / _STEPS_ON_A_FREE_CORE


def _seconds(documents: Sequence[Document]) -> float:
    began = time.process_time()
    for document in documents:
        read(document)
    return time.process_time() - began


def long_document(texts: Sequence[str], start: int) -> Document:
    """5 kB of texts one after another, from one of them on."""
    text = ""
    while len(text) < _SIZE:
        text += texts[start % len(texts)] + "\n\n"
        start += 1
    return Document(text[:_SIZE])
