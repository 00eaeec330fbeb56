"""How text is cut into the words that search compares, the same for records and for what readers type.

Hangul becomes overlapping pairs of syllables, so that 반도체 is found inside 반도체를; other scripts become words,
which PostgreSQL then stems. Nothing that could be an operator of a query survives the cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_HANGUL = re.compile("[가-힣]+")
_TERM = re.compile(r"[가-힣]+|(?:(?![가-힣])[^\W_])+")
_JOINED = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_HYPHENS = re.compile("[-‐‑]")
_DOTS = re.compile("[ㆍ‧・･᛫•]")
_INITIAL = re.compile("(?<![가-힣])([가-힣]) ?[·-] ?(?=[가-힣])")


def plain(text: str) -> str:
    """Lower case without accents or compatibility forms, Hangul composed; 한·영 and 한-영 are 한영."""
    decomposed = unicodedata.normalize("NFKD", _DOTS.sub("·", _INVISIBLE.sub("", text)))
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return _INITIAL.sub(r"\1", unicodedata.normalize("NFC", bare).lower())


def is_hangul(word: str) -> bool:
    return bool(_HANGUL.fullmatch(word))


def words(text: str) -> list[str]:
    """Whole words in order; `text` is plain."""
    return _TERM.findall(text)


def pairs(word: str) -> list[str]:
    """반도체 as 반도, 도체; a single syllable as itself."""
    return [word[place : place + 2] for place in range(len(word) - 1)] or [word]


def units(word: str) -> list[str]:
    """What is compared of one word."""
    return pairs(word) if is_hangul(word) else [word]


def cut(text: str) -> list[str]:
    """The units of plain text, in order."""
    return [unit for word in words(text) for unit in units(word)]


def for_record(text: str) -> str:
    """What is stored of a record's text: its units, then what makes joined words and last syllables findable."""
    simple = plain(text)
    return " ".join([*cut(simple), *_also(simple)])


def _also(simple: str) -> Iterator[str]:
    """Co-operation is also cooperation; the last syllable of a Hangul word begins no pair."""
    yield from (_HYPHENS.sub("", joined) for joined in _JOINED.findall(simple))
    yield from (word[-1] for word in words(simple) if is_hangul(word) and len(word) > 1)
