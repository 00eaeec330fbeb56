"""Keys under which a body's or a person's name is compared, whatever its order, case, hyphens or script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from agreements.domain.text import fold, has_hangul

_ARTICLES = frozenset({"the", "of", "and", "for", "&"})
_COMPANY_TAILS = frozenset({"ltd", "limited", "plc", "inc", "co", "corp", "corporation", "company", "group", "llc"})
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "rt", "hon", "professor", "prof"})
_COUNTRY_WORDS = frozenset("UK United Kingdom Britain British South Korea Korean Republic ROK".split())
_KINDS_OF_BODY = frozenset("ministry department agency office authority company university institute".split())
_HYPHENS = re.compile("[-‐‑‒–'’]")


@lru_cache(maxsize=4096)
def organisation_key(name: str) -> str:
    """Equal for two spellings of one body's name: `The Ministry of Science & ICT`, `ministry of science and ICT`.

    Korean names are compared without any spaces, which writers set freely.
    """
    if has_hangul(name):
        return fold(name).replace(" ", "")
    words = [word for word in fold(name).replace("&", " ").split() if word not in _ARTICLES]
    while len(words) > 1 and words[-1] in _COMPANY_TAILS:
        words.pop()
    return " ".join(words)


def is_description(name: str) -> bool:
    """Whether the words say of what kind a body is and not which: `science ministry`, `British customs`, `Ministry of
    Korea`; but neither `Ministry of Defence` nor `SK bioscience`."""
    words = [word for word in name.split() if word.lower() not in _ARTICLES]
    if not words or has_hangul(name):
        return False
    own = [word for word in words if word not in _COUNTRY_WORDS]
    if all(word.lower() in _KINDS_OF_BODY for word in own):
        return True
    return words[-1].islower() and (words[0].islower() or words[0] in _COUNTRY_WORDS)


@lru_cache(maxsize=4096)
def person_key(name: str) -> str:
    """Equal for two ways to write one person's name: `Mr Sang-min Lee`, `Lee Sang Min`, `LEE Sangmin`.

    Letters of all parts are sorted by part after joining what hyphens join; a Korean given name written in two words
    and one written in one word differ only in spaces, so parts are joined in sorted order.
    """
    if has_hangul(name):
        return fold(name).replace(" ", "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", _HYPHENS.sub("", name)) if not unicodedata.combining(c))
    parts = [part for part in fold(plain).split() if part not in _HONORIFICS and not part.isdigit()]
    return "".join(sorted("".join(parts)))
