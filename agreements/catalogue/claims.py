"""What a total that a source gave counts, read from its words, and how it compares with what the register holds.

Sources name forms loosely ("37 memoranda" of which some are contracts), so totals are compared by level and by sector
alone. A claim with a word that is not known here is not compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.domain.text import fold
from agreements.domain.vocabulary import LEVELS, SECTORS

_LOOSE = frozenset(
    "a all and agreements arrangements between by contracts deals documents in into mous memoranda memorandums of on "
    "other outcomes results signed the total treaties understanding".split()
)
"""Words that narrow nothing."""
_LEVELS = {
    "governments": ("government",),
    "government": ("government",),
    "ministries": ("agency",),
    "agencies": ("agency",),
    "companies": ("business", "public-private"),
    "businesses": ("business", "public-private"),
    "firms": ("business", "public-private"),
    "institutions": ("institution",),
    "universities": ("institution",),
    "cities": ("sub-national",),
}
_DOUBTFUL = {
    "government": ("agency",),
    "agency": ("government",),
    "business": ("agency", "not-established"),
    "institution": ("agency", "not-established"),
    "sub-national": ("agency",),
}
"""Levels that a source may have counted along with these: where one ends and the other begins is a matter of words."""
_SECTORS = {
    "finance": "finance",
    "financial": "finance",
    "energy": "energy-climate",
    "nuclear": "energy-nuclear",
    "infrastructure": "transport",
    "transport": "transport",
    "defence": "defence",
    "trade": "trade",
    "investment": "investment",
    "science": "technology",
    "technology": "technology",
    "health": "health-life-sciences",
    "education": "education-skills",
    "culture": "culture",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a claim counts: everything when both are empty."""

    levels: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Levels that it may count as well."""
    sectors: tuple[str, ...] = ()


def scope(words: str) -> Scope | None:
    """What the English words of a claim count; none where one of them is not understood."""
    narrow = [word for word in fold(words).split() if word not in _LOOSE]
    if any(word not in _LEVELS and word not in _SECTORS for word in narrow):
        return None
    levels = tuple(dict.fromkeys(level for word in narrow for level in _LEVELS.get(word, ())))
    doubtful = tuple(dict.fromkeys(each for level in levels for each in _DOUBTFUL.get(level, ()) if each not in levels))
    return Scope(levels, doubtful, tuple(dict.fromkeys(_SECTORS[word] for word in narrow if word in _SECTORS)))


def in_words(words: str, language: str) -> str:
    """What a claim of these words is compared with, for the curator who enters it."""
    meant = scope(words)
    if meant is None:
        return _("Nothing: a word in it is not known, so it is shown and not compared.")
    named = [LEVELS.label(code, language) for code in meant.levels]
    named += [SECTORS.label(code, language) for code in meant.sectors]
    return ", ".join(named) or _("All agreements of the occasion")


def verdict(claimed: int, held: int, also: int) -> tuple[str, str]:
    """A code (same, open, fewer, more) and a sentence that explains it."""
    if held == claimed:
        return "same", _("As many are held.")
    if held < claimed <= held + also:
        return "open", _("It fits if some of those of a neighbouring level were counted; the source does not say.")
    if held + also < claimed:
        return "fewer", _fewer(claimed - held - also)
    return "more", _more(held - claimed)


def _fewer(count: int) -> str:
    words = ngettext(
        "%(count)d fewer is held. A total may include documents that no source names one by one; the register holds "
        "only those that one does.",
        "%(count)d fewer are held. A total may include documents that no source names one by one; the register holds "
        "only those that one does.",
        count,
    )
    return words % {"count": count}


def _more(count: int) -> str:
    words = ngettext(
        "%(count)d more is held. The register may keep apart what the source counted as one, or hold what it left out.",
        "%(count)d more are held. The register may keep apart what the source counted as one, or hold what it left "
        "out.",
        count,
    )
    return words % {"count": count}
