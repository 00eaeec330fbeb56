"""What a row of a list shows of each agreement, as stored: one query for all of them, one object of JSON for each."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from agreements.domain.activity import Trace
from agreements.domain.dates import PartialDate
from agreements.domain.statuses import DatedAction
from agreements.models import (
    Action,
    Agreement,
    Evidence,
    Organisation,
    Person,
    PressItem,
    PressItemRevision,
    Reference,
    Relation,
    SectorTag,
    Signatory,
)


@dataclass(frozen=True, slots=True)
class Step:
    """An action, as far as a list tells of it."""

    pk: int
    kind: str
    nature: str
    date: datetime.date | None
    date_precision: str
    recorded_on: datetime.date

    @property
    def when(self) -> PartialDate | None:
        return PartialDate.at(self.date, self.date_precision) if self.date else None

    @property
    def dated(self) -> DatedAction:
        return DatedAction(self.kind, self.when, self.nature, self.recorded_on)


@dataclass(frozen=True, slots=True)
class Body:
    """A signatory: the name it bore then, where that is recorded, and its name; and who put their name to it for it,
    empty where nobody is known to have."""

    side: str
    key: int
    name_then: str
    name_en: str
    name_ko: str
    signer_en: str
    signer_ko: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source that stands behind an agreement: who published it, its own day, where it has one, the day it was
    accepted, and the steps that it was accepted for."""

    publisher: str
    day: datetime.date | None
    precision: str
    accepted: datetime.date
    steps: tuple[int, ...]

    @property
    def trace(self) -> Trace | None:
        return Trace(PartialDate.at(self.day, self.precision), self.accepted) if self.day else None

    @property
    def known_by(self) -> datetime.date:
        return self.trace.known_by if self.trace else self.accepted


@dataclass(frozen=True, slots=True)
class Row:
    sectors: tuple[str, ...]
    """The primary one first."""
    bodies: tuple[Body, ...]
    steps: tuple[Step, ...]
    """Earliest first, undated ones last."""
    sources: tuple[tuple[Source, ...], ...]
    """Each different source, on every day on which it was accepted for something."""
    key: int
    public_id: str
    slug: str
    title_en: str
    title_ko: str
    form: str
    status: str
    status_date: str | None
    status_precision: str
    legal_nature: str

    @property
    def status_since(self) -> PartialDate | None:
        day = _day(self.status_date)
        return PartialDate.at(day, self.status_precision) if day else None


def rows(keys: Sequence[int]) -> Iterator[Row]:
    """Those of `keys` that are published, in no order: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [list(keys)])
        for (stored,) in cursor.fetchall():
            sectors, bodies, steps, sources, *own = json.loads(stored)
            signed = tuple(Body(*each) for each in bodies or ())
            yield Row(tuple(sectors or ()), signed, tuple(map(_step, steps or ())), _sources(sources or ()), *own)


def _step(stored: list[Any]) -> Step:
    key, kind, nature, date, precision, recorded = stored
    return Step(key, kind, nature, _day(date), precision, datetime.date.fromisoformat(recorded))


def _sources(stored: Iterable[list[Any]]) -> tuple[tuple[Source, ...], ...]:
    found: dict[tuple[str, int], list[Source]] = defaultdict(list)
    for reference, named, day, precision, item, item_named, item_day, item_precision, accepted, dates in stored:
        on, of = datetime.date.fromisoformat(accepted), tuple(dates or ())
        if reference:
            found["reference", reference].append(Source(named, _day(day), precision, on, of))
        if item:
            found["item", item].append(Source(item_named, _day(item_day), item_precision, on, of))
    return tuple(map(tuple, found.values()))


def _day(stored: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(stored) if stored else None


_TABLES = {
    model.__name__: model._meta.db_table
    for model in (
        Action,
        Agreement,
        Evidence,
        Organisation,
        Person,
        PressItem,
        PressItemRevision,
        Reference,
        Relation,
        SectorTag,
        Signatory,
    )
}
_QUERY = """
SELECT json_build_array(
    (SELECT json_agg(t.sector ORDER BY t.is_primary DESC, t.id) FROM {SectorTag} t WHERE t.agreement_id = a.id),
    (SELECT json_agg(json_build_array(s.side, o.id, s.name_then, o.name_en, o.name_ko,
                                      coalesce(p.name_en, ''), coalesce(p.name_ko, '')) ORDER BY s.id)
       FROM {Signatory} s JOIN {Organisation} o ON o.id = s.organisation_id
       LEFT JOIN {Person} p ON p.id = s.person_id AND s.capacity IN ('signed', 'initialled')
      WHERE s.agreement_id = a.id),
    (SELECT json_agg(json_build_array(c.id, c.kind, c.nature, c.date, c.date_precision, c.recorded_on)
                     ORDER BY c.date NULLS LAST, c.id)
       FROM {Action} c WHERE c.agreement_id = a.id),
    (SELECT json_agg(json_build_array(r.id, r.publisher, r.date, r.date_precision, i.id, i.publisher, i.date,
                                      i.date_precision, e.accepted_on, e.steps) ORDER BY e.strength, e.first)
       FROM (SELECT d.reference_id, d.revision_id, d.accepted_on, min(d.strength) AS strength, min(d.id) AS first,
                    array_agg(d.action_id) FILTER (WHERE d.action_id IS NOT NULL AND d.supports) AS steps
               FROM {Evidence} d
              WHERE d.agreement_id = a.id AND d.strength <> 'judgement'
                AND (d.relation_id IS NULL OR (SELECT t.record_state FROM {Relation} k
                     JOIN {Agreement} t ON t.id = k.to_id WHERE k.id = d.relation_id) = 'published')
              GROUP BY d.reference_id, d.revision_id, d.accepted_on) e
       LEFT JOIN {Reference} r ON r.id = e.reference_id
       LEFT JOIN {PressItemRevision} v ON v.id = e.revision_id LEFT JOIN {PressItem} i ON i.id = v.item_id),
    a.id, a.public_id, a.slug, a.title_en, a.title_ko, a.form, a.status, a.status_date,
    a.status_date_precision, a.legal_nature
)::text
  FROM {Agreement} a WHERE a.id = ANY(%s) AND a.record_state = 'published'
""".format(**_TABLES)  # noqa: S608  # our own table names
