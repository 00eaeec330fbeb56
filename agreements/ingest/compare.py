"""What speaks for and against a mention being about an agreement that is known, each point with its reason as a code.

Points are rough log-odds: 1 makes it about three times as likely, −3 about twenty times less. They were set by hand on
one part of the labelled mentions and measured on the part kept apart; nothing is learnt by machine from so few.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.text import fold
from agreements.domain.vocabulary import SECTORS
from agreements.ingest import index
from agreements.ingest.index import Index
from agreements.ingest.known import Known
from agreements.ingest.point import Point, point
from agreements.ingest.reported import Reported
from agreements.ingest.words import spaced, stems, what_it_is_on

FAMILIES = (
    frozenset({"treaty", "convention", "agreement", "protocol", "exchange-of-notes", "arrangement"}),
    frozenset({"treaty", "agreement", "fta"}),
    frozenset({"mou", "arrangement", "letter-of-intent", "agreement", "partnership"}),
    frozenset({"framework", "partnership", "accord", "statement", "roadmap", "agreement"}),
    frozenset({"fund", "programme", "arrangement"}),
    frozenset({"dialogue", "arrangement", "programme"}),
    frozenset({"contract", "investment", "agreement", "partnership", "arrangement"}),
    frozenset({"investment", "letter-of-intent"}),
    frozenset({"sister-city", "mou", "agreement"}),
    frozenset({"roadmap", "arrangement", "agreement"}),
)
"""Forms that one instrument is called in different reports."""
_DISTINCT = frozenset({"statement", "fta", "letter-of-intent"})
"""Forms that are hardly ever called by another name."""
DONE = frozenset({"signed", "in-force", "in-effect", "provisional", "agreed", "amended"})
TO_COME = frozenset({"announced", "negotiating"})
ACTS = frozenset({"signed", "concluded", "entered-into-force", "came-into-effect", "initialled"})
NEAR, SOON, LATE = (datetime.timedelta(days=days) for days in (10, 45, 120))
_LEAST_NAME = 4
_TAIL = re.compile(r"( Motor Group| Group| Metropolitan (City|Government)| City Council| City| Council| plc| Ltd)+$")
_FEW = frozenset({"accord", "framework", "treaty", "convention", "roadmap"})
"""Forms of which a text says `the`."""


def compare(reported: Reported, known: Known, among: Index) -> Iterator[Point]:
    """Every point for and against but those of its words."""
    yield from _forms(reported.form, known, among)
    yield from _bodies(reported, known)
    yield from _people(reported, known)
    yield from _sectors(reported.sectors, known)
    yield from _dates(reported, known, among)
    yield from _amounts(reported.amounts, known)
    yield from _occasion(reported, known)
    yield from _only_one(reported, known, among)


def made_with(known: Known, companions: Sequence[Known]) -> Iterator[Point]:
    """What the agreements that other mentions of the text are surely about say of this one."""
    if known in companions:
        yield point(-1.5, "another-mention-is-it")
    elif any(known.days & companion.days for companion in companions):
        yield point(1.0, "made-with-others")


def _forms(form: str, known: Known, among: Index) -> Iterator[Point]:
    """The same form says the more, the fewer agreements are called so."""
    if form == known.form:
        rarity = among.rarity(index.form(form))
        yield point(min(max(0.6 * rarity, 0.75), 2.0), "same-form", form=form)
    elif "other" in (form, known.form):
        return
    elif may_be_called(form, known.form):
        yield point(-0.5, "form-called-otherwise", form=known.form)
    else:
        yield point(-3 if {form, known.form} & _DISTINCT else -2, "another-form", form=known.form)


def may_be_called(form: str, known: str) -> bool:
    """Whether a report may call so an agreement of a known form."""
    return form == known or any({form, known} <= family for family in FAMILIES)


def _bodies(reported: Reported, known: Known) -> Iterator[Point]:
    shared, alike, named, missed = set(), set(), set(), set()
    for side, bodies in reported.bodies.items():
        theirs = known.bodies.get(side, frozenset())
        if bodies & theirs:
            shared.add(side)
        elif any(_is_like(name, known.body_names.get(side, ())) for name in reported.strangers[side]):
            alike.add(side)
        elif any(_is_said(name, reported) for name in known.body_names.get(side, ())):
            named.add(side)
        elif (bodies or reported.strangers[side]) and theirs:
            missed.add(side)
    yield from _for_bodies(shared, alike, named)
    if missed:
        yield point(-1.5 if len(missed) == 1 else -2.5, "other-bodies", sides=len(missed))
    if not (shared or alike or named or missed) and known.is_named_by_its_bodies:
        yield point(-2, "its-bodies-are-not-named")


def _for_bodies(shared: set[str], alike: set[str], named: set[str]) -> Iterator[Point]:
    if shared:
        yield point(2.5 if len(shared) == 2 else 1.5, "same-bodies", sides=len(shared))
    if alike:
        yield point(1.0 * len(alike), "bodies-alike", sides=len(alike))
    if named:
        yield point(1.25 * len(named), "its-bodies-are-said", sides=len(named))


def _is_like(name: str, known: Sequence[str]) -> bool:
    """Whether a name holds the telling words of another: `Korean customs`, Korea Customs Service."""
    own = stems(name)
    return bool(own) and any(own <= stems(other) or (len(stems(other)) > 1 and stems(other) <= own) for other in known)


def _is_said(name: str, reported: Reported) -> bool:
    """Whether the sentence names a body, be it without `Group` or `City Council`."""
    if len(fold(name)) < _LEAST_NAME:
        return name.isupper() and f" {name} " in f" {reported.sentence} "
    return reported.says(_TAIL.sub("", name))


def _people(reported: Reported, known: Known) -> Iterator[Point]:
    shared = len(reported.people & known.people)
    if shared:
        yield point(min(shared, 2), "signatories-named", count=shared)


def _sectors(read: frozenset[str], known: Known) -> Iterator[Point]:
    if not read or not known.sectors:
        return
    shared = read & known.sectors
    if shared:
        yield point(0.5 + len(shared) / len(read), "same-sectors", sectors=" ".join(sorted(shared)))
    elif not _roots(read) & _roots(known.sectors):
        yield point(-1, "other-sectors")


def _roots(codes: frozenset[str]) -> set[str]:
    return {SECTORS[code].parent or code for code in codes if code in SECTORS}


def _dates(reported: Reported, known: Known, among: Index) -> Iterator[Point]:
    acts = [step.date for step in known.steps if step.kind in ACTS] or [step.date for step in known.steps]
    if reported.date is not None and known.steps and _before(reported.date, known):
        yield point(-4, "dated-before-first-heard-of", date=str(min(step.date for step in known.steps)))
    elif reported.date is not None and known.steps:
        yield from _stated(reported.date, known, acts, among)
    elif reported.published is not None and known.steps:
        yield from _against_publication(reported.status, reported.published, known)


def _stated(stated: PartialDate, known: Known, acts: list[PartialDate], among: Index) -> Iterator[Point]:
    """A date says the more, the fewer agreements have it."""
    rarity = 0.6 * among.rarity(index.dates(stated)[-1])
    least, most = {"day": (1.5, 4.0), "month": (1.0, 3.0)}.get(stated.precision, (0.5, 2.5))
    if any(stated == act for act in acts):
        yield point(min(max(rarity, least), most), "same-date", date=str(stated))
    elif any(stated.contains(act) or act.contains(stated) for act in acts):
        yield point(1.25, "dates-agree", date=str(stated))
    elif any(_apart(stated, step.date) <= NEAR for step in known.steps):
        yield point(0.75, "date-of-a-step", date=str(stated))
    elif acts and min(_apart(stated, act) for act in acts) > SOON:
        yield point(-3, "another-date", date=str(stated), known=str(acts[0]))
    elif acts:
        yield point(-1, "another-date", date=str(stated), known=str(acts[0]))


def _only_one(reported: Reported, known: Known, among: Index) -> Iterator[Point]:
    """`The accord`, where one accord is known of that month, or of the year that the text states."""
    day = reported.date or reported.published
    if (
        day is None
        or reported.form != known.form
        or known.form not in _FEW
        or what_it_is_on(reported.title, reported.parties)
    ):
        return
    key = index.form_in(known.form, day)[-1]
    if among.count(key) == 1 and any(key in index.form_in(known.form, step.date) for step in known.steps):
        yield point(2, "only-one-of-its-form", date=str(day))


def _before(stated: PartialDate, known: Known) -> bool:
    return stated.latest + SOON < min(step.date.earliest for step in known.steps)


def _against_publication(status: str, published: PartialDate, known: Known) -> Iterator[Point]:
    first = min(step.date for step in known.steps)
    acts = [step.date for step in known.steps if step.kind in ACTS]
    made = [act for act in acts if act.latest + SOON < published.earliest]
    if first.earliest > published.latest + SOON:
        yield point(-4, "published-before-first-heard-of", date=str(first))
        return
    if any(_apart(published, step.date) <= NEAR for step in known.steps):
        yield point(1.25, "published-when-made")
    elif status in DONE and acts and all(_apart(published, act) > LATE for act in acts):
        yield point(-0.5, "made-long-before")
    if status in TO_COME and made:
        yield point(-2.5, "made-by-then", date=str(made[-1]))
    elif status in TO_COME and not made and first.earliest <= published.latest + NEAR:
        yield point(1, "still-to-come")


def _apart(first: PartialDate, second: PartialDate) -> datetime.timedelta:
    """Days between two dates; none where they overlap."""
    if first.latest < second.earliest:
        return second.earliest - first.latest
    return max(first.earliest - second.latest, datetime.timedelta(0))


def _amounts(read: tuple[Money, ...], known: Known) -> Iterator[Point]:
    if not read or not known.amounts:
        return
    if any(one.currency == other.currency and one.minimum == other.minimum for one in read for other in known.amounts):
        yield point(3, "same-amount")
    elif {one.currency for one in read} & {other.currency for other in known.amounts}:
        yield point(-1, "another-amount")


def _occasion(reported: Reported, known: Known) -> Iterator[Point]:
    """The name of its occasion in the sentence: a forum, a visit, a show."""
    said = stems(reported.sentence) | stems(reported.headline)
    for name in known.occasion:
        own = stems(name)
        if len(own) >= 2 and own <= said:
            yield point(1, "occasion-named", occasion=spaced(name).strip())
            return
