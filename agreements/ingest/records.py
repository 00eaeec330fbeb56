"""The catalogue as it stands in the database, for linking: indexed once a process, then kept in step with changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Prefetch

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.text import fold
from agreements.ingest import index
from agreements.ingest.index import Index
from agreements.ingest.known import Catalogue, Known, Names, Step
from agreements.ingest.words import stems, title_without_additions
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    Organisation,
    OrganisationName,
    PersonName,
    Signatory,
)

COUNTRIES = frozenset({"government"})
"""Kinds of body that stand for a whole side and so tell no two agreements apart."""
_HISTORIES = {
    "agreementevent": "pgh_obj_id",
    "agreementnameevent": "agreement_id",
    "sectortagevent": "agreement_id",
    "actionevent": "agreement_id",
    "signatoryevent": "agreement_id",
    "amountevent": "agreement_id",
}
"""The histories that tell of changes to an agreement, and their column with its row."""
_OVERLAP = 1_000
"""Rows of a history looked at again, for transactions that ended in another order than they began."""
_STATE = f"""
    SELECT {", ".join(f"(SELECT coalesce(max(pgh_id), 0) FROM agreements_{name})" for name in _HISTORIES)},
        concat_ws('.',
        (SELECT max(pgh_id) FROM agreements_organisationevent),
        (SELECT max(pgh_id) FROM agreements_occasionevent),
        (SELECT (count(*), sum(hashtext(concat_ws(' ', organisation_id, text))))::text
            FROM agreements_organisationname),
        (SELECT (count(*), sum(hashtext(concat_ws(' ', person_id, text))))::text FROM agreements_personname))
"""  # noqa: S608 - names of our own tables
"""The last row of each history, which rises with every change however it was made, and a sum over names and owners."""


@dataclass(frozen=True, slots=True)
class State:
    """How far the histories of agreements had come, and a mark that changes with bodies, people and occasions."""

    histories: tuple[int, ...]
    names: str

    @classmethod
    def now(cls) -> State:
        with connection.cursor() as cursor:
            cursor.execute(_STATE)
            *histories, names = cursor.fetchone()
        return cls(tuple(histories), names)


@dataclass
class _Held:
    """What this process has of the catalogue, and of which state."""

    state: State | None = None
    catalogue: Catalogue | None = None


_held = _Held()


def catalogue() -> Catalogue:
    """As it stands now. A changed agreement is indexed anew; all are when the index does not agree with the table."""
    state = State.now()
    if _held.catalogue is None or _held.state is None:
        _held.catalogue = _whole()
    elif state != _held.state:
        _held.catalogue = _brought_up(_held.catalogue, _held.state, state)
    _held.state = state
    return _held.catalogue


def _whole() -> Catalogue:
    whole = Index()
    for pk, keys in _keys(None).items():
        whole.put(pk, keys)
    names = _names()
    return Catalogue(whole, names, lambda pks: _load(pks, names.roots))


def _brought_up(before: Catalogue, then: State, now: State) -> Catalogue:
    if any(new < old for new, old in zip(now.histories, then.histories, strict=True)):
        return _whole()
    changed = _changed_since(then)
    keys = _keys(changed)
    for pk in changed:
        before.index.drop(pk)
        before.held.pop(pk, None)
        if pk in keys:
            before.index.put(pk, keys[pk])
    if len(before.index) != Agreement.objects.linkable().count():
        return _whole()
    if now.names == then.names:
        return before
    names = _names()
    return Catalogue(before.index, names, lambda pks: _load(pks, names.roots))


def _changed_since(then: State) -> set[int]:
    parts = [f"SELECT {column} FROM agreements_{name} WHERE pgh_id > %s" for name, column in _HISTORIES.items()]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts), [last - _OVERLAP for last in then.histories])
        return {row[0] for row in cursor.fetchall()}


def _keys(pks: Iterable[int] | None) -> dict[int, list[str]]:
    """The keys of these agreements, or of all, in one query for each table."""
    agreements = Agreement.objects.linkable()
    if pks is not None:
        agreements = agreements.filter(pk__in=pks)
    keys: dict[int, list[str]] = {}
    for pk, form, english, korean in agreements.values_list("pk", "form", "title_en", "title_ko").iterator():
        keys[pk] = [index.form(form), *_words(english), *_words(korean)]
    forms = dict(agreements.values_list("pk", "form"))
    for pk, key in _keys_of_rows(pks, forms):
        if pk in keys:
            keys[pk].append(key)
    return keys


def _keys_of_rows(pks: Iterable[int] | None, forms: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    only = {} if pks is None else {"agreement__in": pks}
    for pk, text in AgreementName.objects.filter(**only).values_list("agreement_id", "text").iterator():
        yield from ((pk, key) for key in _words(text))
    signatories = Signatory.objects.filter(**only).values_list("agreement_id", "organisation_id", "person_id")
    for pk, organisation, person in signatories.iterator():
        yield pk, index.body(organisation)
        if person:
            yield pk, index.person(person)
    actions = Action.objects.filter(**only, date__isnull=False).values_list("agreement_id", "date", "date_precision")
    for pk, date, precision in actions.iterator():
        if date is None:
            continue
        yield from ((pk, key) for key in index.dates(PartialDate.at(date, precision)))
        yield from ((pk, key) for key in index.form_in(forms.get(pk, "other"), PartialDate.at(date, precision)))
    amounts = Amount.objects.filter(**only).values_list("agreement_id", "minimum", "maximum", "currency")
    for pk, minimum, maximum, currency in amounts.iterator():
        yield pk, index.money(Money(minimum, maximum, currency))


def _words(title: str) -> list[str]:
    return [index.word(stem) for stem in stems(title_without_additions(title))]


def _load(pks: Iterable[int], roots: Mapping[int, int]) -> list[Known]:
    rows = (
        Agreement.objects.linkable()
        .filter(pk__in=pks)
        .select_related("occasion")
        .prefetch_related("other_names", "sector_tags", "actions", "amounts")
        .prefetch_related(Prefetch("signatories", Signatory.objects.select_related("organisation")))
    )
    return [_known(row, roots) for row in rows]


def _known(row: Agreement, roots: Mapping[int, int]) -> Known:
    titles = [row.title_en, row.title_ko, *(name.text for name in row.other_names.all())]
    signatories = list(row.signatories.all())
    bodies: dict[str, set[int]] = defaultdict(set)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for one in signatories:
        if one.organisation.kind not in COUNTRIES and not _is_country(one.organisation.name_en):
            bodies[one.side].add(roots.get(one.organisation_id, one.organisation_id))
            names[one.side].update(dict.fromkeys(_names_of(one.organisation)))
    return Known(
        pk=row.pk,
        public_id=row.public_id,
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        form=row.form,
        status=row.status,
        level=row.level,
        sectors=frozenset(tag.sector for tag in row.sector_tags.all()),
        bodies={side: frozenset(keys) for side, keys in bodies.items()},
        body_names={side: tuple(own) for side, own in names.items()},
        party_names=tuple(dict.fromkeys(name for one in signatories for name in _names_of(one.organisation))),
        people=frozenset(one.person_id for one in signatories if one.person_id),
        steps=tuple(Step(action.kind, action.when) for action in row.actions.all() if action.when),
        amounts=tuple(amount.money for amount in row.amounts.all()),
        told=f"{row.summary_en} {row.summary_ko}",
        occasion=(row.occasion.name_en, row.occasion.name_ko) if row.occasion else (),
    )


def _names_of(body: Organisation) -> list[str]:
    return [name for name in (body.name_en, body.name_ko, body.abbreviation) if name]


def _names() -> Names:
    successors = dict(Organisation.objects.values_list("pk", "successor_id"))
    roots = {pk: _end_of_chain(pk, successors) for pk in successors}
    members: dict[int, list[int]] = defaultdict(list)
    for pk, root in roots.items():
        members[root].append(pk)
    return Names(_bodies(roots), _people(), roots, {root: tuple(pks) for root, pks in members.items()})


def _end_of_chain(pk: int, successors: Mapping[int, int | None]) -> int:
    passed = {pk}
    while (following := successors[pk]) is not None and following not in passed:
        passed.add(pk := following)
    return pk


def _bodies(roots: Mapping[int, int]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    names = OrganisationName.objects.exclude(organisation__kind__in=COUNTRIES)
    for key, pk, english in names.values_list("key", "organisation_id", "organisation__name_en"):
        if not _is_country(english):
            found[key].add(roots.get(pk, pk))
    return {key: frozenset(pks) for key, pks in found.items()}


def _people() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for key, person in PersonName.objects.values_list("key", "person_id"):
        found[key].add(person)
    return {key: frozenset(pks) for key, pks in found.items()}


def _is_country(name: str) -> bool:
    return fold(name).startswith("government of ")
