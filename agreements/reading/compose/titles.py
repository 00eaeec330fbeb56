"""How far a title reaches around its form word, and what in it tells one instrument from another."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import re2

from agreements.domain.text import fold
from agreements.reading.model import Span
from agreements.reading.page import Sentence
from agreements.reading.rules import phrases

_LONGEST_LEFT, _LONGEST_RIGHT = 90, 110
_WORD_BEFORE = re.compile(r"(?:^|[\s(\"'])([^\s()\"]{1,40})(\s*)$")
_ARTICLES = frozenset(["a", "an", "another"])
_POINTERS = frozenset(
    [
        "이번",
        "해당",
        "동",
        "이",
        "그",
        "위",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "our",
        "such",
        "said",
        "his",
        "her",
    ]
)
_ONWARD = re2.compile(
    r"^(?:\s\([A-Z][A-Za-z+&/-]{1,11}\))?"
    r"(?:(?: with [^,;.]{1,70}?)?"
    r"(?:,? (?:on|for|to|in|between|covering|regarding|concerning|about|under|aimed at|aiming to|of) )"
    r"(?:the |a |an |new )?[\pL\d&'+/-]+"
    r"(?:(?:,? (?:and|&|of|for|in|on|with|to|between)(?: the)? | )[\pL\d&'+/-]+){0,9})"
)
_STEM = 6
# '약정이 체결되면': the one just spoken of.
_IF_SIGNED = re.compile(r"(?:이|가)\s(?:체결|발효|서명)되면")
_SESSION = re.compile(r"제?\d{1,3}차")
_COUNTRY_WITH_OF = re.compile("Republic of Korea")
# Where a title ends that would else run into the next instrument.
_GIVES_WAY = (" and ", ", ", " aimed ", " to ", " as ")
_INSTITUTIONS = tuple("부처청원관시도군구대교사단룹행회국측")
_CONNECTORS = frozenset({"위한", "관한", "대한", "따른"})
_QUOTES = ("'", '"')
_PAPERS = frozenset(phrases("actors")["papers_ko"])
_DETERMINERS = frozenset(
    ["the", "which", "that", "who", "whose", "it", "they", "we", "he", "she", "both", "whether", "where", "when"]
)
_JOINING = frozenset(
    "with on for to in between covering regarding concerning about under at of and & into by from over against".split()
)


class Title(NamedTuple):
    """The words that name an instrument. ``core``: head and the words before it, without what follows."""

    span: Span
    core: Span
    is_definite: bool
    is_new: bool
    is_proper: bool
    has_article: bool = False


def title_around(surface: str, sentence: Sentence, head: Span, stops: tuple[int, ...], following: int | None) -> Title:
    """The title whose form word is ``head``; ``stops``: places it may not run across; ``following``: the next head."""
    left = _left(surface, sentence, head, stops)
    right = _right(surface, sentence, head, stops, following)
    before = surface[max(sentence.start, left - 14) : left].rstrip(" \"'").rpartition(" ")[2].lower()
    words = surface[left : head.start].split()
    proper = any(word[:1].isupper() for word in words) and (surface[head.start].isupper() or _quoted(surface, left))
    proper = proper or (bool(words) and _quoted(surface, left) and not words[0].isascii())
    return Title(
        span=Span(left, right),
        core=Span(left, head.end),
        is_definite=before in _POINTERS
        or bool(words and words[0].lower() in _POINTERS)
        or _is_bare_korean(surface, left, head)
        or (left == head.start and bool(_IF_SIGNED.match(surface, head.end))),
        is_new=before in _ARTICLES or any(word.lower() in {"new", "first", "another"} for word in words),
        is_proper=proper,
        has_article=before in _ARTICLES,
    )


def _is_bare_korean(surface: str, left: int, head: Span) -> bool:
    """'협정서에 서명했다': Korean has no article; a deed or paper by itself is the one just spoken of."""
    return left == head.start and surface[head.start : head.end] in _PAPERS


def _quoted(surface: str, left: int) -> bool:
    return left > 0 and surface[left - 1] in "\"'"


def _left(surface: str, sentence: Sentence, head: Span, stops: tuple[int, ...]) -> int:
    floor = max([sentence.start, head.start - _LONGEST_LEFT, *(stop for stop in stops if stop <= head.start)])
    left, joins = _opening(surface, floor, head), False
    while left > floor:
        match = _WORD_BEFORE.search(surface[floor:left])
        if not match:
            break
        word = match[1]
        if "…" in word:
            return floor + match.start(1) + word.rindex("…") + 1
        if _SESSION.fullmatch(word):
            break
        if word in _CONNECTORS and left != floor:
            left = floor + match.start(1)
            left = _purpose(surface, floor, left)
            joins = True
            continue
        if joins and word[-1] in "와과" and not word[:-1].endswith(_INSTITUTIONS):
            left = floor + match.start(1)
            continue
        if _stands_in_name(surface, floor, floor + match.start(1), left, head):
            left = floor + match.start(1)
            continue
        if word.lower().removesuffix("'s").strip("'") in _stops() or not _may_stand_before(word, surface, left):
            break
        left = floor + match.start(1)
        if word[0] in _QUOTES:
            return left + 1
    return left


def _stands_in_name(surface: str, floor: int, start: int, left: int, head: Span) -> bool:
    """Whether a small word belongs to a name: 'Science | and | Technology Agreement', 'Republic | of | Korea'."""
    word = surface[start:left].strip()
    if word == "of":
        return bool(_COUNTRY_WITH_OF.match(surface[max(0, start - 9) : left + 5]))
    return word in {"and", "&"} and _joins_capitals(surface, floor, start, left, head)


def _joins_capitals(surface: str, floor: int, start: int, left: int, head: Span) -> bool:
    """Whether 'and' stands inside a proper name: 'the Science | and | Technology Agreement'."""
    before = _WORD_BEFORE.search(surface[floor:start])
    capitals = surface[head.start].isupper() and surface[left : left + 1].strip()[:1].isupper()
    return bool(before and capitals and before[1][0].isupper() and before[1].isalpha())


def _purpose(surface: str, floor: int, left: int) -> int:
    """The words before 위한: '공동연구를', and for a verb ('강화하기') its object too."""
    for _ in range(2):
        word = _WORD_BEFORE.search(surface[floor:left])
        if word is None:
            return left
        left = floor + word.start(1)
        if not word[1].endswith("기"):
            return left
    return left


def _opening(surface: str, floor: int, head: Span) -> int:
    """Where a name in quotation marks begins that ends just before or just after the form word."""
    closed_before = surface[floor : head.start].rstrip()[-1:] in _QUOTES
    if not closed_before and surface[head.end : head.end + 1] not in _QUOTES:
        return head.start
    inner = surface[floor : head.start].rstrip().rstrip("'\"") if closed_before else surface[floor : head.start]
    at = max(inner.rfind(mark) for mark in _QUOTES)
    return floor + at + 1 if at >= 0 and len(inner) - at > 1 else head.start


def _may_stand_before(word: str, surface: str, left: int) -> bool:
    if "가" <= word[-1] <= "힣":
        return word[-1] not in "은는이가을를에서고며와과로의" or word.endswith(("영국", "한국")) or len(word) <= 2
    if word.endswith("s'") and word.islower():
        return False
    if word[-1] in ",;:.!?)":
        return word[-1] == "," and word[0].isupper() and surface[left : left + 1].isupper() and _listed(surface, left)
    return not word.lower().endswith("ly") or word[0].isupper()


def _listed(surface: str, left: int) -> bool:
    """Whether a comma before here joins parts of one name: 'Science, Technology and Innovation Partnership'."""
    return bool(re.match(r"[A-Z]\w+(?:, [A-Z]\w+)*,? (?:and|&) [A-Z]", surface[left : left + 60]))


def _right(surface: str, sentence: Sentence, head: Span, stops: tuple[int, ...], following: int | None) -> int:
    limit = sentence.end if following is None else following
    ceiling = min([limit, head.end + _LONGEST_RIGHT, *(stop for stop in stops if stop >= head.end)])
    match = _ONWARD.search(surface[head.end : ceiling])
    if not match:
        return head.end
    end = head.end + match.end()
    reached = surface[head.end : end]
    if ceiling == following and end >= ceiling - 1:
        reached = reached[: max(0, *(reached.rfind(mark) for mark in _GIVES_WAY))]
    words = _until_clause(reached.split(" "))
    while len(words) > 1 and words[-1].strip(",").lower() in _stops():
        words.pop()
    return head.end + len(" ".join(words)) if len(words) > 2 else head.end


def _until_clause(words: list[str]) -> list[str]:
    """Up to where a clause of its own begins: 'on exports | the two sides signed', 'under | which'."""
    for place, word in enumerate(words):
        if word.lower() in {"force", "effect", "operation"} and words[place - 1].lower() in {"in", "into"}:
            return words[: place - 1]
        if word.lower() not in _DETERMINERS or place == 0:
            continue
        if words[place - 1].lower().strip(",") not in _JOINING or word.lower() not in {"the", "both"}:
            return words[:place]
    return words


@cache
def content(words: str) -> frozenset[str]:
    """What distinguishes a title: its words without those that any agreement may have."""
    generic = _generic()
    found = set()
    for word in fold(words.replace("(街)", "").replace("街", "가")).replace("-", " ").split():
        if word in generic or len(word) < 2 or word.isdigit() or _SESSION.fullmatch(word):
            continue
        found.add(_stem(word))
    return frozenset(found)


def speaks_of_renewal(words: str) -> bool:
    """Whether the title is of something that shall replace what exists: 'upgraded free trade agreement'."""
    folded = fold(words)
    tokens = set(folded.split())
    return any(mark in tokens or (not mark.isascii() and mark in folded) for mark in phrases("titles")["renewal"])


def _stem(word: str) -> str:
    if "가" <= word[0] <= "힣":
        return word.rstrip("을를이가은는의에도로과와")[:4] or word
    return word.rstrip("s")[:_STEM]


@cache
def _stops() -> frozenset[str]:
    return frozenset([*phrases("titles")["stop_before"], *phrases("titles")["stop_before_ko"]])


@cache
def _generic() -> frozenset[str]:
    return frozenset(phrases("titles")["generic"])
