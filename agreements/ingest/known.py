"""What is known of an agreement, as linking needs it, and the catalogue in which linking looks for it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.names import organisation_key, person_key
from agreements.ingest.index import Index

if TYPE_CHECKING:
    from agreements.ingest.reported import Reported

NOT_OF_STATES = frozenset({"sub-national", "institution", "business", "public-private"})


@dataclass(frozen=True, slots=True)
class Step:
    """A dated action."""

    kind: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one agreement. `bodies` and `people` are keys of rows, renamed bodies under one key.

    `body_names` are those of each side but governments; `told` its summaries, `occasion` the names of its occasion.
    """

    pk: int
    public_id: str
    titles: tuple[str, ...]
    form: str
    status: str = "unclear"
    level: str = "not-established"
    sectors: frozenset[str] = frozenset()
    bodies: Mapping[str, frozenset[int]] = field(default_factory=dict)
    body_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    party_names: tuple[str, ...] = ()
    people: frozenset[int] = frozenset()
    steps: tuple[Step, ...] = ()
    amounts: tuple[Money, ...] = ()
    told: str = ""
    occasion: tuple[str, ...] = ()

    @property
    def days(self) -> frozenset[datetime.date]:
        """The days, known to the day, on which something happened to it."""
        return frozenset(step.date.earliest for step in self.steps if step.date.precision == "day")

    @property
    def is_named_by_its_bodies(self) -> bool:
        """Whether it is between firms, universities or cities, which a text on it can hardly leave out."""
        return self.level in NOT_OF_STATES and all(self.bodies.get(side) for side in ("uk", "kr"))


@dataclass(frozen=True, slots=True)
class Names:
    """What a name in a text may stand for. `roots` is each body's key: the one at the end of its successors."""

    bodies: Mapping[str, frozenset[int]]
    people: Mapping[str, frozenset[int]]
    roots: Mapping[int, int]
    members: Mapping[int, tuple[int, ...]]


@dataclass
class Catalogue:
    """Every record that a mention may be about, in every state: an index of all, and those that were asked for."""

    index: Index
    names: Names
    load: Callable[[Iterable[int]], Iterable[Known]]
    held: dict[int, Known] = field(default_factory=dict)

    MOST_HELD = 5_000

    def near(self, reports: Sequence[Reported]) -> list[tuple[Known, ...]]:
        """For each mention of a text the agreements that come into question; those not held are loaded at once."""
        places = [self.index.near(reported.keys()) for reported in reports]
        known = self._held({pk for pks in places for pk in pks})
        return [tuple(known[pk] for pk in pks if pk in known) for pks in places]

    def _held(self, pks: set[int]) -> dict[int, Known]:
        if len(self.held) > self.MOST_HELD:
            self.held.clear()
        if missing := pks - self.held.keys():
            self.held |= {known.pk: known for known in self.load(missing)}
        return {pk: self.held[pk] for pk in pks if pk in self.held}

    def bodies_named(self, names: Iterable[str]) -> frozenset[int]:
        """The bodies that bear or bore these names; a country, or a whole government, is none."""
        return frozenset().union(*(self.names.bodies.get(organisation_key(name), ()) for name in names))

    def with_predecessors(self, roots: Iterable[int]) -> frozenset[int]:
        return frozenset(pk for root in roots for pk in self.names.members.get(root, (root,)))

    def people_named(self, names: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self.names.people.get(person_key(name), ()) for name in names))
