"""What speaks for and against a mention being about an agreement that is known, each point with its reason in words.

Points are rough log-odds: 1 makes it about three times as likely, −3 about twenty times less. They were set by hand and
checked against labelled mentions of press items; nothing is learnt from the few texts at hand.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.vocabulary import FORMS, SECTORS
from agreements.ingest.known import Catalogue, Known
from agreements.ingest.point import Point
from agreements.ingest.reported import Reported

FAMILIES = (
    frozenset({"treaty", "convention", "agreement", "protocol", "exchange-of-notes", "arrangement"}),
    frozenset({"treaty", "agreement", "fta"}),
    frozenset({"mou", "arrangement", "letter-of-intent", "agreement"}),
    frozenset({"framework", "partnership", "accord", "statement", "roadmap", "agreement"}),
    frozenset({"fund", "programme", "arrangement"}),
    frozenset({"dialogue", "arrangement", "programme"}),
    frozenset({"contract", "investment", "agreement", "partnership", "arrangement"}),
    frozenset({"sister-city", "mou", "agreement"}),
)
"""Forms that one instrument is called in different reports."""
DONE = frozenset({"signed", "in-force", "in-effect", "provisional", "agreed"})
TO_COME = frozenset({"announced", "negotiating"})
_BETWEEN_FIRMS = frozenset({"contract", "investment"})
ACTS = frozenset({"signed", "concluded", "entered-into-force", "came-into-effect", "initialled"})
NEAR, SOON, LATE = (datetime.timedelta(days=days) for days in (10, 45, 120))


def compare(reported: Reported, known: Known, catalogue: Catalogue) -> Iterator[Point]:
    """Every point for and against but those of its title, which take the longest to find."""
    yield from _forms(reported.form, known, catalogue)
    yield from _bodies(reported, known)
    yield from _people(reported, known)
    yield from _sectors(reported.sectors, known)
    yield from _dates(reported, known)
    yield from _amounts(reported.amounts, known)


def made_with(known: Known, companions: Sequence[Known]) -> Iterator[Point]:
    """What the agreements that other mentions of the text are surely about say of this one."""
    if known in companions:
        yield Point(-1, "another mention of the text is surely it")
    elif any(known.days & companion.days for companion in companions):
        yield Point(1.5, "made on the day of others that the text names")


def _forms(form: str, known: Known, catalogue: Catalogue) -> Iterator[Point]:
    """The same form says the more, the fewer agreements are called so."""
    if form == known.form:
        rarity = math.log(len(catalogue.agreements) / catalogue.forms[form])
        yield Point(min(max(0.6 * rarity, 0.75), 2.0), f"same form ({FORMS.label(form, 'en').lower()})")
    elif "other" not in (form, known.form) and not any({form, known.form} <= family for family in FAMILIES):
        yield Point(-2.5, f"another form ({FORMS.label(known.form, 'en').lower()})")


def _bodies(reported: Reported, known: Known) -> Iterator[Point]:
    shared = missed = 0
    strangers = False
    for side, named in reported.bodies.items():
        theirs = known.bodies.get(side, frozenset())
        shared += bool(named & theirs)
        missed += bool(named and theirs and not named & theirs)
        strangers |= bool(theirs and not named and side in reported.strangers)
    if shared:
        yield Point(2.5 if shared == 2 else 1.5, f"same bodies on {_sides(shared)}")
    if missed:
        yield Point(-2.0 * missed, f"other bodies on {_sides(missed)}")
    if strangers:
        yield Point(-0.5, "a body is named that the register does not know")
    if not (shared or missed or strangers) and known.form in _BETWEEN_FIRMS and not known.is_between_governments:
        yield Point(-2, "the record is between bodies that the text does not name")


def _sides(count: int) -> str:
    return "both sides" if count == 2 else "one side"


def _people(reported: Reported, known: Known) -> Iterator[Point]:
    shared = len(reported.people & known.people)
    if shared:
        yield Point(min(shared, 2), "a signatory is named" if shared == 1 else f"{shared} signatories are named")


def _sectors(read: frozenset[str], known: Known) -> Iterator[Point]:
    if not read or not known.sectors:
        return
    shared = read & known.sectors
    if shared:
        labels = ", ".join(SECTORS.label(code, "en") for code in sorted(shared))
        yield Point(0.5 + len(shared) / len(read), f"same sectors ({labels})")
    elif _roots(read) & _roots(known.sectors):
        yield Point(-0.5, "neighbouring sectors")
    else:
        yield Point(-2, "other sectors")


def _roots(codes: frozenset[str]) -> set[str]:
    return {SECTORS[code].parent or code for code in codes if code in SECTORS}


def _dates(reported: Reported, known: Known) -> Iterator[Point]:
    acts = [step.date for step in known.steps if step.kind in ACTS]
    if reported.status in TO_COME and known.status in TO_COME:
        yield Point(1, "still to come in both")
    if reported.date is not None and known.steps and _before(reported.date, known):
        yield Point(-4, f"dated before it was first heard of ({min(step.date for step in known.steps)})")
    elif reported.date is not None and acts:
        yield _same_day(reported.date, acts)
    elif reported.published is not None and known.steps:
        yield from _against_publication(reported.status, reported.published, known)


def _same_day(stated: PartialDate, acts: list[PartialDate]) -> Point:
    if any(stated == act for act in acts):
        return Point({"day": 2.5, "month": 1.5}.get(stated.precision, 0.5), f"same date ({stated})")
    if any(stated.contains(act) or act.contains(stated) for act in acts):
        return Point(1, f"dates agree as far as they are known ({stated})")
    nearest = min(_apart(stated, act) for act in acts)
    if nearest <= SOON:
        return Point(0.5 if nearest <= NEAR else -1, f"dates {nearest.days} days apart ({stated})")
    return Point(-3, f"another date ({stated}, not {acts[0]})")


def _before(stated: PartialDate, known: Known) -> bool:
    return stated.latest + SOON < min(step.date.earliest for step in known.steps)


def _against_publication(status: str, published: PartialDate, known: Known) -> Iterator[Point]:
    first = min(step.date for step in known.steps)
    acts = [step.date for step in known.steps if step.kind in ACTS]
    if first.earliest > published.latest + SOON:
        yield Point(-4, f"published before it was first heard of ({first})")
        return
    if any(_apart(published, step.date) <= NEAR for step in known.steps):
        yield Point(1.5, "published when it was made or announced")
    elif status in DONE and acts and all(_apart(published, act) > LATE for act in acts):
        yield Point(-0.5, "made long before the text was published")
    if status in TO_COME and acts and max(acts).latest + SOON < published.earliest:
        yield Point(-2.5, f"still to come in the text, made by then ({max(acts)})")


def _apart(first: PartialDate, second: PartialDate) -> datetime.timedelta:
    """Days between two dates; none where they overlap."""
    if first.latest < second.earliest:
        return second.earliest - first.latest
    return max(first.earliest - second.latest, datetime.timedelta(0))


def _amounts(read: tuple[Money, ...], known: Known) -> Iterator[Point]:
    if not read or not known.amounts:
        return
    if any(one.currency == other.currency and one.minimum == other.minimum for one in read for other in known.amounts):
        yield Point(3, "same amount")
    elif {one.currency for one in read} & {other.currency for other in known.amounts}:
        yield Point(-1, "another amount")
