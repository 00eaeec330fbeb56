"""Bytes to text, whatever encoding they are in or claim to be in; what cannot be told for sure is refused.

A declared encoding is never believed: Korean pages say UTF-8 over CP949 and the other way round. UTF-8 proves itself by
its form; the rest is judged by whether the outcome reads like Korean or English, so that no garbled text is kept.
"""

from __future__ import annotations

import codecs
import re

from agreements.ingest.sources.found import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHIFT_HEADER = b"\x1b$)C"  # opens every text in ISO-2022-KR
_UNMARKED = ("utf-8", "cp949", "johab", "utf-16-le", "utf-16-be", "cp1252")
_FREQUENT = frozenset(
    "이다의는을에가한를고하로지서도은대기사정자인스해으리시부국어과일그있나수장적제라보원공들상력협영"
)
_HANGUL, _HANJA = re.compile("[가-힣]"), re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_TWICE_ENCODED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u2018-\u201e\u2020-\u2026\u20ac\u0152-\u0178\u02c6\u02dc]")
_FOREIGN_RUN = re.compile("[\x80-\uffff]{4,}")
LEAST_FREQUENT = 0.15
"""Share of everyday syllables below which Hangul is no Korean; real prose has over 0.35, garbled text under 0.08."""
MOST_STRANGE = 0.001


def decode(data: bytes) -> str:
    """The text of a file. Raises Refused where it is binary or its encoding cannot be told."""
    if not data.strip():
        raise Refused("is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if data.startswith(_SHIFT_HEADER) or _SHIFT_HEADER in data[:400]:
        return _marked(data, "iso2022_kr")
    for encoding in _UNMARKED:
        text = _tried(data, encoding)
        if text is not None and _reads_well(text, encoding):
            return text
    raise Refused("is not text (it holds NUL bytes)" if 0 in data else "is in an encoding that cannot be told")


def _marked(data: bytes, encoding: str) -> str:
    text = _tried(data, encoding)
    if text is None or _is_garbled(text):
        raise Refused(f"says that it is {encoding} and is not")
    return text


def _tried(data: bytes, encoding: str) -> str | None:
    if (0 in data) != encoding.startswith("utf-16") and encoding not in ("iso2022_kr", "utf-16", "utf-32"):
        if not encoding.startswith("utf-16"):
            return None  # single bytes of NUL are no text in an encoding of bytes
        if data.isascii() or len(data) % 2:
            return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _reads_well(text: str, encoding: str) -> bool:
    if _is_garbled(text):
        return False
    if encoding == "utf-8":
        return True
    if encoding == "cp1252":
        return _is_western(text)
    return _is_korean(text) or (encoding.startswith("utf-16") and _is_plain_english(text))


def _is_garbled(text: str) -> bool:
    """Replacement and control characters, or UTF-8 that was once read as Latin letters."""
    strange = len(_STRANGE.findall(text)) + len(_TWICE_ENCODED.findall(text))
    return strange > max(2, len(text) * MOST_STRANGE) or "\x00" in text


def _is_korean(text: str) -> bool:
    hangul = _HANGUL.findall(text)
    if len(hangul) < 2 or len(_HANJA.findall(text)) > len(hangul):
        return False
    return sum(syllable in _FREQUENT for syllable in hangul) >= LEAST_FREQUENT * len(hangul)


def _is_western(text: str) -> bool:
    """Mostly plain letters, with a pound sign or curly quotation mark here and there, never in long runs."""
    foreign = sum(character > "\x7f" for character in text)
    return foreign <= 0.05 * len(text) + 1 and not _FOREIGN_RUN.search(text)


def _is_plain_english(text: str) -> bool:
    return sum(character <= "\x7f" for character in text) > 0.9 * len(text)
