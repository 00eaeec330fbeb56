"""Which people belong to an instrument: those in its sentences, then those who act or speak around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agreements.domain.names import person_key
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.compose.story import Story
from agreements.reading.find.body import Body
from agreements.reading.find.countries import OTHER
from agreements.reading.find.people import PersonHit
from agreements.reading.model import Fact, Person
from agreements.reading.rules import phrases

_VERBS = phrases("acts")
_ACTS_AFTER = re.compile(
    rf"^(?i:.{{0,50}}\b(?:{'|'.join(_VERBS['after'])})\b)|^[^.]{{0,60}}(?:{'|'.join(_VERBS['after_ko'])})"
)
_ACTS_BEFORE = re.compile(rf"(?i:\b(?:{'|'.join(_VERBS['before'])})(?: [A-Z][\w']+(?: \w+){{0,2}})?,?\s*$)")
_BACKDROP = re.compile(
    rf"^(?:'s)? ?(?:{'|'.join(_VERBS['backdrop'])})|^(?:의|이)?\s?(?:{'|'.join(_VERBS['backdrop_ko'])})"
)
_PLURAL = re.compile(
    r"(?:The (?:\w+ ){0,2}(?:ministers|leaders|chiefs|presidents|mayors|executives|men|women|pair|secretaries)|They)\b"
    r"|두 장관|양 장관|두 정상|양 정상|두 사람|두 시장|두 총장"
)
_NO_POST, _JUST_AFTER, _LONGEST = 3, 8, 70  # 'Mr' and 'Dr' are no posts
_LEADER = re.compile(r"(?i:\bprime minister\b|^president$|former|shadow|professor|analyst)|대통령|총리")


def people_of(story: Story, cluster: Cluster) -> list[PersonHit]:
    """The people of one instrument. What the item is about has also those who act or speak elsewhere in it."""
    clues = story.clues
    found = [person for area in cluster.areas for person in within(clues.people, area.start, area.end)]
    found += story.named_with(cluster)
    found += _meant_by_plural(clues, cluster)
    if story.leads(cluster):
        taken = story.claimed_by_others(cluster)
        found += _who_speak(clues, taken)
        if not taken:
            found += [person for person in clues.people if _is_official(person)]
        found += _heads(clues, cluster, taken) if story.is_alone(cluster) else []
    else:
        found += _next_to(story, cluster)
    return _unique(person for person in found if not _is_backdrop(clues, person))


def facts(people: Sequence[PersonHit]) -> tuple[Fact[Person], ...]:
    """Each person as stated, with the place of name and post."""
    return tuple(Fact(Person(p.name, p.role, p.side or OTHER), (p.span,), p.rule) for p in people)


def _meant_by_plural(clues: Clues, cluster: Cluster) -> list[PersonHit]:
    """'The two ministers signed …': those whom the sentence before names."""
    lead = cluster.lead.sentence
    if lead.index == 0 or not _PLURAL.match(lead.span.of(clues.page.surface)):
        return []
    before = clues.page.sentences[lead.index - 1]
    return [person for person in within(clues.people, before.start, before.end) if person.side != OTHER]


def _heads(clues: Clues, cluster: Cluster, taken: set[int]) -> list[PersonHit]:
    """Those who head the bodies that its sentences name, wherever the text has them: 'Acme CEO Jane Roe'."""
    keys = {body.key for area in cluster.areas for body in within(clues.bodies, area.start, area.end) if body.side}
    return [
        person
        for person in clues.people
        if len(person.role) > _NO_POST
        and keys & {body.key for body in _employers(clues, person)}
        and (sentence := clues.page.sentence_at(person.start))
        and sentence.index not in taken
    ]


def _employers(clues: Clues, person: PersonHit) -> list[Body]:
    """The bodies in a post, or right before it."""
    inside = list(within(clues.bodies, person.start, person.end + _JUST_AFTER))
    before = [
        b for b in within(clues.bodies, person.start - _LONGEST, person.start) if person.start - b.end in {0, 1, 3}
    ]
    return inside + before


def _who_speak(clues: Clues, taken: set[int]) -> list[PersonHit]:
    """Those of our two sides in sentences in which somebody acts, but for sentences about something else."""
    stand = [(person, clues.page.sentence_at(person.start)) for person in clues.people]
    free = [(person, sentence.index) for person, sentence in stand if sentence and sentence.index not in taken]
    told: set[int] = set()
    for person, index in free:
        if index not in told and _acts(clues, person):
            told.add(index)
    return [person for person, index in free if index in told and person.side != OTHER]


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


def _next_to(story: Story, cluster: Cluster) -> list[PersonHit]:
    """Those who act in the sentence after, or speak in the one before of the same paragraph, of nothing else."""
    clues, lead = story.clues, cluster.lead.sentence
    found: list[PersonHit] = []
    for sentence in clues.page.sentences[max(0, lead.index - 1) : lead.index + 2]:
        beside = sentence.index > lead.index or sentence.paragraph == lead.paragraph
        if sentence.index != lead.index and beside and not story.is_about_others(cluster, sentence.index):
            found += [p for p in within(clues.people, sentence.start, sentence.end) if _acts(clues, p)]
    return [person for person in found if person.side != OTHER]


def _unique(people: Iterable[PersonHit]) -> list[PersonHit]:
    kept: dict[str, PersonHit] = {}
    for person in people:
        key = person_key(person.name)
        if key not in kept or len(person.role) > len(kept[key].role):
            kept[key] = person
    return list(kept.values())
