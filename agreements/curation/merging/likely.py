"""Which records may be one: alike in what they are called, or in who, when and what; and those known to be two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from agreements.curation import rights, second_look
from agreements.curation.merging.ground import Record, noun_of
from agreements.domain.names import organisation_key, person_key
from agreements.domain.similarity import WORTH_A_LOOK, telling_words, title_similarity
from agreements.models import Agreement, KnownAsTwo, Organisation, Person

COMMON = 40
"""A word in more records than this tells no two apart."""
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Seen:
    """One record as it is compared."""

    pk: int
    names: tuple[str, ...]
    keys: frozenset[str]
    side: str = ""
    """Only those of one side can be one; agreements have none."""
    bodies: frozenset[int] = frozenset()
    days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likely:
    """Two records that may be one, how alike they are, and why."""

    first: int
    second: int
    score: float
    reasons: tuple[str, ...]


def like(record: Record) -> list[Likely]:
    """Those that may be the same as `record`, the likeliest first; not those known to be another."""
    noun = noun_of(record)
    everyone = {one.pk: one for one in _seen(noun)}
    own = everyone.pop(record.pk, None)
    if own is None:
        return []
    others = {frozenset(pair) for pair in _known_as_two(noun, record.pk)}
    found = [_compare(noun, own, one) for one in everyone.values() if frozenset((own.pk, one.pk)) not in others]
    return sorted((one for one in found if one), key=lambda one: (-one.score, one.second))[:SHOWN]


def pairs(noun: str) -> list[Likely]:
    """Every two records of a kind that may be one, the likeliest first; not those known to be two."""
    everyone = {one.pk: one for one in _seen(noun)}
    known = {frozenset(pair) for pair in _known_as_two(noun)}
    found = [
        _compare(noun, everyone[first], everyone[second])
        for first, second in _sharing(everyone.values())
        if frozenset((first, second)) not in known
    ]
    return sorted((one for one in found if one), key=lambda one: (-one.score, one.first, one.second))


def note_as_two(*, first: Record, second: Record, by: User) -> None:
    """Remember that the two were looked at and are two; said twice is once."""
    rights.require(by, f"agreements.change_{noun_of(first)}")
    low, high = sorted((first.pk, second.pk))
    KnownAsTwo.objects.get_or_create(noun=noun_of(first), first=low, second=high, defaults={"by": by})
    second_look.close_of_pair(first, second, by=by)


def are_known_as_two(first: Record, second: Record) -> bool:
    low, high = sorted((first.pk, second.pk))
    return KnownAsTwo.objects.filter(noun=noun_of(first), first=low, second=high).exists()


def _known_as_two(noun: str, pk: int | None = None) -> Iterable[tuple[int, int]]:
    rows = KnownAsTwo.objects.filter(noun=noun)
    if pk is not None:
        rows = rows.filter(Q(first=pk) | Q(second=pk))
    return rows.values_list("first", "second")


def _sharing(everyone: Iterable[Seen]) -> set[tuple[int, int]]:
    """Pairs with an uncommon word, key or day in common, so that not everything is compared with everything."""
    holders: dict[str, list[int]] = defaultdict(list)
    for one in everyone:
        for mark in {
            *one.keys,
            *one.days,
            *(f"w:{word}" for name in one.names for word in telling_words(name).split()),
        }:
            holders[mark].append(one.pk)
    return {
        (min(pair), max(pair)) for held in holders.values() if len(held) <= COMMON for pair in combinations(held, 2)
    }


def _compare(noun: str, one: Seen, two: Seen) -> Likely | None:
    if one.side != two.side:
        return None
    compare = {"agreement": _agreements, "organisation": _bodies, "person": _people}[noun]
    score, reasons = compare(one, two)
    return Likely(one.pk, two.pk, round(score, 2), tuple(reasons)) if score >= WORTH_A_LOOK else None


def _agreements(one: Seen, two: Seen) -> tuple[float, list[str]]:
    titles = max((title_similarity(a, b) for a in one.names for b in two.names), default=0.0)
    reasons = [_("the titles are alike")] if titles >= WORTH_A_LOOK else []
    score = titles
    if one.bodies & two.bodies and len(one.bodies & two.bodies) > 1:
        score += 0.12
        reasons.append(_("the same bodies"))
    if one.days & two.days:
        score += 0.15
        reasons.append(_("the same day"))
    return min(score, 1.0), reasons


def _bodies(one: Seen, two: Seen) -> tuple[float, list[str]]:
    if one.keys & two.keys:
        return 1.0, [_("a name in common")]
    best = max((fuzz.token_sort_ratio(a, b) for a in one.keys for b in two.keys if len(a) > 4 < len(b)), default=0)
    return (best / 100 if best >= 88 else 0.0), [_("the names are alike")]


def _people(one: Seen, two: Seen) -> tuple[float, list[str]]:
    if one.keys & two.keys:
        return 1.0, [_("a name in common")]
    best = max((fuzz.ratio(a, b) for a in one.keys for b in two.keys), default=0)
    return (best / 100 if best >= 88 else 0.0), [_("the names are alike")]


def _seen(noun: str) -> Iterator[Seen]:
    if noun == "agreement":
        yield from _seen_agreements()
        return
    table: Any = Organisation if noun == "organisation" else Person
    key = organisation_key if noun == "organisation" else person_key
    for row in table._default_manager.standing().prefetch_related("names"):
        names = tuple(dict.fromkeys(filter(None, [row.name_en, row.name_ko, *(name.text for name in row.names.all())])))
        yield Seen(row.pk, names, frozenset(key(name) for name in names) - {""}, row.side)


def _seen_agreements() -> Iterator[Seen]:
    rows = Agreement.objects.linkable().prefetch_related("other_names", "signatories", "actions")
    for row in rows:
        names = filter(None, [row.title_en, row.title_ko, *(name.text for name in row.other_names.all())])
        yield Seen(
            row.pk,
            tuple(dict.fromkeys(names)),
            frozenset(),
            bodies=frozenset(one.organisation_id for one in row.signatories.all()),
            days=frozenset(
                f"{one.kind} {one.date}" for one in row.actions.all() if one.date and one.date_precision == "day"
            ),
        )
