"""People and bodies of both sides, by a conditional random field over words."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from benchmarks.reading.learned.words import Word, shape, stem, words
from benchmarks.reading.sets import Item

_FIELDS = {"uk_parties": "UK", "kr_parties": "KR"}
_COUNTRY = re.compile(r"^(?:United Kingdom|UK|Britain|South Korea|Korea|Republic of Korea|영국|한국|대한민국)$")


class NameModel:
    """Which words are a person who acts, a body of the British side, one of the Korean side."""

    def __init__(self, items: Sequence[Item]) -> None:
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True})
        for item in items:
            for line in _lines(item.document.text):
                trainer.append(_told(line), _labels(line, item))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "names.crf"
            trainer.train(str(path))
            self._tagger = pycrfsuite.Tagger()
            self._tagger.open_inmemory(path.read_bytes())

    def names(self, text: str) -> Iterator[tuple[int, int, str]]:
        """``(start, end, kind)``; the kinds are PERSON, UK and KR."""
        for line in _lines(text):
            start, end, kind = -1, -1, ""
            for word, label in zip(line, self._tagger.tag(_told(line)), strict=True):
                if label.startswith("I-") and label[2:] == kind:
                    end = word.end
                    continue
                if kind:
                    yield start, end, kind
                start, end, kind = word.start, word.end, label[2:]
            if kind:
                yield start, end, kind


def _lines(text: str) -> Iterator[list[Word]]:
    for line in re.finditer(r"[^\n]+", text):
        if found := words(line[0]):
            yield [Word(word.text, word.start + line.start(), word.end + line.start()) for word in found]


def _labels(line: list[Word], item: Item) -> list[str]:
    labels = ["O"] * len(line)
    for name, kind in _gold(item):
        for found in re.finditer(re.escape(name), item.document.text):
            inside = [n for n, w in enumerate(line) if found.start() <= w.start < found.end()]
            for n in inside:
                if labels[n] == "O":
                    labels[n] = f"{'B' if n == inside[0] else 'I'}-{kind}"
    return labels


def _gold(item: Item) -> list[tuple[str, str]]:
    found = {(person["name"], "PERSON") for gold in item.gold for person in gold["people"]}
    for field, kind in _FIELDS.items():
        found |= {(name, kind) for gold in item.gold for name in gold[field] if not _COUNTRY.match(name)}
    return sorted(found, key=lambda pair: -len(pair[0]))


def _told(line: list[Word]) -> list[list[str]]:
    return [_of_word(line, n) for n in range(len(line))]


def _of_word(line: list[Word], at: int) -> list[str]:
    told = ["bias"]
    for step in range(-3, 4):
        if 0 <= at + step < len(line):
            text = line[at + step].text
            told += [f"{step}:{stem(text)}", f"{step}:shape:{shape(text)}"]
    text = line[at].text
    told += [f"end:{text[-length:]}" for length in (1, 2, 3)] + [f"begin:{text[:length]}" for length in (1, 2)]
    return told
