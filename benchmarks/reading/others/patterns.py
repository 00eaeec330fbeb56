"""The same families of rules run by other engines of regular expressions."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from agreements.reading.rules import Rule, family
from agreements.reading.scanner import scanner
from benchmarks.reading.speed import long_documents

_FAMILIES, _SECONDS = ("forms", "status", "dates", "money"), 2.0
_NAMED = re.compile(r"\(\?P<\w+>")


def reports() -> Iterator[tuple[str, str, float, int]]:
    """``(family, engine, items of 5 kB a second, matches)``."""
    for name in _FAMILIES:
        scanner(name, "en")
        yield name, "re2 (ours)", *_timed(partial(_scanned, name))
        patterns = [_cased(rule) for rule in family(name, "en")]
        for engine in ("re", "regex"):
            try:
                compiled = importlib.import_module(engine).compile("|".join(f"(?:{p})" for p in patterns))
                yield name, engine, *_timed(partial(_matched, compiled))
            except ImportError:
                continue
        for label, starts in (("hyperscan, every end", False), ("hyperscan, with starts", True)):
            try:
                yield name, label, *_timed(_hyperscan(patterns, starts))
            except Exception as error:  # its own errors and an absent module alike: what it refuses is the finding
                yield name, f"{label}: {error}", 0.0, 0


def _scanned(name: str, text: str) -> int:
    return sum(1 for _ in scanner(name, "en").scan(text))


def _matched(pattern: Any, text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _cased(rule: Rule) -> str:
    pattern = _NAMED.sub("(?:", rule.pattern)
    pattern = pattern.replace(r"\pL", r"[^\W\d_]").replace(r"\p{Hangul}", "[가-힣]")
    return pattern if rule.values.get("cased") else f"(?i:{pattern})"


def _hyperscan(patterns: list[str], starts: bool) -> Callable[[str], int]:
    library = importlib.import_module("hyperscan")
    base = library.Database()
    flags = library.HS_FLAG_UTF8 | (library.HS_FLAG_SOM_LEFTMOST if starts else 0)
    base.compile(expressions=[p.encode() for p in patterns], flags=[flags] * len(patterns))

    def count(text: str) -> int:
        hits: list[int] = []
        base.scan(text.encode(), match_event_handler=lambda *_: hits.append(1))
        return len(hits)

    return count


def _timed(count: Callable[[str], int]) -> tuple[float, int]:
    texts = [document.text for document in long_documents()]
    count(texts[0])
    began, found, done = time.process_time(), 0, 0
    while done < len(texts) and time.process_time() - began < _SECONDS:
        found += count(texts[done])
        done += 1
    return done / max(time.process_time() - began, 1e-6), found
