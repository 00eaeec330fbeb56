"""Between whom an agreement was made, by the kinds of the bodies on both sides."""

from __future__ import annotations

from collections.abc import Iterable

PARTIES = frozenset({"signed", "initialled", "lead", "named"})
"""Capacities that make a body a party; who carries out, pays, gains or witnesses is none."""

_TIERS = {
    "government": "state",
    "ministry": "state",
    "agency": "state",
    "parliament": "parliament",
    "local": "local",
    "university": "institution",
    "international": "institution",
    "other": "institution",
    "company": "private",
    "association": "private",
}
_SAME = {"parliament": "parliament", "local": "sub-national", "institution": "institution", "private": "business"}


def level_of(parties: Iterable[tuple[str, str]]) -> str:
    """The level that follows from pairs of side and kind of body.

    The rule: third parties count only for a side that has no body of its own; a side with none leaves the level not
    established. A company or association on one side and anything else on the other, or beside it, makes the agreement
    public–private. Two states make it one between governments as soon as either is a government as such, else one
    between ministries or agencies. Of two unlike public bodies the one further from the state decides: a local
    authority makes it sub-national, a university, museum or other body makes it institutional.
    """
    kinds: dict[str, set[str]] = {"uk": set(), "kr": set(), "other": set()}
    for side, kind in parties:
        kinds[side].add(kind)
    uk, kr = kinds["uk"] or kinds["other"], kinds["kr"] or kinds["other"]
    if not uk or not kr or not (kinds["uk"] or kinds["kr"]):
        return "not-established"
    tiers = {_TIERS[kind] for kind in uk | kr}
    if len(tiers) == 1:
        tier = tiers.pop()
        return _SAME.get(tier) or ("government" if "government" in uk | kr else "agency")
    if "private" in tiers:
        return "public-private"
    return "institution" if "institution" in tiers else "sub-national" if "local" in tiers else "government"
