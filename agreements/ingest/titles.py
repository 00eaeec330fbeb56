"""Whether a mention is called what an agreement is called: by its title, or by the words of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agreements.domain.similarity import telling_words, title_similarity
from agreements.domain.text import fold, has_hangul
from agreements.ingest.known import Known, title_without_additions
from agreements.ingest.point import Point
from agreements.ingest.reported import Reported

ALIKE, UNLIKE = 0.55, 0.35
MOST = 6.0
"""Points that titles can give."""
_REVISES = re.compile(
    r"upgrad|modernis|moderniz|enhanced|updat|renew|extension|extend|expansion|expanded|revis|amend|개선|개정|연장|갱신|확대"
)
_GLUED = re.compile("(?<=[가-힣]{2})(?:협력|양해각서|업무협약|협정)+$")
_OF_FORM = frozenset(
    {
        *("free", "trade", "deal", "pact", "fta", "existing", "current", "arrangement", "mous"),
        *("our", "two", "both", "countries", "nations", "governments", "broad", "wide", "ranging", "range", "set"),
        *("기존", "자유무역협정", "협정", "협약", "약정", "합의", "한", "영", "한영", "영한"),
    }
)


def compare(reported: Reported, known: Known) -> Iterator[Point]:
    """The better of what the title says and what the sentence says, and whether one of the two is a revision."""
    others = [what_it_is_on(title, known.party_names) for title in known.titles]
    points = [*_by_title(reported, known, others), *_by_sentence(reported.sentence, others)]
    if points:
        yield max(points, key=lambda point: point.weight)
    yield from _revisions(reported, known)


@lru_cache(maxsize=50_000)
def what_it_is_on(title: str, names: tuple[str, ...]) -> str:
    """The words of a title that say what the instrument is on: not its form, its parties or that it revises another."""
    words = [word for word in fold(title_without_additions(title)).split() if word not in _OF_FORM]
    for name in names:
        own = fold(name).split()
        if own and set(own) <= set(words):
            words = [word for word in words if word not in own]
    told = (_GLUED.sub("", word) for word in words if not _REVISES.search(word))
    return " ".join(word for word in told if telling_words(word))


def _by_title(reported: Reported, known: Known, others: list[str]) -> Iterator[Point]:
    if not reported.title:
        return
    title = what_it_is_on(reported.title, (*known.party_names, *reported.parties))
    if not title:
        if "" in others and reported.form == known.form:
            yield Point(2, "both are called by their form alone")
        return
    likeness = max((title_similarity(title, other) for other in others if other), default=None)
    if likeness is None:
        return
    if likeness >= ALIKE:
        yield Point(1 + 8 * (likeness - ALIKE), f"titles alike ({likeness:.0%})")
    elif any(has_hangul(other) == has_hangul(title) for other in others if other):
        yield Point(-2.5 if likeness < UNLIKE else -1, f"titles differ ({likeness:.0%})")


def _by_sentence(sentence: str, others: list[str]) -> Iterator[Point]:
    """How many of the telling words of a known title stand in the sentence, whatever their endings."""
    said = _stems(sentence)
    for other in others:
        words = _stems(other)
        found = len(words & said)
        if len(words) >= 2 and found >= 0.75 * len(words):
            yield Point(1 + 0.5 * min(found, 4), f"the sentence has the words of its title ({found} of {len(words)})")


@lru_cache(maxsize=50_000)
def _stems(text: str) -> frozenset[str]:
    """The beginnings of its words: `hosting` and `hosted` are one, and a Korean word with and without a particle."""
    return frozenset(_stem(word) for word in text.split() if not word.isdigit())


def _stem(word: str) -> str:
    if has_hangul(word):
        return word[:2]
    return word[:6] if len(word) > 7 else word[:4]


def _revisions(reported: Reported, known: Known) -> Iterator[Point]:
    """An upgrade, extension or renewal is not the instrument that it renews."""
    called = reported.title.lower()
    is_revision = any(_REVISES.search(title.lower()) for title in known.titles)
    if is_revision and _REVISES.search(f"{called} {reported.sentence}"):
        yield Point(1, "both revise an earlier one")
    elif is_revision:
        yield Point(-2, "the record is of a revision, of which the text says nothing")
    elif _REVISES.search(called):
        yield Point(-2, "the text is on a revision")
