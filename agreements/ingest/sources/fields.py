"""The fields of a press item as people write them, checked and brought into their one form."""

from __future__ import annotations

from collections.abc import Mapping

from agreements.domain.addresses import BadAddress, canonical_address
from agreements.domain.dates import PartialDate, UnreadableDate, parse_date
from agreements.domain.text import clean, clean_line
from agreements.domain.vocabulary import LANGUAGES
from agreements.ingest.sources.found import FoundDocument, Refused

LONGEST_TITLE, LONGEST_PUBLISHER, LONGEST_TEXT = 1_000, 300, 2_000_000
KOREAN_SHARE = 0.2
"""Share of Hangul among the letters above which a text counts as Korean: Korean releases are full of Latin names."""
_NOTHING = frozenset({"", "~", "null", "none", "unknown"})
_TEXT_KINDS = {"": "original", "original": "original", "digest": "digest", "paraphrase": "digest", "summary": "digest"}


def describe(text: str, fields: Mapping[str, str]) -> FoundDocument:
    """A document from its text and its stated fields: title, publisher, address, published, language, text_kind."""
    text = clean(text).strip("\n")
    if not text.strip():
        raise Refused("holds no text")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"has a text of {len(text):,} characters; the most is {LONGEST_TEXT:,}")
    return FoundDocument(
        text=text,
        title=_line(fields, "title", LONGEST_TITLE),
        publisher=_line(fields, "publisher", LONGEST_PUBLISHER),
        address=_address(stated(fields, "address")),
        published=_published(stated(fields, "published")),
        language=_language(stated(fields, "language"), text),
        text_kind=_text_kind(stated(fields, "text_kind")),
    )


def stated(fields: Mapping[str, str], name: str) -> str:
    """The field on one line; empty where it is missing or says so in words."""
    value = clean_line(fields.get(name, ""))
    return "" if value.lower() in _NOTHING else value


def _line(fields: Mapping[str, str], name: str, longest: int) -> str:
    value = clean_line(fields.get(name, ""))
    if len(value) > longest:
        raise Refused(f"has a {name} of {len(value):,} characters; the most is {longest:,}")
    return value


def _address(value: str) -> str:
    if value:
        try:
            canonical_address(value)
        except BadAddress as problem:
            raise Refused(f"has an address that cannot be kept: {problem}") from None
    return value


def _published(value: str) -> PartialDate | None:
    try:
        return parse_date(value)
    except UnreadableDate as problem:
        raise Refused(f"has a date of publication that cannot be read: {problem}") from None


def _language(value: str, text: str) -> str:
    code = value.lower().replace("_", "-").split("-")[0]
    if not code:
        return guess_language(text)
    if code not in LANGUAGES:
        raise Refused(f"is in a language that the register does not read: {value}")
    return code


def guess_language(text: str) -> str:
    """Korean or English, by script."""
    sample = text[:20_000]
    letters = sum(character.isalpha() for character in sample)
    hangul = sum("가" <= character <= "힣" for character in sample)
    return "ko" if hangul > KOREAN_SHARE * letters else "en"


def _text_kind(value: str) -> str:
    if value.lower() not in _TEXT_KINDS:
        raise Refused(f"states a kind of text that is neither original nor digest: {value}")
    return _TEXT_KINDS[value.lower()]
