"""Name libraries on the annotated names: none finds a name in a text, so only how they split one is measured."""

from __future__ import annotations

import importlib
import resource
import time
from collections.abc import Iterator

from benchmarks.reading.normal import folded
from benchmarks.reading.others.swap import mentions
from benchmarks.reading.sets import Item, seen_items

_KOREAN = frozenset(
    "lee kim park yoon choi cho jung jeong kang han oh song shin lim yoo bang joo moon ahn hong jang yun ryu chung seo "
    "kwon hwang son bae baek nam ha min yang yeo cha no roh ki gu koo huh chang woo ra byun do sung".split()
)


def reports() -> Iterator[tuple[str, str, float]]:
    """``(library, what, how much)``."""
    names = sorted({p["name"] for item in seen_items() for m in item.gold for p in m["people"] if p["name"].isascii()})
    full = [name for name in names if " " in name]
    for label, surname in (("nameparser", _nameparser), ("probablepeople", _probablepeople)):
        for side, ours in (
            ("British", [n for n in full if not _is_korean(n)]),
            ("Korean", list(filter(_is_korean, full))),
        ):
            right = sum(folded(surname(name)) == folded(name.split()[0 if side == "Korean" else -1]) for name in ours)
            yield label, f"surname right of {len(ours)} {side} names", right / len(ours)
    yield from _kiwi()


def _is_korean(name: str) -> bool:
    return name.split()[0].lower() in _KOREAN


def _nameparser(name: str) -> str:
    return str(importlib.import_module("nameparser").HumanName(name).last)


def _probablepeople(name: str) -> str:
    library = importlib.import_module("probablepeople")
    return " ".join(word for word, label in library.parse(name) if label == "Surname")


def _kiwi() -> Iterator[tuple[str, str, float]]:
    """Runs of nouns and Latin words as candidates for the bodies and people of Korean items."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    kiwi = importlib.import_module("kiwipiepy").Kiwi(num_workers=1)
    yield "kiwipiepy", "seconds to load", time.process_time() - began
    items = [item for item in seen_items() if item.language == "ko"]
    for field, gold in (("people", _people), ("parties", _parties)):
        wanted = [(item, name) for item in items for name in gold(item) if name in item.document.text]
        found = {item.identity: _runs(kiwi, item.document.text) for item in items}
        proper = {item.identity: _runs(kiwi, item.document.text, ("NNP", "SL", "SN")) for item in items}
        yield "kiwipiepy", f"{field} that are a run of nouns ({len(wanted)})", _share(wanted, found)
        yield "kiwipiepy", f"{field} that are a run of proper nouns", _share(wanted, proper)
        ours = {item.identity: set(gold_like(item, field)) for item in items}
        yield "own rules", f"{field} that the reader gives", _share(wanted, ours)
    yield "kiwipiepy", "runs of proper nouns an item", sum(map(len, proper.values())) / len(items)
    texts = ["".join(item.document.text for item in items)[n * 2000 :][:2000] for n in range(8)]
    began = time.process_time()
    for text in texts:
        kiwi.tokenize(text)
    yield "kiwipiepy", "items of 5 kB a second", len(texts) / (time.process_time() - began)
    yield "kiwipiepy", "more memory, MB", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _runs(kiwi: object, text: str, tags: tuple[str, ...] = ("NNP", "NNG", "SL", "SN", "XSN", "NR")) -> set[str]:
    runs, start, end = set(), -1, -1
    for token in kiwi.tokenize(text):  # type: ignore[attr-defined]
        if token.tag in tags and start >= 0 and token.start - end <= 1:
            end = token.start + token.len
        elif token.tag in tags:
            start, end = token.start, token.start + token.len
        else:
            start = -1
        if start >= 0:
            runs.add(text[start:end])
    return runs


def _share(wanted: list[tuple[Item, str]], found: dict[str, set[str]]) -> float:
    return sum(name in found[item.identity] for item, name in wanted) / len(wanted)


def gold_like(item: Item, field: str) -> Iterator[str]:
    """What the reader gives, in the shape of the gold."""
    for mention in mentions(item.document):
        if field == "people":
            yield from (person["name"] for person in mention["people"])
        else:
            yield from (*mention["uk_parties"], *mention["kr_parties"])


def _people(item: Item) -> set[str]:
    return {person["name"] for mention in item.gold for person in mention["people"]}


def _parties(item: Item) -> set[str]:
    return {name for mention in item.gold for side in ("uk_parties", "kr_parties") for name in mention[side]}
