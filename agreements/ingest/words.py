"""The words by which linking compares a mention with a record, cut so that their endings do not matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agreements.domain.similarity import telling_words
from agreements.domain.text import fold, has_hangul

_ADDED = re.compile(r"\s*\([^()]*\)")
_TWO_PLUS_TWO = re.compile(r"two[- ]plus[- ]two|2 ?\+ ?2", re.IGNORECASE)
_EMPTY = frozenset(
    "co next with by at its their his her this that these those under as from into over also after before during more"
    " than was were is are be been has have had will would it they who which not new day days year years first second"
    " two both sides side other others all each one three five ten signed sign signs signing agreed agree agrees said"
    " says report reports january february march april may june july august september october november december"
    " government governments president minister ministers prime korea's britain's"
    " 위한 관한 대한 통해 위해 있는 등".split()
)
REVISES = re.compile(
    r"upgrad|modernis|moderniz|enhanced|updat|renew|extension|extend|expansion|expanded|revis|amend|improv|better|stronger"
    r"|개선|개정|연장|갱신|확대|현재화"
)
_GLUED = re.compile("(?<=[가-힣]{2})(?:협력|양해각서|업무협약|협정)+$")
_OF_FORM = frozenset(
    "free trade deal pact fta existing current arrangement mous memoranda memorandum our two both countries nations"
    " governments broad wide ranging range set signed signing accord framework letter intent statement contract fund"
    " programme london seoul talks negotiations negotiating negotiation whole full"
    " 기존 자유무역협정 협정 협약 약정 합의 한 영 한영 영한 의향서 파트너십 프레임워크 공동성명 선언 협상".split()
)


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The beginnings of its telling words: `hosting` and `hosted` are one; Hangul in pairs of syllables, so that a word
    is found within another and with any particle.
    """
    return frozenset(stem for word in telling_words(_TWO_PLUS_TWO.sub("2+2", text)).split() for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    if word in _EMPTY or word.isdigit() or (len(word) == 1 and not has_hangul(word)):
        return
    if has_hangul(word):
        yield from (word[place : place + 2] for place in range(max(1, len(word) - 1)))
    else:
        yield word[:6] if len(word) > 7 else word[:4]


@lru_cache(maxsize=50_000)
def spaced(text: str) -> str:
    """Folded, with a space at either end, so that whole words can be looked for."""
    return f" {fold(text)} "


def title_without_additions(title: str) -> str:
    """Without what compilers add in brackets to tell records apart: a year, “in talks”."""
    return _ADDED.sub("", title).strip() or title


def added_words(title: str) -> frozenset[str]:
    """What compilers add in brackets to a title: a place, a sum, another name."""
    return stems(" ".join(_ADDED.findall(title)))


@lru_cache(maxsize=50_000)
def what_it_is_on(title: str, names: tuple[str, ...]) -> str:
    """The words of a title that say what the instrument is on: not its form, its parties or that it revises another."""
    words = [word for word in fold(title_without_additions(title)).split() if word not in _OF_FORM]
    for name in names:
        own = fold(name).split()
        if own and set(own) <= set(words):
            words = [word for word in words if word not in own]
    told = (_GLUED.sub("", word) for word in words if not REVISES.search(word))
    return " ".join(word for word in told if telling_words(word))
