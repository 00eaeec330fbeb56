"""What a person's name looks like, and what it says about their side."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from agreements.reading.rules import phrases

_BODY_ENDINGS = ("은행", "그룹", "부", "처", "청", "공사", "전자", "건설", "시스템", "대학교", "협회", "위원회")
_PARTICLES = "은는이가과와의을를에서로도"
_KOREAN_NAME = 3
_ENDINGS = tuple(phrases("actors")["endings_ko"])
_CLAUSES = tuple(phrases("actors")["clauses_ko"])
_HONORIFICS = (
    "The Rt Hon ", "Rt Hon ", "Mr. ", "Mr ", "Mrs ", "Ms. ", "Ms ", "Dr. ", "Dr ", "Sir ", "Dame ", "Lord ", "Lady ",
    "Baroness ", "Professor ", "Prof. ", "Prof ", "General ", "Gen. ", "Gen ", "Lt Gen ", "Vice Admiral ",
    "Rear Admiral ", "Admiral ", "Air Chief Marshal ", "Air Vice-Marshal ", "Air Marshal ", "Air Commodore ",
    "Colonel ", "Captain ", "Hon ",
)  # fmt: skip


def bare(name: str) -> str:
    """The name without its titles of courtesy and rank."""
    while name.startswith(_HONORIFICS):
        for honorific in _HONORIFICS:
            if name.startswith(honorific):
                name = name.removeprefix(honorific).lstrip()
    return name.removesuffix("'s").strip()


def is_name(name: str) -> bool:
    """Whether these capitalised words can be a person's name."""
    words = name.split()
    return bool(words) and not any(word.removesuffix("'s") in _not_names() or _is_acronym(word) for word in words)


def is_korean(name: str) -> bool:
    """Whether the name is built as Korean names are: a Korean surname and a given name of two syllables."""
    words = name.split()
    if not words:
        return False
    surnames = _korean_surnames()
    if len(words) == 1:
        return words[0] in surnames
    if words[0] not in surnames and words[-1] not in surnames:
        return False
    given = [word for word in words if word not in surnames] or words[1:]
    return any("-" in word for word in given) or len(words) == 3 or words[0] in surnames or given[0][-1:] in "gnkmneio"


def is_hangul_name(name: str, role: str) -> bool:
    """Whether Hangul before a post is a name: a Korean one by its surname, a foreign one by its two words or post."""
    words = name.split()
    if not _not_names_ko().isdisjoint(words):
        return False
    if len(words) == 1 and len(name) > 3 and name[-1] in _PARTICLES:
        return False
    if words[0].endswith(_ENDINGS) or any(word.endswith(_CLAUSES) for word in role.split()[:-1]):
        return False
    if len(words) == 2 and words[1].endswith(_BODY_ENDINGS):
        return False
    return len(words) == 2 or role.startswith("영국") or name[0] in phrases("names")["hangul_surnames"]


def is_transcribed(name: str) -> bool:
    """Whether Hangul words are a foreign name written by its sound: syllables that Korean words hardly have."""
    table = _transcription()
    words = [word for word in name.split() if not word.isascii()]
    if any(word in table["no_names"] or word.endswith(table["no_endings"]) for word in words):
        return False
    if len(words[-1]) == _KOREAN_NAME and words[-1][0] in phrases("names")["hangul_surnames"]:
        words = words[-1:]
    return any(not table["syllables"].isdisjoint(word) for word in words)


def sounds_foreign(name: str) -> bool:
    """Whether any syllable of a name in Hangul is one that Korean words hardly have."""
    return not _transcription()["syllables"].isdisjoint(name)


def side_of_post(role: str) -> str:
    """The side whose government alone has such a post, or nothing."""
    return next((side for side, posts in _posts() if posts.search(role)), "")


def implied_body(role: str, side: str) -> str:
    """The ministry that a post names by itself, or nothing."""
    return str(phrases("names")["implies"].get(side, {}).get(role.lower(), ""))


def _is_acronym(word: str) -> bool:
    return any(len(part) > 1 and part.isupper() and "." not in part for part in word.split("-"))


@cache
def _transcription() -> dict[str, Any]:
    table = phrases("transcribed")
    return {
        "syllables": frozenset(table["syllables"]),
        "no_names": frozenset([*table["no_names"], *_not_names_ko()]),
        "no_endings": tuple(table["no_endings"]),
    }


@cache
def _posts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = phrases("names")["posts"]
    return tuple((side, re.compile("|".join(map(re.escape, posts)))) for side, posts in table.items())


@cache
def _not_names() -> frozenset[str]:
    return frozenset([*phrases("names")["not_names"], *phrases("actors")["tails_en"]])


@cache
def _not_names_ko() -> frozenset[str]:
    return frozenset(phrases("names")["not_names_ko"])


@cache
def _korean_surnames() -> frozenset[str]:
    return frozenset(phrases("names")["korean_surnames"])
