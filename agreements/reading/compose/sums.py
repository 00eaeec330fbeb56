"""How much: the sums of an instrument itself, and what its parties promise each other under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from agreements.domain.money import Money
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.find.money import MoneyHit
from agreements.reading.model import Fact, Span
from agreements.reading.page import Sentence

_MOST, _NEAR, _FURTHER = 4, 110, 3
_WITH_VALUE = frozenset({"fund", "contract", "investment", "programme", "partnership", "agreement", "arrangement"})
_SIZE_KO, _SIZED = re.compile(r"(?:\([^()]*\))?\s?(?:규모|상당)의?\s"), 24
_SPEAKS_OF_VALUE = re.compile(
    r"^(?:Under (?:the|this)"
    r"|The (?:agreement|deal|contract|order|licen[cs]e|fund|scheme|investment|value|total|project"
    r"|work|programme|size of the contract)"
    r"|(?:It|This) (?:is|provides|covers|has|carries)|Financial terms)\b"
    r"|\b(?:contract|deal|agreement|order|fund|licen[cs]e)(?: is|'s)? (?:worth|valued|value)\b"
    r"|\b(?:costs?|budget|payments?|fees?|funding) of (?:up to )?(?:£|\$|€|US\$)"
    r"|\bwill (?:pay|contribute|put (?:up|in))\b"
    r"|\bwill receive (?:an? )?(?:upfront|up-front|initial)|\b(?:set aside|earmarked|allocated) (?:£|\$|€|\d)"
    r"|씩 (?:부담|출연|투자|지원)|을 (?:부담|출연)"
    r"|^(?:계약\s?금|계약\s?규모|총\s?계약|전체\s?규모|사업\s?규모|규모는|이번 계약|총\s?규모|총\s?사업비)"
)
# 'The two countries will invest | £6.5 million in joint research': up to the sum, who promises it with what verb.
_BOTH = (
    r"(?:the|both|each)(?: of the)?(?: two| three)? ?(?:sides?|countr(?:y|ies)|governments?|nations?|part(?:y|ies)"
    r"|partners?|ministr(?:y|ies)|agenc(?:y|ies)|bodies|organi[sz]ations?|institutions?|universit(?:y|ies)"
    r"|compan(?:y|ies)|councils?)|both|each|they|(?:the uk|the united kingdom|britain) and"
    r" (?:the republic of |south )?korea|(?:the republic of |south )?korea and (?:the uk|the united kingdom|britain)"
)
_PROMISED = re.compile(
    rf"(?i:(?:under (?:the|this|its) [\w ]{{0,40}}, )?(?:{_BOTH})) "
    r"(?:(?:will|would|are to|is to|(?:have |has )?agreed to|plan to|intend to|each|jointly|together|also) ){0,4}"
    r"(?:invest|put|commit|provide|contribute|spend|allocate|pledge|set aside|earmark|make available|mobili[sz]e)"
    r"(?:s|d|ed|ted)? (?:(?:up to|over|more than|around|about|at least|some|an? \w+(?: of)?) ?){0,2}"
)
_LONGEST = 150
_TOGETHER_KO = re.compile(
    r"(?:이에\s?따라\s?|이를\s?위해\s?)?"
    r"(?:양국|양측|두\s?나라|양\s?기관|두\s?기관|양사|한국과\s?영국|영국과\s?한국|한[·-]?영\s?양국)"
)
_PROMISED_KO = re.compile(
    r"(?:을|를|씩을?)?\s?(?:공동(?:으로)?\s?)?(?:투자|출연|지원|투입|부담|출자)(?:하기로|한다|할|하며|하고|했)"
)


def amounts_of(clues: Clues, cluster: Cluster) -> tuple[Fact[Money], ...]:
    """The sums of the instrument itself: near its naming, and no trade volume; else what its parties promise."""
    lead = cluster.lead
    reach = 140 if cluster.form.form in _WITH_VALUE else 50
    start = max(lead.sentence.start, lead.title.span.start - reach)
    end = min(lead.sentence.end, lead.title.span.end + reach)
    hits = [
        hit for hit in within(clues.money, start, end) if not hit.is_volume and not _of_next_ko(clues, hit, lead.head)
    ]
    if not hits and cluster.form.form in _WITH_VALUE:
        hits = _sums_told_next(clues, cluster) or _sums_told_elsewhere(clues, cluster)
    hits = hits or _sums_promised(clues, cluster)
    return tuple(Fact(hit.money, (Span(hit.start, hit.end),), hit.rule) for hit in hits[:_MOST])


def _of_next_ko(clues: Clues, hit: MoneyHit, head: Span) -> bool:
    """'MOU를 맺고, 2천억 원 규모의 본 계약도': in Korean a sum with 규모의 belongs to the word after it."""
    if hit.start < head.end or not _SIZE_KO.match(clues.page.surface, hit.end):
        return False
    return bool(within(clues.forms, hit.end, hit.end + _SIZED))


def _sums_told_elsewhere(clues: Clues, cluster: Cluster) -> list[MoneyHit]:
    """What another naming of the same instrument says it is worth: 'a deal worth £7m'."""
    for member in cluster.members:
        near = within(clues.money, member.head.start, min(member.sentence.end, member.head.end + _NEAR))
        if hits := [hit for hit in near if not hit.is_volume]:
            return hits[:1]
    return []


def _sums_told_next(clues: Clues, cluster: Cluster) -> list[MoneyHit]:
    """'Under the agreement it will pay …', '계약금은 …이다': what the next sentence says the instrument is worth."""
    index = cluster.lead.sentence.index + 1
    for sentence in clues.page.sentences[index : index + 3]:
        hits = [hit for hit in within(clues.money, sentence.start, sentence.end) if not hit.is_volume]
        if hits and _SPEAKS_OF_VALUE.search(sentence.span.of(clues.page.surface)):
            return hits
    return []


def _sums_promised(clues: Clues, cluster: Cluster) -> list[MoneyHit]:
    """'The two sides will put £6.5 million into joint projects': said next, before any other instrument is named."""
    for sentence in _from_here_on(clues, cluster):
        for hit in within(clues.money, sentence.start, sentence.end):
            if not hit.is_volume and _is_promised(clues, sentence, hit):
                return [hit]
    return []


def _from_here_on(clues: Clues, cluster: Cluster) -> Iterator[Sentence]:
    """The sentences that tell of it, each with the few after it, up to one that names another instrument."""
    heads = {member.head for member in cluster.members}
    own = sorted({member.sentence.index for member in cluster.members if member.assertion or member is cluster.lead})
    for index, following in pairwise([*own, len(clues.page.sentences)]):
        for sentence in clues.page.sentences[index : min(index + 1 + _FURTHER, following)]:
            yield sentence
            named = within(clues.forms, sentence.start, sentence.end)
            if any(Span(form.start, form.end) not in heads for form in named):
                break


def _is_promised(clues: Clues, sentence: Sentence, hit: MoneyHit) -> bool:
    before = clues.page.surface[sentence.start : hit.start]
    if len(before) > _LONGEST:
        return False
    together = _TOGETHER_KO.match(before) and _PROMISED_KO.match(clues.page.surface, hit.end)
    return bool(together or _PROMISED.fullmatch(before))
