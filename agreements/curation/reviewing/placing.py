"""Which person acted for which body, from what a text says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from agreements.curation.reviewing.proposal import EVERY_SIDE, Proposal
from agreements.domain.text import fold
from agreements.reading.model import Fact, Person

NAMED_IN_POST = 80
"""How much of a body's name must stand in a person's post for the post to be one of that body."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One row of who entered into it: a body, or nobody but the side itself, and perhaps a person."""

    side: str
    party: Fact[str] | None
    person: Fact[Person] | None


def place(proposal: Proposal) -> Iterator[Placed]:
    """Each body of each side with the people who acted for it. People of no named body act for their side."""
    for side in EVERY_SIDE:
        parties = proposal.parties.get(side, ())
        people = [person for person in proposal.people if person.value.side == side]
        homes = [_home(person.value, parties) for person in people]
        for party in parties:
            own = [Placed(side, party, who) for who, home in zip(people, homes, strict=True) if home is party]
            yield from own or [Placed(side, party, None)]
        if side != "other":
            homeless = [person for person, home in zip(people, homes, strict=True) if home is None]
            yield from (Placed(side, None, person) for person in homeless)


def _home(person: Person, parties: tuple[Fact[str], ...]) -> Fact[str] | None:
    if len(parties) == 1:
        return parties[0]
    scores = [(fuzz.partial_token_sort_ratio(fold(party.value), fold(person.role)), party) for party in parties]
    best = max(scores, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= NAMED_IN_POST else None
