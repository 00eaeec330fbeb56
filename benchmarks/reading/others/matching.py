"""Many names in one pass: the catalogue's names, made up to 9,000, in items of 5 kB."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Iterator

from agreements.reading.lexicon import Lexicon
from benchmarks.reading.compare import seeded_names
from benchmarks.reading.speed import long_documents

_NAMES, _SECONDS = 9000, 3.0


def reports() -> Iterator[tuple[str, float, int]]:
    """``(library, items a second, names found in all items)``."""
    known = list(dict.fromkeys(name.text for name in seeded_names()))
    names = known + [f"{name} Branch {number}" for number in range(99) for name in known][: _NAMES - len(known)]
    for label, build in _BUILDERS.items():
        try:
            yield label, *_timed(build(names))
        except ImportError:
            continue


def _timed(count: Callable[[str], int]) -> tuple[float, int]:
    texts = [document.text for document in long_documents()]
    began, found, done = time.process_time(), 0, 0
    while done < len(texts) and time.process_time() - began < _SECONDS:
        found += count(texts[done])
        done += 1
    return done / max(time.process_time() - began, 1e-6), found


def _own(names: list[str]) -> Callable[[str], int]:
    lexicon = Lexicon((name, name) for name in names)
    return lambda text: sum(1 for _ in lexicon.find(text, text.lower()))


def _pyahocorasick(names: list[str]) -> Callable[[str], int]:
    automaton = importlib.import_module("ahocorasick").Automaton()
    for name in names:
        automaton.add_word(name.lower(), name)
    automaton.make_automaton()
    return lambda text: sum(1 for _ in automaton.iter_long(text.lower()))


def _flashtext(names: list[str]) -> Callable[[str], int]:
    processor = importlib.import_module("flashtext").KeywordProcessor()
    processor.add_keywords_from_list(names)
    return lambda text: len(processor.extract_keywords(text))


def _phrase_matcher(names: list[str]) -> Callable[[str], int]:
    spacy, matcher = importlib.import_module("spacy"), importlib.import_module("spacy.matcher")
    language = spacy.blank("en")
    found = matcher.PhraseMatcher(language.vocab, attr="LOWER")
    found.add("NAME", list(language.tokenizer.pipe(names)))
    return lambda text: len(found(language.make_doc(text), as_spans=True))


def _entity_ruler(names: list[str]) -> Callable[[str], int]:
    language = importlib.import_module("spacy").blank("en")
    ruler = language.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names])
    return lambda text: len(language(text).ents)


def _alternation(module: str) -> Callable[[list[str]], Callable[[str], int]]:
    def build(names: list[str]) -> Callable[[str], int]:
        library = importlib.import_module(module)
        longest_first = sorted(names, key=len, reverse=True)
        options = [library.Options()] if module == "re2" else []
        for option in options:
            option.max_mem = 512 << 20
        pattern = library.compile(r"(?i)\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", *options)
        return lambda text: sum(1 for _ in pattern.finditer(text))

    return build


def _hyperscan(names: list[str]) -> Callable[[str], int]:
    library = importlib.import_module("hyperscan")
    base = library.Database()
    flags = library.HS_FLAG_CASELESS | library.HS_FLAG_UTF8
    base.compile(expressions=[re.escape(name).encode() for name in names], flags=[flags] * len(names))

    def count(text: str) -> int:
        hits: list[int] = []
        base.scan(text.encode(), match_event_handler=lambda *_: hits.append(1))
        return len(hits)

    return count


_BUILDERS: dict[str, Callable[[list[str]], Callable[[str], int]]] = {
    "ahocorasick_rs with whole words (ours)": _own,
    "pyahocorasick, longest, no word edges": _pyahocorasick,
    "flashtext": _flashtext,
    "spaCy blank + PhraseMatcher": _phrase_matcher,
    "spaCy blank + EntityRuler": _entity_ruler,
    "re2 alternation": _alternation("re2"),
    "re alternation": _alternation("re"),
    "hyperscan, every end reported": _hyperscan,
}
