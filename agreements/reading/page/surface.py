"""One form for many shapes of a character, letter for letter, so that offsets stay the text's own."""

from __future__ import annotations

import re

import re2

_ALIKE = {
    "'": "‘’‚‛′＇ʼ",
    '"': "“”„‟″＂「」『』《》〈〉",
    "-": "‐‑‒–—―−－﹣~∼～",
    "·": "•・ㆍ‧∙⋅･",
    "(": "（［【〔",
    ")": "）］】〕",
    ":": "：",
    ",": "，、",
    ".": "．。",
    "/": "／",
    "%": "％",
    "£": "￡",
    "$": "＄",
    "₩": "￦",
}
_BLANKS = "\t\n\r\x00\x0b\x0c\x1c-\x1f\x85\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_PLAIN = {fancy: plain for plain, group in _ALIKE.items() for fancy in group}
_FANCY = re.compile(f"[{re.escape(''.join(_PLAIN))}{_BLANKS}\ud800-\udfff]")
_HANGUL = re2.compile("[가-힣]")
_KOREAN_END = re.compile(r"(?:다|요|함|음|됨|임)$|[.!?\"')\]]$")
_LONGEST_HEADLINE, _STOPS = 120, frozenset(".!?:;,\"'")
_UNPAIRED = re.compile("[\ud800-\udfff]")


def surface(text: str) -> str:
    """The text with one kind of quotation mark, dash, bracket and space; of equal length."""
    for character in set(_FANCY.findall(text)):
        text = text.replace(character, _PLAIN.get(character) or _nothing(character))
    return text


def _nothing(character: str) -> str:
    return "\ufffd" if _UNPAIRED.match(character) else " "


def lowered(surface_text: str) -> str:
    """Lower case of equal length; the few letters that would grow keep their case."""
    lower = surface_text.lower()
    if len(lower) == len(surface_text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in surface_text)


def has_hangul(text: str) -> bool:
    """Whether any Hangul syllable stands in the text."""
    return not text.isascii() and _HANGUL.search(text.encode()) is not None


def is_headline(sentence: str) -> bool:
    """Whether a sentence ends without full stop, and a Korean one without verb, as headlines and captions do."""
    words = sentence.rstrip()
    if has_hangul(words):
        return not _KOREAN_END.search(words)
    return len(words) <= _LONGEST_HEADLINE and words[-1:] not in _STOPS
