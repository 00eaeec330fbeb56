"""Items of 5 kB as an archive has them: dense with instruments, with one release, with none, and of one country alone.

``python -m benchmarks.reading.mixes`` prints millions of instructions an item, counted by ``perf stat`` where that is
at hand: other work on a machine changes seconds, hardly instructions.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence

from agreements.reading import Document, Gazetteer, read
from agreements.reading.find.both import names_two_sides
from agreements.reading.find.countries import find_countries
from agreements.reading.model import Span
from agreements.reading.page import lay_out
from benchmarks.reading.sets import Item, own_cases, press_items, seen_items
from benchmarks.reading.speed import long_document

KINDS = ("dense", "one release", "no agreement", "one country")
_SIZE, _ITEMS, _ROUNDS = 5000, 40, 5
_OWN = {"en": "Britain. ", "ko": "한국. "}
_NOBODY = Gazetteer(())


def documents(kind: str, language: str) -> list[Document]:
    """Forty items of a kind, made of annotated texts and of their sentences that tell of no instrument."""
    if kind == "dense":
        texts = [item.document.text for item in press_items() or own_cases() if item.language == language]
        return [long_document(texts, start) for start in range(_ITEMS)]
    items = [item for item in seen_items() if item.language == language]
    silent = [text for item in items for text in _silent(item)]
    if kind == "one country":
        silent = [text for text in silent if not _names_two(Document(_OWN[language] + text))]
    openings = [""] * _ITEMS
    if kind == "one release":
        releases = [item.document.text for item in items if any(one["bilateral"] for one in item.gold)]
        openings = [releases[number % len(releases)] + "\n\n" for number in range(_ITEMS)]
    return [Document((opening + _run(silent, 7 * number))[:_SIZE]) for number, opening in enumerate(openings)]


def _run(sentences: Sequence[str], start: int) -> str:
    """Paragraphs of three sentences, until there is enough."""
    text = ""
    for number in range(start, start + _SIZE):
        text += sentences[number % len(sentences)] + ("\n\n" if number % 3 == 2 else " ")
        if len(text) >= _SIZE:
            break
    return text


def _silent(item: Item) -> Iterator[str]:
    """The sentences of an item of which neither the annotation nor the reader says anything."""
    page, found = lay_out(item.document), read(item.document).mentions
    told = [mention.quote for mention in found] + [span for mention in found for span in mention.spans]
    for gold in item.gold:
        start = item.document.text.find(gold["quote"])
        told.append(Span(start, start + len(gold["quote"])))
    for sentence in page.sentences:
        if not any(sentence.span.overlaps(span) for span in told):
            yield sentence.span.of(item.document.text)


def _names_two(document: Document) -> bool:
    page = lay_out(document)
    return names_two_sides(page, find_countries(page), _NOBODY)


def main() -> None:
    """A line a kind and language."""
    if len(sys.argv) == 4:
        _read(*sys.argv[1:])
        return
    for language in ("en", "ko"):
        for kind in KINDS:
            found = [read(document).mentions for document in documents(kind, language)]
            each = sum(mention.bilateral for mentions in found for mention in mentions) / _ITEMS
            millions = (_counted(kind, language, _ROUNDS) - _counted(kind, language, 0)) / _ROUNDS / _ITEMS / 1e6
            print(f"{language} {kind:<14}{millions:>7.1f} million instructions, {each:.1f} of our instruments an item")


def _read(kind: str, language: str, rounds: str) -> None:
    """What is counted: one round to grow warm, then as many as asked for."""
    items = documents(kind, language)
    for _ in range(int(rounds) + 1):
        for document in items:
            read(document)


def _counted(kind: str, language: str, rounds: int) -> int:
    command = ["perf", "stat", "-x,", "-e", "instructions:u", sys.executable, "-m", __spec__.name, kind, language]
    counted = subprocess.run([*command, str(rounds)], capture_output=True, text=True, check=True)
    return int(counted.stderr.splitlines()[-1].partition(",")[0])


if __name__ == "__main__":
    main()
