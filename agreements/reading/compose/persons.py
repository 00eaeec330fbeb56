"""Which people belong to an instrument: those in its sentences, then those who act or speak around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agreements.domain.names import person_key
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.merge import Cluster
from agreements.reading.compose.parties import areas_of
from agreements.reading.find.countries import OTHER
from agreements.reading.find.names import is_korean
from agreements.reading.find.people import PersonHit
from agreements.reading.model import Fact, Person, Span

_ACTS_AFTER = re.compile(
    r"(?i:^.{0,50}\b(?:said|says|signed|sign|met|noted|added|described|called|welcomed|hailed|stressed|recalled|agreed|announced|told|explained|looked forward"
    r"|counts|held|saw|accompanied|compared|inspected|joined|urged|vowed|pledged|hopes?|hoped|thinks?|believes?|commented|confirmed|insisted|commended|praised|put (?:his|her|their)|spoke|reaffirmed|expressed|received|attended|launched|promised|considers?|thanked|visited|led|pointed|emphasi[sz]ed)\b)"
    r"|^[^.]{0,60}(?:말했|밝혔|강조|서명|체결|참석|만나|만난|평가|했다고|회담|면담|전했|기대|했다)"
)
_ACTS_BEFORE = re.compile(
    r"(?i:(?:\bby(?: its| the)?|\bbetween|\bwith|\bsaid|\btold|\badded|\baccording to|\bto|\bquoted|\bfor|\bbetween \w.{0,40} and)(?: [A-Z][\w']+(?: \w+){0,2})?,?\s*$)"
)
_LEADER = re.compile(r"(?i:\bprime minister\b|^president$|former|shadow|professor|analyst)|대통령|총리")
_NAME_WORD = re.compile(r"[A-Z][A-Za-z'-]+")
_BACKDROP = re.compile(
    r"^(?:'s)?(?: first| recent| upcoming)? (?:state visit|visit|administration|government|trip|came)|^(?:의|이)?\s?(?:국빈\s?)?(?:방문|방영|순방)"
)


def people_of(clues: Clues, cluster: Cluster, clusters: Sequence[Cluster], leads: bool) -> list[PersonHit]:
    """The people of one instrument. What the item is about has also those who act or speak elsewhere in it."""
    areas = areas_of(cluster)
    found = [person for area in areas for person in within(clues.people, area.start, area.end)]
    found += _by_surname(clues, areas)
    if leads:
        taken = _claimed(clues, cluster, clusters, areas)
        found += [person for person in clues.people if _speaks(clues, person, taken)]
        if not taken:
            found += [person for person in clues.people if _is_official(person)]
    else:
        found += _next_to(clues, cluster, clusters)
    return _unique(person for person in found if not _is_backdrop(clues, person))


def facts(people: Sequence[PersonHit]) -> tuple[Fact[Person], ...]:
    """Each person as stated, with the place of name and post."""
    return tuple(Fact(Person(p.name, p.role, p.side or OTHER), (p.span,), p.rule) for p in people)


def _speaks(clues: Clues, person: PersonHit, taken: set[int]) -> bool:
    sentence = clues.page.sentence_at(person.start)
    if sentence is None or sentence.index in taken or person.side == OTHER:
        return False
    return any(_acts(clues, other) for other in within(clues.people, sentence.start, sentence.end))


def _is_official(person: PersonHit) -> bool:
    """Somebody with a post in a text about one instrument; heads of government are often only backdrop."""
    return person.side != OTHER and len(person.role) > 3 and not _LEADER.search(person.role)


def _acts(clues: Clues, person: PersonHit) -> bool:
    surface = clues.page.surface
    before = surface[max(0, person.start - 50) : person.start]
    return bool(_ACTS_AFTER.search(surface[person.end : person.end + 80]) or _ACTS_BEFORE.search(before))


def _is_backdrop(clues: Clues, person: PersonHit) -> bool:
    """Whether only a visit or a government of theirs is spoken of: 'during President Yoon's state visit'."""
    return bool(_BACKDROP.search(clues.page.surface[person.end : person.end + 24]))


def _claimed(clues: Clues, cluster: Cluster, clusters: Sequence[Cluster], areas: list[Span]) -> set[int]:
    """Sentences that tell of other instruments, or of people who are spoken of with those and not with this one."""
    others = [other for other in clusters if other is not cluster]
    taken = {member.sentence.index for other in others for member in other.members}
    own = {person_key(p.name) for p in _by_surname(clues, areas)}
    theirs = {person_key(p.name) for other in others for p in _by_surname(clues, areas_of(other))} - own
    for person in clues.people:
        sentence = clues.page.sentence_at(person.start)
        if sentence and person_key(person.name) in theirs:
            taken.add(sentence.index)
    return taken


def _by_surname(clues: Clues, areas: list[Span]) -> list[PersonHit]:
    """People whom a sentence names by surname only, after they were introduced elsewhere."""
    words = {word for area in areas for word in _NAME_WORD.findall(area.of(clues.page.surface))}
    return [p for p in clues.people if p.name.isascii() and " " in p.name and _surnames(p.name) & words]


def _surnames(name: str) -> set[str]:
    first, last = name.split()[0], name.split()[-1]
    return {first} if is_korean(name) and "-" not in first else {last}


def _next_to(clues: Clues, cluster: Cluster, clusters: Sequence[Cluster]) -> list[PersonHit]:
    """Those who act in the sentence after, or speak in the one before of the same paragraph, of nothing else."""
    lead = cluster.lead.sentence
    others = {m.sentence.index for other in clusters if other is not cluster for m in other.members}
    found: list[PersonHit] = []
    for sentence in clues.page.sentences[max(0, lead.index - 1) : lead.index + 2]:
        follows = sentence.index > lead.index
        same_paragraph = sentence.paragraph == lead.paragraph
        if sentence.index != lead.index and sentence.index not in others and (follows or same_paragraph):
            found += [p for p in within(clues.people, sentence.start, sentence.end) if _acts(clues, p)]
    return [person for person in found if person.side != OTHER]


def _unique(people: Iterable[PersonHit]) -> list[PersonHit]:
    kept: dict[str, PersonHit] = {}
    for person in people:
        key = person_key(person.name)
        if key not in kept or len(person.role) > len(kept[key].role):
            kept[key] = person
    return list(kept.values())
