"""Bodies that a sentence means without naming them: 'it', 'the two companies', 'the agreement, between …'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agreements.reading.compose.acting import is_venue, of_side, only_owns, unique
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.find.body import Body
from agreements.reading.find.countries import KR, NAME, OTHER, UK
from agreements.reading.model import Span

_BACK = 2
_TOGETHER = re.compile(
    r"(?i:\b(?:the (?:two|three|four|five|six)|both|the pair|they|the (?:companies|firms|partners|universities"
    r"|institutions|parties|air chiefs|bodies|agencies)|at a ceremony)\b)"
)
_STATES = re.compile(r"(?i:\b(?:countries|nations|governments|leaders|prime minister|president|states|ministers)\b)")
_PAPER = r"agreement|deal|memorandum(?: of understanding)?|M[oO][UC]|partnership|contract|pact|accord"
_BETWEEN = re.compile(
    rf"(?:The|This|That) (?:[a-z]+ ){{0,3}}(?:{_PAPER}),? (?:(?:which|that) )?(?:(?:is|was|has been) )?"
    r"(?:signed |made |reached |concluded |agreed )?(?:[^.;]{0,40}?)(?:between|by) "
)


def told_next(clues: Clues, cluster: Cluster, side: str) -> list[Body]:
    """'The agreement, between Acme and Beme, …': whom the next sentences name as parties."""
    index = cluster.lead.sentence.index + 1
    for sentence in clues.page.sentences[index : index + 2]:
        if cluster.bilateral and _BETWEEN.match(sentence.span.of(clues.page.surface)):
            return unique(of_side(clues, [sentence.span], side))
    return []


def spoken_of_before(clues: Clues, cluster: Cluster, areas: Sequence[Span], side: str) -> list[Body]:
    """Where a body deals with 'it' or 'the company': the nearest body of that side before, or the one told of most."""
    if side == OTHER or not cluster.bilateral:
        return []
    named = _countries_named(clues, areas)
    other_side = of_side(clues, areas, KR if side == UK else UK)
    together = not other_side and not named and _act_together(clues, cluster)
    if side in named or (not other_side and not together and (named or of_side(clues, areas, side))):
        return []
    index = cluster.lead.sentence.index
    for earlier in reversed(clues.page.sentences[max(0, index - _BACK) : index]):
        if bodies := of_side(clues, [earlier.span], side):
            return bodies[-1:]
    return _told_of_most(clues, side) if other_side or together else []


def _countries_named(clues: Clues, areas: Sequence[Span]) -> set[str]:
    """The sides whose countries these sentences name, other than in a body's name."""
    hits = [hit for area in areas for hit in within(clues.countries, area.start, area.end) if hit.country.kind == NAME]
    bodies = [body for area in areas for body in within(clues.bodies, area.start, area.end)]
    return {hit.country.side for hit in hits if not any(body.start <= hit.start < body.end for body in bodies)}


def _act_together(clues: Clues, cluster: Cluster) -> bool:
    """Whether the sentence has two bodies of before as its subject, and not two states."""
    words = cluster.lead.sentence.span.of(clues.page.surface)
    return bool(_TOGETHER.search(words)) and not _STATES.search(words)


def _told_of_most(clues: Clues, side: str) -> list[Body]:
    """The one body of a side, or the one that the text names twice as often as any other."""
    here = [b for b in clues.bodies if b.side == side and clues.page.sentence_at(b.start) and not is_venue(clues, b)]
    counts = Counter(body.key for body in here).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return []
    return [body for body in here if body.key == counts[0][0]][:1]


def left_over(clues: Clues, cluster: Cluster, side: str) -> list[Body]:
    """The one body of no stated side in a sentence that names a body of the other side, and no country of this one."""
    index = cluster.lead.sentence.index
    for sentence in reversed(clues.page.sentences[max(0, index - 1) : index + 1]):
        if sentence.index != index and not _act_together(clues, cluster):
            continue
        bodies = within(clues.bodies, sentence.start, sentence.end)
        unnamed = [body for body in bodies if not body.side and not is_venue(clues, body)]
        unsided = unique(body for body in unnamed if not only_owns(clues, body))
        others = [body for body in bodies if body.side == (KR if side == UK else UK)]
        cores = [member.title.core for member in cluster.members]
        inside = [b for b in unsided if any(core.start <= b.start < core.end for core in cores)]
        if len(unsided) == 1 and others and not inside:
            return unsided
    return []
