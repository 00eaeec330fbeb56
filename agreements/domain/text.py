"""Text as the register keeps and compares it: composed Hangul, no invisible characters, one kind of space."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_NEWLINES = re.compile("\r\n?|\u2028|\u2029|\x85")
_SPACES = re.compile("[^\\S\n]")
_HANGUL = re.compile("[가-힣]")
_NOT_WORDS = re.compile(r"[^\w&+]+")


def nfc(text: str) -> str:
    """Composed form: Hangul typed as separate letters becomes syllables, so that equal text is equal bytes."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """`text` fit to store and show: composed, with control, bidirectional and zero-width characters taken out.

    Every kind of white space but the line feed becomes a plain space, one for one.
    """
    return _SPACES.sub(" ", _INVISIBLE.sub("", _CONTROLS.sub("", nfc(_NEWLINES.sub("\n", text)))))


def clean_line(text: str) -> str:
    """As `clean`, on one line with single spaces: for titles, names and other short values."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """A form for comparison only: compatibility-composed, case-folded, punctuation as single spaces."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _NOT_WORDS.sub(" ", plain.casefold()).strip()


def has_hangul(text: str) -> bool:
    """Whether any composed Hangul syllable stands in `text`."""
    return not text.isascii() and _HANGUL.search(nfc(text)) is not None
