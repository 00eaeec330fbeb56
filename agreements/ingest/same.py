"""Whether two items are one release: in one language by their words, in two by what was read in them.

A cluster wrongly joined costs more than one that was missed. So one contradiction is enough to keep two items apart,
and across languages both the bodies and the subject must agree, or the agreement that both are surely about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agreements.domain.copying import Copying
from agreements.domain.similarity import title_similarity
from agreements.domain.vocabulary import SECTORS
from agreements.ingest.compare import DONE, FAMILIES, TO_COME
from agreements.ingest.point import Point, point
from agreements.ingest.told import WINDOW, Instrument, Told

ENOUGH = 4.5
REPRINTED = 10
"""Days between the first and the last site that brings a release in its own language."""
TITLED_ALIKE = 0.6
_AGAINST = -100.0


Found = tuple[list[Point], Instrument, Instrument]
Good = dict[tuple[str, str], Found]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that are one release, and why; `instruments` are the marks that stand for one another in them."""

    points: float
    reasons: tuple[Point, ...]
    instruments: tuple[tuple[str, str], ...]


def copied(first: Told, second: Told, copying: Copying) -> Pair | None:
    """Two items in one language: nearly the same words, and nothing in them that tells two releases apart."""
    if not copying.is_one_release or contradiction(first, second) or _other_pair(first, second):
        return None
    percent = round(100 * copying.share)
    return Pair(10 + copying.share, (point(10, "same-words", percent=percent),), paired_in_copies(first, second))


def _other_pair(first: Told, second: Told) -> bool:
    """Whether their first instruments are between others on both sides, as in a template filled in anew."""
    if not first.instruments or not second.instruments:
        return False
    one, other = first.instruments[0], second.instruments[0]
    return all(
        one.names[side]
        and other.names[side]
        and not one.names[side] & other.names[side]
        and not one.bodies[side] & other.bodies[side]
        for side in ("uk", "kr")
    )


def translated(first: Told, second: Told) -> Pair | None:
    """Two items in two languages: every instrument of the shorter one is told of in the other."""
    if first.language == second.language or contradiction(first, second):
        return None
    found = _paired(first.instruments, second.instruments)
    fewest = min(len(first.instruments), len(second.instruments))
    if not found or len(found) < fewest or max(len(first.instruments), len(second.instruments)) > 2 * fewest:
        return None
    reasons = max((points for points, _one, _other in found), key=_sum)
    marks = tuple((one.mark, other.mark) for _points, one, other in found)
    return Pair(min(map(_sum, (points for points, _one, _other in found))), tuple(reasons), marks)


def contradiction(first: Told, second: Told) -> bool:
    """Whether two items cannot be one release, whatever else is alike: too many days, or no instrument in common."""
    window = REPRINTED if first.language == second.language else WINDOW
    if first.day and second.day:
        if abs((first.day - second.day).days) > window:
            return True
    elif not _overlap(first, second):
        return True
    few, many = sorted((first.instruments, second.instruments), key=len)
    return any(not any(not _is_against(one, other) for other in many) for one in few[:1])


def _overlap(first: Told, second: Told) -> bool:
    one, other = first.published, second.published
    return one is None or other is None or one.contains(other) or other.contains(one)


def paired_in_copies(first: Told, second: Told) -> tuple[tuple[str, str], ...]:
    """The marks of one instrument in two copies: the same, or called nearly alike with nothing against it."""
    theirs = {one.mark for one in second.instruments}
    same = {one.mark for one in first.instruments} & theirs
    ours = [one for one in first.instruments if one.mark not in same]
    others = [one for one in second.instruments if one.mark not in same]
    near = [(_alike(one, other), one.mark, other.mark) for one in ours for other in others]
    chosen = _one_to_one([(worth, one, other) for worth, one, other in near if worth >= TITLED_ALIKE])
    return (*((mark, mark) for mark in sorted(same)), *chosen)


def _one_to_one(pairs: Sequence[tuple[float, str, str]]) -> list[tuple[str, str]]:
    taken: set[tuple[int, str]] = set()
    chosen = []
    for _worth, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if not {(0, one), (1, other)} & taken:
            taken |= {(0, one), (1, other)}
            chosen.append((one, other))
    return chosen


def _alike(one: Instrument, other: Instrument) -> float:
    if one.form != other.form or _is_against(one, other):
        return 0.0
    if one.title and other.title:
        return title_similarity(one.title, other.title)
    return 0.8 if one.sectors == other.sectors and one.date == other.date else 0.0


def _paired(
    first: Sequence[Instrument], second: Sequence[Instrument]
) -> list[tuple[list[Point], Instrument, Instrument]]:
    """Instruments that stand for one another, each for one. Where one could be either of two, it is neither."""
    scored = {(one.mark, other.mark): (list(_points(one, other)), one, other) for one in first for other in second}
    good = {marks: found for marks, found in scored.items() if _is_enough(found[0])}
    lone = _one_to_one([(_sum(found[0]), *marks) for marks, found in good.items() if _is_alone(marks, good)])
    return [good[marks] for marks in lone]


def _is_alone(marks: tuple[str, str], good: Good) -> bool:
    worth = _sum(good[marks][0])
    one, other = marks
    rivals = [found for rival, found in good.items() if rival != marks and (rival[0] == one or rival[1] == other)]
    return all(_sum(found[0]) < worth - 0.4 for found in rivals)


def _sum(points: Sequence[Point]) -> float:
    return sum(one.weight for one in points)


def _is_enough(points: Sequence[Point]) -> bool:
    said = {one.code for one in points}
    grounded = "same-agreement" in said or ("same-bodies" in said and said & {"same-sectors", "same-subject"})
    return bool(grounded) and "other-bodies" not in said and _sum(points) >= ENOUGH


def _points(one: Instrument, other: Instrument) -> Iterator[Point]:
    if _is_against(one, other):
        yield point(_AGAINST, "contradicts")
        return
    if one.agreement and one.agreement == other.agreement:
        yield point(4, "same-agreement")
    shared = [side for side in ("uk", "kr") if one.bodies[side] & other.bodies[side]]
    if shared:
        yield point(1.5 * len(shared), "same-bodies", sides=len(shared))
    yield from _unknown_parties(one, other)
    yield from _dates(one, other)
    if one.sums & other.sums:
        yield point(2, "same-amount")
    if one.people & other.people:
        yield point(1, "signatories-named", count=len(one.people & other.people))
    if one.form == other.form:
        yield point(0.5, "same-form", form=one.form)
    yield from _subjects(one, other)


def _unknown_parties(one: Instrument, other: Instrument) -> Iterator[Point]:
    """A side whose body the register knows in one language, and another name that it does not know in the other."""
    for side in ("uk", "kr"):
        known, unknown = bool(one.bodies[side]), bool(other.bodies[side])
        if known != unknown and one.names[side] and other.names[side]:
            yield point(-1.5, "other-bodies", sides=1)


def _dates(one: Instrument, other: Instrument) -> Iterator[Point]:
    if one.date is None or other.date is None:
        return
    if one.date == other.date and one.date.precision == "day":
        yield point(1.5, "same-date", date=str(one.date))
    else:
        yield point(0.5, "dates-agree", date=str(one.date))


def _subjects(one: Instrument, other: Instrument) -> Iterator[Point]:
    shared = one.sectors & other.sectors
    if shared:
        yield point(1 if one.sectors == other.sectors else 0.5, "same-sectors", sectors=" ".join(sorted(shared)))
    if one.subjects & other.subjects:
        worth = 1.0 if one.subjects == other.subjects else 0.5
        yield point(worth, "same-subject", words=", ".join(sorted(one.subjects & other.subjects)))
        if one.subjects - other.subjects and other.subjects - one.subjects:
            yield point(-1.5, "other-subject")


def _is_against(one: Instrument, other: Instrument) -> bool:
    """Whether two mentions cannot be told of in one release. The same agreement is also told of in other releases."""
    is_one = one.agreement is not None and one.agreement == other.agreement
    return (
        (not is_one and bool(one.agreement and other.agreement))
        or (not is_one and (_other_form(one.form, other.form) or _other_subject(one, other)))
        or _other_day(one, other)
        or _other_sum(one, other)
        or _other_parties(one, other)
        or _one_is_to_come({one.status, other.status})
    )


def _one_is_to_come(statuses: set[str]) -> bool:
    """What is announced and what is done are two releases."""
    return bool(statuses & DONE and statuses & TO_COME)


def _other_form(one: str, other: str) -> bool:
    return one != other and "other" not in (one, other) and not any({one, other} <= family for family in FAMILIES)


def _other_day(one: Instrument, other: Instrument) -> bool:
    """A day may be one off: it is not the same day in Seoul and London."""
    if one.date is None or other.date is None or one.date.contains(other.date) or other.date.contains(one.date):
        return False
    if one.date.precision == other.date.precision == "day":
        return abs((one.date.earliest - other.date.earliest).days) > 1
    return True


def _other_sum(one: Instrument, other: Instrument) -> bool:
    common = {currency for currency, _least in one.sums} & {currency for currency, _least in other.sums}
    return bool(common) and not one.sums & other.sums


def _other_parties(one: Instrument, other: Instrument) -> bool:
    """Both name bodies of a side that the register knows, and none in common."""
    return any(
        one.bodies[side] and other.bodies[side] and not one.bodies[side] & other.bodies[side] for side in ("uk", "kr")
    )


def _other_subject(one: Instrument, other: Instrument) -> bool:
    if one.subjects and other.subjects and not one.subjects & other.subjects:
        return True
    if one.subjects & other.subjects:
        return False
    mine, theirs = _roots(one.sectors), _roots(other.sectors)
    return bool(mine and theirs and not mine & theirs)


def _roots(codes: frozenset[str]) -> set[str]:
    return {SECTORS[code].parent or code for code in codes if code in SECTORS}
