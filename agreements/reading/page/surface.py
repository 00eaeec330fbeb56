"""One form for many shapes of a character, letter for letter, so that offsets stay the text's own."""

from __future__ import annotations

import re

_ALIKE = {ord(fancy): plain for plain, group in {
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
}.items() for fancy in group}  # fmt: skip
_SPACES = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
_BLANKS = dict.fromkeys(
    map(ord, _SPACES + "\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\x00"), " "
)
_HANGUL = re.compile("[가-힣]")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TABLE = _ALIKE | _BLANKS | _SURROGATES


def surface(text: str) -> str:
    """The text with one kind of quotation mark, dash, bracket and space; of equal length."""
    return text.translate(_TABLE)


def lowered(surface_text: str) -> str:
    """Lower case of equal length; the few letters that would grow keep their case."""
    lower = surface_text.lower()
    if len(lower) == len(surface_text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in surface_text)


def has_hangul(text: str) -> bool:
    """Whether any Hangul syllable stands in the text."""
    return not text.isascii() and _HANGUL.search(text) is not None
