"""The catalogue as linking needs it: every record that a mention may be about, in every state, in memory."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.db import connection
from django.db.models import Prefetch

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.names import organisation_key, person_key
from agreements.domain.text import fold
from agreements.models import Agreement, Organisation, OrganisationName, PersonName, Signatory

_ADDED = re.compile(r"\s*\([^()]*\)")
COUNTRIES = frozenset({"government"})
"""Kinds of body that stand for a whole side and so tell no two agreements apart."""


@dataclass(frozen=True, slots=True)
class Step:
    """A dated action."""

    kind: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one agreement. `bodies` and `people` are keys of rows, renamed bodies under one key."""

    pk: int
    public_id: str
    titles: tuple[str, ...]
    form: str
    status: str = "unclear"
    sectors: frozenset[str] = frozenset()
    bodies: Mapping[str, frozenset[int]] = field(default_factory=dict)
    party_names: tuple[str, ...] = ()
    people: frozenset[int] = frozenset()
    steps: tuple[Step, ...] = ()
    amounts: tuple[Money, ...] = ()

    @property
    def days(self) -> frozenset[datetime.date]:
        """The days, known to the day, on which something happened to it."""
        return frozenset(step.date.earliest for step in self.steps if step.date.precision == "day")

    @property
    def is_between_governments(self) -> bool:
        """Whether no body but the governments themselves is named on some side."""
        return not all(self.bodies.get(side) for side in ("uk", "kr"))


@dataclass(frozen=True)
class Catalogue:
    """All known agreements, and what a name in a text may stand for."""

    agreements: tuple[Known, ...]
    bodies: Mapping[str, frozenset[int]] = field(default_factory=dict)
    people: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def forms(self) -> Counter[str]:
        """How many agreements are called each form."""
        return Counter(known.form for known in self.agreements)

    def bodies_named(self, names: Iterable[str]) -> frozenset[int]:
        """The bodies that bear or bore these names; a country, or a whole government, is none."""
        return frozenset().union(*(self.bodies.get(organisation_key(name), ()) for name in names))

    def people_named(self, names: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self.people.get(person_key(name), ()) for name in names))


def catalogue() -> Catalogue:
    """As it stands now; loaded again only after something in it changed."""
    return _loaded(_state())


_STATE = """
    SELECT concat_ws('.',
        (SELECT max(pgh_id) FROM agreements_agreementevent),
        (SELECT max(pgh_id) FROM agreements_agreementnameevent),
        (SELECT max(pgh_id) FROM agreements_sectortagevent),
        (SELECT max(pgh_id) FROM agreements_actionevent),
        (SELECT max(pgh_id) FROM agreements_signatoryevent),
        (SELECT max(pgh_id) FROM agreements_amountevent),
        (SELECT max(pgh_id) FROM agreements_organisationevent),
        (SELECT (count(*), sum(hashtext(concat_ws(' ', organisation_id, text))))::text
            FROM agreements_organisationname),
        (SELECT (count(*), sum(hashtext(concat_ws(' ', person_id, text))))::text FROM agreements_personname))
"""
"""The last row of each history, which rises with every change however it was made, and a sum over names and owners."""


def _state() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


@lru_cache(maxsize=1)
def _loaded(_state: str) -> Catalogue:
    roots = _roots()
    rows = (
        Agreement.objects.linkable()
        .prefetch_related("other_names", "sector_tags", "actions", "amounts")
        .prefetch_related(Prefetch("signatories", Signatory.objects.select_related("organisation")))
        .order_by("pk")
    )
    return Catalogue(tuple(_known(row, roots) for row in rows), _bodies(roots), _people())


def _known(row: Agreement, roots: Mapping[int, int]) -> Known:
    titles = [row.title_en, row.title_ko, *(name.text for name in row.other_names.all())]
    signatories = list(row.signatories.all())
    bodies: dict[str, set[int]] = defaultdict(set)
    for one in signatories:
        if one.organisation.kind not in COUNTRIES and not _is_country(one.organisation):
            bodies[one.side].add(roots[one.organisation_id])
    return Known(
        pk=row.pk,
        public_id=row.public_id,
        titles=tuple(dict.fromkeys(title_without_additions(title) for title in titles if title)),
        form=row.form,
        status=row.status,
        sectors=frozenset(tag.sector for tag in row.sector_tags.all()),
        bodies={side: frozenset(keys) for side, keys in bodies.items()},
        party_names=tuple(dict.fromkeys(name for one in signatories for name in _names(one.organisation))),
        people=frozenset(one.person_id for one in signatories if one.person_id),
        steps=tuple(Step(action.kind, action.when) for action in row.actions.all() if action.when),
        amounts=tuple(amount.money for amount in row.amounts.all()),
    )


def _names(body: Organisation) -> list[str]:
    return [name for name in (body.name_en, body.name_ko, body.abbreviation) if name]


def title_without_additions(title: str) -> str:
    """Without what compilers add in brackets to tell records apart: a year, “in talks”."""
    return _ADDED.sub("", title).strip() or title


def _roots() -> dict[int, int]:
    """Each body's key: the one at the end of its chain of successors."""
    successors = dict(Organisation.objects.values_list("pk", "successor_id"))
    return {pk: _end_of_chain(pk, successors) for pk in successors}


def _end_of_chain(pk: int, successors: Mapping[int, int | None]) -> int:
    passed = {pk}
    while (following := successors[pk]) is not None and following not in passed:
        passed.add(pk := following)
    return pk


def _bodies(roots: Mapping[int, int]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    names = OrganisationName.objects.exclude(organisation__kind__in=COUNTRIES).select_related("organisation")
    for name in names:
        if not _is_country(name.organisation):
            found[name.key].add(roots[name.organisation_id])
    return {key: frozenset(pks) for key, pks in found.items()}


def _people() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for key, person in PersonName.objects.values_list("key", "person_id"):
        found[key].add(person)
    return {key: frozenset(pks) for key, pks in found.items()}


def _is_country(body: Organisation) -> bool:
    return fold(body.name_en).startswith("government of ")
