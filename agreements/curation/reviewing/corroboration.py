"""What a press item lends to an agreement when it is taken with many others after one look: evidence, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from agreements.curation.reviewing import identities, stances
from agreements.curation.reviewing.contribution import Contribution
from agreements.curation.reviewing.placing import Placed, place
from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.models import Signatory
from agreements.reading.model import Fact


class Corroboration(Contribution):
    """What agrees gains evidence. What is new or differs is left aside, so the record says what it said before: to
    take that too, somebody looks at the candidate for itself."""

    def _title(self, language: str) -> None:
        fact: Fact[str] | None = getattr(self.proposal, f"title_{language}")
        if fact and stances.of_title(getattr(self.agreement, f"title_{language}"), fact.value) == "agrees":
            self._support(f"title_{language}", fact)

    def _described(self) -> None:
        """Its title stands already."""

    def _new_action(self, kind: str, when: PartialDate | None) -> None:
        """A step that the record does not know is left aside."""

    def _signatories(self) -> None:
        for placed in place(self.proposal):
            for row, fact in self._known(placed):
                self._support("signatory", fact, row=row)

    def _known(self, placed: Placed) -> Iterator[tuple[Signatory, Fact[Any]]]:
        """Each row that says the same already, with the fact that does."""
        rows = [row for row in self.agreement.signatories.all() if row.side == placed.side]
        if placed.party:
            name = placed.party.value
            same = next((row for row in rows if stances.of_party([row], name, placed.side) == "agrees"), None)
            if same:
                yield same, placed.party
        person = identities.find_person(placed.person.value.name, placed.side) if placed.person else None
        if placed.person and person:
            yield from ((row, placed.person) for row in rows if row.person_id == person.pk)

    def _sector(self, fact: Fact[str]) -> None:
        if tag := self.agreement.sector_tags.filter(sector=fact.value).first():
            self._support("sector", fact, row=tag)

    def _amount(self, fact: Fact[Money]) -> None:
        stance, row = stances.of_amount(self.agreement.amounts.all(), fact.value)
        if stance == "agrees":
            self._support("amount", fact, row=row)

    def _fill(self, row: Model, **columns: object) -> None:
        """What the record leaves open stays open."""

    def _dispute(self, value: str, fact: Fact[Any], reported: str, *, row: Model | None = None) -> None:
        """What differs is not put beside it."""
