"""Which people belong to an instrument: those in its sentences, then those who speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import re2

from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.merge import Cluster
from agreements.reading.compose.parties import areas_of
from agreements.reading.find.countries import OTHER
from agreements.reading.find.people import PersonHit
from agreements.reading.model import Fact, Person

_ACTS = re2.compile(
    r"(?i:\b(?:said|says|signed|sign|met|meet|noted|added|described|called|welcomed|hailed|stressed|recalled|agreed|announced|told|quoted|explained"
    r"|looked forward|signatures?|counts|held|saw|commended|praised|put (?:his|her|their)|according to|spoke|reaffirmed|expressed|received|opened|attended)\b)"
    r"|말했|밝혔|강조|서명|체결|참석|만나|평가|했다고|회담|면담|전했|기대"
)


def people_of(clues: Clues, cluster: Cluster, is_only: bool) -> list[PersonHit]:
    """The people of one instrument; in a text with a single instrument, all who act or speak."""
    found = [person for area in areas_of(cluster) for person in within(clues.people, area.start, area.end)]
    if is_only:
        found += [person for person in clues.people if person.side != OTHER and _acts(clues, person)]
    else:
        found += _next_to(clues, cluster)
    return _unique(found)


def facts(people: Sequence[PersonHit]) -> tuple[Fact[Person], ...]:
    """Each person once, with every span that names them in the right place."""
    return tuple(Fact(Person(p.name, p.role, p.side or OTHER), (p.span,), p.rule) for p in people)


def _acts(clues: Clues, person: PersonHit) -> bool:
    sentence = clues.page.sentence_at(person.start)
    return sentence is not None and bool(_ACTS.search(sentence.span.of(clues.page.surface)))


def _next_to(clues: Clues, cluster: Cluster) -> list[PersonHit]:
    """Those in the sentence after, if it names nobody's other instrument."""
    index = cluster.lead.sentence.index + 1
    if index >= len(clues.page.sentences):
        return []
    after = clues.page.sentences[index]
    if within(clues.forms, after.start, after.end):
        return []
    return [p for p in within(clues.people, after.start, after.end) if _acts(clues, p) and p.side != OTHER]


def _unique(people: Iterable[PersonHit]) -> list[PersonHit]:
    kept: dict[str, PersonHit] = {}
    for person in people:
        if person.name not in kept or len(person.role) > len(kept[person.name].role):
            kept[person.name] = person
    return list(kept.values())
