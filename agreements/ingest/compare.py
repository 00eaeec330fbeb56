"""What speaks for and against a mention being about an agreement that is known, each point with its reason in words.

Points are rough log-odds: 1 makes it about three times as likely, −3 about twenty times less. They were set by hand and
checked against labelled mentions of press items; nothing is learnt from the few texts at hand.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreements.domain.dates import PartialDate
from agreements.domain.similarity import telling_words, title_similarity
from agreements.domain.text import fold, has_hangul
from agreements.domain.vocabulary import FORMS, SECTORS
from agreements.ingest.known import Catalogue, Known, title_without_additions
from agreements.reading.model import Document, Mention

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
_REVISES = re.compile(
    r"upgrad|modernis|moderniz|enhanced|updat|renew|extension|extend|expansion|expanded|revis|amend|개선|개정|연장|갱신|확대"
)
_OF_FORM = frozenset(
    {
        *("free", "trade", "deal", "pact", "fta", "existing", "current", "arrangement"),
        *("기존", "자유무역협정", "협정", "협약", "약정", "합의"),
    }
)
_BETWEEN_FIRMS = frozenset({"contract", "investment"})
_COUNTRY_WORDS = frozenset(
    {
        *(
            "the",
            "of",
            "and",
            "government",
            "united",
            "kingdom",
            "uk",
            "u",
            "k",
            "great",
            "britain",
            "british",
            "london",
        ),
        *("republic", "korea", "korean", "south", "rok", "r", "o", "seoul", "s"),
        *("영국", "한국", "대한민국", "정부", "영국정부", "한국정부", "우리나라", "우리", "양국", "한"),
    }
)
ACTS = frozenset({"signed", "concluded", "entered-into-force", "came-into-effect", "initialled"})
NEAR, SOON, LATE = (datetime.timedelta(days=days) for days in (10, 45, 120))


@dataclass(frozen=True, slots=True)
class Point:
    """One reason, and how much it weighs."""

    weight: float
    reason: str


def compare(mention: Mention, document: Document, known: Known, catalogue: Catalogue) -> Iterator[Point]:
    """Every point for and against."""
    yield from _titles(mention, known)
    yield from _revisions(mention, document, known)
    yield from _forms(mention, known)
    yield from _bodies(mention, known, catalogue)
    yield from _people(mention, known, catalogue)
    yield from _sectors(mention, known)
    yield from _dates(mention, document, known)
    yield from _amounts(mention, known)


def _titles(mention: Mention, known: Known) -> Iterator[Point]:
    if mention.title is None:
        return
    names = (*known.party_names, *(fact.value for fact in (*mention.uk_parties, *mention.kr_parties)))
    title = what_it_is_on(mention.title.value, names)
    others = [what_it_is_on(other, names) for other in known.titles]
    if not title:
        if "" in others and mention.form.value == known.form:
            yield Point(2, "both are called by their form alone")
        return
    likeness = max((title_similarity(title, other) for other in others if other), default=None)
    if likeness is not None and likeness >= 0.55:
        yield Point(1 + 8 * (likeness - 0.55), f"titles alike ({likeness:.0%})")
    elif likeness is not None and any(has_hangul(other) == has_hangul(title) for other in others if other):
        yield Point(-2.5 if likeness < 0.35 else -1, f"titles differ ({likeness:.0%})")


def what_it_is_on(title: str, names: Iterable[str]) -> str:
    """The words of a title that say what the instrument is on: not its form, its parties or that it revises another."""
    words = [word for word in fold(title_without_additions(title)).split() if word not in _OF_FORM]
    for name in names:
        own = fold(name).split()
        if own and set(own) <= set(words):
            words = [word for word in words if word not in own]
    return " ".join(word for word in words if telling_words(word) and not _REVISES.search(word))


def _revisions(mention: Mention, document: Document, known: Known) -> Iterator[Point]:
    """An upgrade, extension or renewal is not the instrument that it renews."""
    called = mention.title.value if mention.title else ""
    revises = bool(_REVISES.search(f"{called} {mention.quote.of(document.text)}".lower()))
    revision = any(_REVISES.search(title.lower()) for title in known.titles)
    if revises and revision:
        yield Point(1, "both revise an earlier one")
    elif revision:
        yield Point(-2, "the record is of a revision, of which the text says nothing")
    elif called and _REVISES.search(called.lower()):
        yield Point(-2, "the text is on a revision")


def _forms(mention: Mention, known: Known) -> Iterator[Point]:
    form = mention.form.value
    if form == known.form:
        yield Point(1, f"same form ({FORMS.label(form, 'en').lower()})")
    elif "other" not in (form, known.form) and not any({form, known.form} <= family for family in FAMILIES):
        yield Point(-2.5, f"another form ({FORMS.label(known.form, 'en').lower()})")


def _bodies(mention: Mention, known: Known, catalogue: Catalogue) -> Iterator[Point]:
    shared = missed = 0
    strangers = False
    for side, facts in (("uk", mention.uk_parties), ("kr", mention.kr_parties)):
        theirs = known.bodies.get(side, frozenset())
        named = catalogue.bodies_named(fact.value for fact in facts)
        shared += bool(named & theirs)
        missed += bool(named and theirs and not named & theirs)
        strangers |= bool(theirs and not named and any(not is_country(fact.value) for fact in facts))
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


def is_country(name: str) -> bool:
    """Whether a party is a whole country or its government, which tells no two agreements apart."""
    return all(word in _COUNTRY_WORDS for word in fold(name).split())


def _people(mention: Mention, known: Known, catalogue: Catalogue) -> Iterator[Point]:
    shared = len(catalogue.people_named(fact.value.name for fact in mention.people) & known.people)
    if shared:
        yield Point(min(shared, 2), "a signatory is named" if shared == 1 else f"{shared} signatories are named")


def _sectors(mention: Mention, known: Known) -> Iterator[Point]:
    read = {fact.value for fact in mention.sectors} - {"other"}
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


def _roots(codes: set[str] | frozenset[str]) -> set[str]:
    return {SECTORS[code].parent or code for code in codes if code in SECTORS}


def _dates(mention: Mention, document: Document, known: Known) -> Iterator[Point]:
    acts = [step.date for step in known.steps if step.kind in ACTS]
    if mention.status.value in TO_COME and known.status in TO_COME:
        yield Point(1, "still to come in both")
    if mention.date is not None and known.steps and _before(mention.date.value, known):
        yield Point(-4, f"dated before it was first heard of ({min(step.date for step in known.steps)})")
    elif mention.date is not None and acts:
        yield _same_day(mention.date.value, acts)
    elif document.published is not None and known.steps:
        yield from _against_publication(mention.status.value, document.published, known)


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


def _amounts(mention: Mention, known: Known) -> Iterator[Point]:
    read = [fact.value for fact in mention.amounts]
    if not read or not known.amounts:
        return
    if any(one.currency == other.currency and one.minimum == other.minimum for one in read for other in known.amounts):
        yield Point(3, "same amount")
    elif {one.currency for one in read} & {other.currency for other in known.amounts}:
        yield Point(-1, "another amount")
