"""When and in which field: the facts that stand beside an instrument."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from agreements.domain.dates import PartialDate
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.find.dates import DateHit
from agreements.reading.find.sectors import SectorHit
from agreements.reading.model import Fact, Span

_DATED = frozenset({"signed", "agreed", "in-force", "in-effect", "amended", "provisional"})
_RUNNING, _BY = frozenset({"in-force", "in-effect", "provisional"}), 30
_NEAR, _MOST_SECTORS = 110, 5
_WIDE = frozenset({"accord", "statement", "contract", "investment", "agreement", "other"})
_NARROW = frozenset({"fta"})
_MONEY_ONLY = frozenset({"investment", "finance"})
_BESIDE = 16
_OPENS, _VAGUER = 4, 45
# 'the defence arm of Acme': what its owner's part does, not what the instrument is about.
_PART_OF = re.compile(r"[\w &,-]{0,24}\b(?:arm|unit|division|subsidiary|affiliate) of\b")
_CEREMONY = re.compile(r"서명식|체결식|협약식|조인식|이\s?같(?:이|은)|\bceremony\b")
_UNIVERSITY = re.compile(r"대학$|대학교$|[가-힣]대$|\bUniversity\b|\bCollege\b")
_SAME_PEOPLE = re.compile(
    r"^(?:They|The two|The pair|Both|The \w+ chiefs"
    r"|The (?:ministers|leaders|mayors)|There,? they|At the (?:meeting|talks|ceremony))\b"
    r"|^(?:양측|양국|양사|양 기관|두 기관|두 회사|두 대학|두 도시|이 자리에서|두 장관)"
)
_SPEAKS_ON = re.compile(
    r"^(?:It|This|These|They|Under|Both|Cooperation|Topics|Areas|Among|In the Prime"
    r"|The (?:agreement|deal|accord|pact|memorandum|MO[UC]|MoU|partnership|document|text|fund|arrangement|framework)"
    r"s?)\b"
    r"|^(?:이번|협약|협정|이에 따라|양측|양국|양 기관|두 기관|양사|두 회사|두 대학|두 도시|양 도시"
    r"|협약에|합의에|이를 통해)"
)
# Korean text comes back to it: '양국은 이번 협약을 바탕으로 …'.
_SPEAKS_ON_KO, _FURTHER = re.compile(r"^.{0,24}(?:이번|해당|동)\s(?:협약|협정|MOU|양해각서|합의|약정|계약)"), 3
_BY_FORM = {"fta": "trade", "investment": "investment", "sister-city": "local-government"}


def date_of(clues: Clues, cluster: Cluster) -> Fact[PartialDate] | None:
    """The date that the clause ties to the act; never that of the report, never for what is still to come."""
    said = cluster.assertion
    if said is None or said.status not in _DATED:
        return None
    if said.status in _RUNNING and (signed := _of_signature(clues, cluster)):
        return signed
    for member in sorted(cluster.members, key=lambda m: m is not cluster.lead):
        if member.assertion and member.assertion.status == said.status:
            hit = _nearest(clues, member.sentence.span, member.assertion.span)
            if hit and hit.date and (member is cluster.lead or hit.date.month):
                return Fact(hit.date, (Span(hit.start, hit.end),), hit.rule)
    return _of_occasion(clues, cluster)


def _of_signature(clues: Clues, cluster: Cluster) -> Fact[PartialDate] | None:
    """'Signed in August 2019 and in force since 2021': what runs was signed before."""
    for area in cluster.areas:
        for said in within(clues.assertions, area.start, area.end):
            if said.rule.get("status") == "signed" and said.rule.get("strength") == "3":
                hits = [h for h in within(clues.dates, said.start - _BY, said.end + _BY) if h.date and not h.of_report]
                hit = min(hits, key=lambda h: _gap(h, Span(said.start, said.end)), default=None)
                if hit and hit.date:
                    return Fact(hit.date, (Span(hit.start, hit.end),), hit.rule)
    for member in cluster.members:
        if member.assertion and member.assertion.status in {"signed", "agreed"} and member.assertion.strength > 1:
            hit = _nearest(clues, member.sentence.span, member.assertion.span)
            if hit and hit.date and _gap(hit, member.assertion.span) <= _BY:
                return Fact(hit.date, (Span(hit.start, hit.end),), hit.rule)
    return None


def _of_occasion(clues: Clues, cluster: Cluster) -> Fact[PartialDate] | None:
    """'They met in Seoul on Monday. The two signed …': the day of the meeting just told of."""
    index, words = cluster.lead.sentence.index, cluster.lead.sentence.span.of(clues.page.surface)
    if told := _of_ceremony(clues, cluster, index + 1):
        return told
    if index == 0 or not _SAME_PEOPLE.search(words):
        return None
    before = clues.page.sentences[index - 1]
    days = [h for h in within(clues.dates, before.start, before.end) if h.date and h.date.day and not h.of_report]
    return Fact(days[0].date, (Span(days[0].start, days[0].end),), days[0].rule) if days and days[0].date else None


def _of_ceremony(clues: Clues, cluster: Cluster, index: int) -> Fact[PartialDate] | None:
    """'X signed an MOU with Y. The two held the ceremony in Busan on the 28th': the day told next."""
    for sentence in clues.page.sentences[index : index + 1]:
        words = sentence.span.of(clues.page.surface)
        if _CEREMONY.search(words) and (hit := _nearest(clues, sentence.span, Span(sentence.start, sentence.end))):
            return Fact(hit.date, (Span(hit.start, hit.end),), hit.rule) if hit.date and hit.date.day else None
    return None


def _nearest(clues: Clues, area: Span, anchor: Span) -> DateHit | None:
    near = [
        hit
        for hit in within(clues.dates, area.start, area.end)
        if not hit.of_report and _reaches(clues, hit, area, anchor) and not _is_to_come(clues, hit)
    ]
    return min(near, key=lambda hit: _gap(hit, anchor) + _VAGUER * (not (hit.date and hit.date.day)), default=None)


def _reaches(clues: Clues, hit: DateHit, area: Span, anchor: Span) -> bool:
    """Whether a date is near the act, or opens the sentence: 'On 22 November 2023, the ministries of …'.

    Those who acted do not count for distance: 'signed by A, Minister of B, and C, Minister of D, on 22 November'.
    """
    if hit.start - area.start <= _OPENS or _gap(hit, anchor) <= _NEAR:
        return True
    actors = [person.span for person in within(clues.people, anchor.end, hit.start)]
    return _gap(hit, anchor) - sum(span.end - span.start for span in actors) <= _NEAR


def _is_to_come(clues: Clues, hit: DateHit) -> bool:
    """Whether the date lies after the report: nothing was signed then."""
    published = clues.page.document.published
    return bool(published and hit.date and hit.date.earliest > published.latest)


def _gap(hit: DateHit, anchor: Span) -> int:
    return max(hit.start - anchor.end, anchor.start - hit.end, 0)


def sectors_of(clues: Clues, cluster: Cluster, leads: bool) -> tuple[Fact[str], ...]:
    """The fields of an instrument: by its title, else by its clause, its sentence and what the text says next."""
    titles = [hit for member in cluster.members for hit in _hits(clues, member.title.span)]
    found = _ranked(clues, titles)
    if not found or cluster.form.form in _WIDE:
        found = _ranked(clues, [*titles, *(hit for area in cluster.areas for hit in _hits(clues, area))])
    if not found or cluster.form.form not in _NARROW:
        found = _together(found, _ranked(clues, _following(clues, cluster)))
    if not found:
        found = _ranked(clues, within(clues.sectors, cluster.lead.sentence.start, cluster.lead.sentence.end))
    if cluster.form.form == "fund":
        found = [hit for hit in found if hit.code != "investment"]
    if not found and (taught := _of_universities(clues, cluster)):
        return (taught,)
    if leads and {hit.code for hit in found} <= _MONEY_ONLY:
        found = _together(found, _ranked(clues, _around(clues, cluster)))
    facts = [Fact(hit.code, (Span(hit.start, hit.end),), "sector-word") for hit in found[:_MOST_SECTORS]]
    by_form = _BY_FORM.get(cluster.form.form)
    if by_form and by_form not in {fact.value for fact in facts}:
        facts.insert(0, Fact(by_form, (cluster.form.head,), "sector-of-form"))
    return tuple(facts) or (Fact("other", (cluster.lead.head,), "no-sector-named"),)


def _of_universities(clues: Clues, cluster: Cluster) -> Fact[str] | None:
    """What universities agree on, if nothing else is said of it, is education."""
    for area in cluster.areas:
        for body in within(clues.bodies, area.start, area.end):
            if _UNIVERSITY.search(body.name):
                return Fact("education-skills", (Span(body.start, body.end),), "sector-of-party")
    return None


def _hits(clues: Clues, area: Span) -> list[SectorHit]:
    hits = within(clues.sectors, area.start, area.end)
    return [hit for hit in hits if not _inside_name(clues, hit) and not _PART_OF.match(clues.page.surface, hit.end)]


def _inside_name(clues: Clues, hit: SectorHit) -> bool:
    """Whether the word is part of a body's or a person's name or post, and says nothing of the instrument."""
    return any(body.start <= hit.start < body.end for body in within(clues.bodies, hit.start - 70, hit.end)) or any(
        person.start <= hit.start < person.end for person in within(clues.people, hit.start - 90, hit.end)
    )


def _following(clues: Clues, cluster: Cluster) -> list[SectorHit]:
    """What the next sentence says of the instrument, if it speaks of it: 'It provides for …'."""
    index = max(member.sentence.index for member in cluster.members if member.assertion is cluster.assertion) + 1
    for sentence in clues.page.sentences[index : index + 2]:
        if _SPEAKS_ON.search(sentence.span.of(clues.page.surface)):
            return _hits(clues, sentence.span)
    for sentence in clues.page.sentences[index : index + _FURTHER]:
        if _SPEAKS_ON_KO.search(sentence.span.of(clues.page.surface)):
            return _hits(clues, sentence.span)
    return []


def _around(clues: Clues, cluster: Cluster) -> list[SectorHit]:
    """The sentences before and after, where the instrument's own says nothing of a field."""
    index = cluster.lead.sentence.index
    nearby = (*clues.page.sentences[index + 1 : index + 2], *clues.page.sentences[max(0, index - 1) : index])
    return next((hits for sentence in nearby if (hits := _hits(clues, sentence.span))), [])


def _ranked(clues: Clues, hits: Sequence[SectorHit]) -> list[SectorHit]:
    """One hit a sector, most spoken of first; a general word beside an exact one says nothing of its own."""
    kept = [hit for hit in hits if not (hit.yields and any(_beside(clues, hit, other) for other in hits))]
    weights = Counter(hit.code for hit in kept)
    first: dict[str, SectorHit] = {}
    for hit in kept:
        first.setdefault(hit.code, hit)
    return sorted(first.values(), key=lambda hit: -weights[hit.code])


def _beside(clues: Clues, hit: SectorHit, other: SectorHit) -> bool:
    if other.yields or other.code == hit.code:
        return False
    between = clues.page.surface[min(hit.end, other.end) : max(hit.start, other.start)]
    return len(between) <= _BESIDE and "," not in between and " and " not in between and "·" not in between


def _together(first: list[SectorHit], more: list[SectorHit]) -> list[SectorHit]:
    known = {hit.code for hit in first}
    return first + [hit for hit in more if hit.code not in known]
