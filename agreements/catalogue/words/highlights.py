"""Where the words searched for stand in a text: by stem in English, inside words in Hangul."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from agreements.catalogue.pages.parts import Label, Run, Text
from agreements.catalogue.words import stems, tokens
from agreements.catalogue.words.queries import Form, Term

_WORD = re.compile(r"(?:(?![가-힣])[^\W_])+")
_CHAIN = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")
_HYPHENS = re.compile("[-‐‑]")
_BETWEEN = "[ ·ㆍ・-]?"
LONG_ENOUGH_TO_PART = 4
AROUND = {"ko": 40, "": 70}
"""Characters shown on each side of a hit, by language."""
Place = tuple[int, int]


Words = tuple[tuple[Place, str], ...]


class _Sought:
    """One term as it is looked for: stems of single words, stems in a row, and a pattern of its Hangul."""

    def __init__(self, term: Term, known: Mapping[str, str]) -> None:
        latin = [form for form in term.forms if not _has_hangul(form)]
        hangul = [form for form in term.forms if _has_hangul(form)]
        rows = {tuple(known[word] for word in form.words): form for form in latin}
        self.singles = {stem for stems_, form in rows.items() if form.apart or len(stems_) == 1 for stem in stems_} - {
            ""
        }
        self.rows = [row for row, form in rows.items() if len(row) > 1 and not form.apart and any(row)]
        self.begins = tuple(form.words[-1] for form in latin if form.begins)
        self.pattern = re.compile("|".join(map(_written, hangul))) if hangul else None

    def places(self, text: str, words: Sequence[tuple[Place, str, str]]) -> list[Place]:
        found = [place for place, plain, stem in words if stem in self.singles or plain.startswith(self.begins)]
        found += [(part[0][0][0], part[-1][0][1]) for row in self.rows for part in _rows(words, row)]
        if self.pattern:
            found += [match.span() for match in self.pattern.finditer(text)]
        return found


class Marker:
    """Finds the terms of one search in many texts; the stems of all these texts are asked for at once."""

    def __init__(self, terms: Sequence[Term], texts: Iterable[str]) -> None:
        cut = [word for term in terms for form in term.forms for word in form.words]
        self._stems = stems.of([*cut, *_plain(texts)])
        self._sought = {term: _Sought(term, self._stems) for term in terms}
        self._found: dict[str, dict[Term, list[Place]]] = {}

    def also(self, texts: Iterable[str]) -> Marker:
        """The same, ready for further texts."""
        self._stems |= stems.of(_plain(texts))
        return self

    def hits(self, text: str) -> dict[Term, list[Place]]:
        """Where each term stands, by term; only terms that do."""
        if text not in self._found:
            self._found[text] = self._hits(text)
        return self._found[text]

    def _hits(self, text: str) -> dict[Term, list[Place]]:
        words = [(place, plain, self._stems.get(plain, plain)) for place, plain in _words(text)]
        found = {term: sought.places(text, words) for term, sought in self._sought.items()}
        return {term: places for term, places in found.items() if places}

    def marked(self, text: Text) -> Text:
        """The text cut into what was searched for and what lies between."""
        runs = _runs(text.words, self.hits(text.words))
        return Text(text.words, text.language, runs) if runs else text

    def labelled(self, label: Label) -> Label:
        runs = _runs(label.text, self.hits(label.text))
        return Label(label.code, label.text, runs) if runs else label

    def extract(self, text: str, language: str, terms: Iterable[Term]) -> Text:
        """A short stretch of `text` around the first of `terms`, marked."""
        hits = self.hits(text)
        first = min(place for term in terms for place in hits.get(term, ()))
        around = AROUND.get(language, AROUND[""])
        start = _to_a_gap(text, max(0, first[0] - around), first[0])
        end = _back_to_a_gap(text, first[1], min(len(text), first[1] + 2 * around))
        short = f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
        return self.marked(Text(short, language))


def _plain(texts: Iterable[str]) -> list[str]:
    return [plain for text in texts for _place, plain in _words(text)]


def _rows(words: Sequence[tuple[Place, str, str]], row: tuple[str, ...]) -> Iterator[Sequence[tuple[Place, str, str]]]:
    """Every stretch of `words` with these stems."""
    for at in range(len(words) - len(row) + 1):
        part = words[at : at + len(row)]
        if all(word[2] == stem for word, stem in zip(part, row, strict=True)):
            yield part


@lru_cache(maxsize=20_000)
def _words(text: str) -> Words:
    """Words that are not Hangul, then those joined by hyphens as one."""
    single = ((match.span(), tokens.plain(match[0])) for match in _WORD.finditer(text))
    joined = ((match.span(), tokens.plain(_HYPHENS.sub("", match[0]))) for match in _CHAIN.finditer(text))
    return (*single, *joined)


def _has_hangul(form: Form) -> bool:
    return any(map(tokens.is_hangul, form.words))


def _written(form: Form) -> str:
    """Hangul inside any word, also where another writer puts a space or a dot into it."""
    return ("|" if form.apart else r"\W*").join(map(_spread, form.words))


def _spread(word: str) -> str:
    if not tokens.is_hangul(word):
        return f"(?i:{re.escape(word)})"
    if len(word) == 1:
        return f"(?:(?<![가-힣]){word}|{word}(?![가-힣]))"
    return _BETWEEN.join(word) if len(word) >= LONG_ENOUGH_TO_PART else f"{word[0]}[·ㆍ・-]?{word[1:]}"


def _runs(text: str, hits: Mapping[Term, Sequence[Place]]) -> tuple[Run, ...]:
    return _cut(text, _merged(place for found in hits.values() for place in found)) if hits else ()


def _merged(places: Iterable[Place]) -> list[Place]:
    """In order, those that touch as one."""
    merged: list[Place] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, places: Sequence[Place]) -> tuple[Run, ...]:
    runs: list[Run] = []
    reached = 0
    for start, end in places:
        runs += [Run(text[reached:start], False), Run(text[start:end], True)]
        reached = end
    return tuple(run for run in (*runs, Run(text[reached:], False)) if run.words)


def _to_a_gap(text: str, start: int, latest: int) -> int:
    """The next beginning of a word from `start` on."""
    if not start:
        return 0
    gap = text.find(" ", start, latest)
    return start if gap < 0 else gap + 1


def _back_to_a_gap(text: str, earliest: int, end: int) -> int:
    """The last end of a word before `end`."""
    if end >= len(text):
        return len(text)
    gap = text.rfind(" ", earliest, end)
    return end if gap < 0 else gap
