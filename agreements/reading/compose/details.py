"""When, how much and in which field: the facts that stand beside an instrument."""

from __future__ import annotations

from collections import Counter

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.merge import Cluster
from agreements.reading.compose.parties import areas_of
from agreements.reading.find.dates import DateHit
from agreements.reading.find.sectors import SectorHit
from agreements.reading.model import Fact, Span

_DATED = frozenset({"signed", "agreed", "in-force", "in-effect", "amended", "provisional"})
_NEAR, _MOST_SECTORS, _MOST_SUMS = 110, 5, 4
_WITH_VALUE = frozenset({"fund", "contract", "investment", "programme"})
_BY_FORM = {"fta": "trade", "investment": "investment", "sister-city": "local-government"}


def date_of(clues: Clues, cluster: Cluster) -> Fact[PartialDate] | None:
    """The date that the clause ties to the act; never that of the report, never for what is still to come."""
    said = cluster.assertion
    if said is None or said.status not in _DATED:
        return None
    for member in sorted(cluster.members, key=lambda m: m is not cluster.lead):
        if member.assertion and member.assertion.status == said.status:
            hit = _nearest(clues, member.sentence.span, member.assertion.span)
            if hit and hit.date:
                return Fact(hit.date, (Span(hit.start, hit.end),), hit.rule)
    return None


def _nearest(clues: Clues, area: Span, anchor: Span) -> DateHit | None:
    near = [hit for hit in within(clues.dates, area.start, area.end) if not hit.of_report and _gap(hit, anchor) <= _NEAR]
    exact = [hit for hit in near if hit.date and hit.date.day]
    return min(exact or near, key=lambda hit: _gap(hit, anchor), default=None)


def _gap(hit: DateHit, anchor: Span) -> int:
    return max(hit.start - anchor.end, anchor.start - hit.end, 0)


def amounts_of(clues: Clues, cluster: Cluster) -> tuple[Fact[Money], ...]:
    """The sums of the instrument itself: near its naming, and no trade volume."""
    lead = cluster.lead
    reach = 140 if cluster.form.form in _WITH_VALUE else 50
    start = max(lead.sentence.start, lead.title.span.start - reach)
    end = min(lead.sentence.end, lead.title.span.end + reach)
    hits = [hit for hit in within(clues.money, start, end) if not hit.is_volume]
    return tuple(Fact(hit.money, (Span(hit.start, hit.end),), hit.rule) for hit in hits[:_MOST_SUMS])


def sectors_of(clues: Clues, cluster: Cluster, is_only: bool) -> tuple[Fact[str], ...]:
    """The fields of an instrument: by its title, else by its clause, its sentences, and the text around."""
    titles = [hit for m in cluster.members for hit in _hits(clues, m.title.span)]
    sentence = [hit for area in areas_of(cluster) for hit in _hits(clues, area)]
    found = _exact(titles) or _exact(sentence)
    if is_only or not found:
        found = _exact([*titles, *sentence, *_following(clues, cluster)]) or found
    facts = [Fact(hit.code, (Span(hit.start, hit.end),), "sector-word") for hit in found[:_MOST_SECTORS]]
    by_form = _BY_FORM.get(cluster.form.form)
    if by_form and by_form not in {fact.value for fact in facts}:
        facts.insert(0, Fact(by_form, (cluster.form.head,), "sector-of-form"))
    return tuple(facts) or (Fact("other", (cluster.lead.head,), "no-sector-named"),)


def _hits(clues: Clues, area: Span) -> list[SectorHit]:
    hits = within(clues.sectors, area.start, area.end)
    return [hit for hit in hits if not _inside_body(clues, hit)]


def _inside_body(clues: Clues, hit: SectorHit) -> bool:
    return any(body.start <= hit.start < body.end for body in within(clues.bodies, hit.start - 70, hit.end)) or any(
        person.start <= hit.start < person.end for person in within(clues.people, hit.start - 90, hit.end)
    )


def _following(clues: Clues, cluster: Cluster) -> list[SectorHit]:
    index = cluster.lead.sentence.index
    after = clues.page.sentences[index + 1 : index + 3]
    return [hit for sentence in after for hit in _hits(clues, sentence.span)]


def _exact(hits: list[SectorHit]) -> list[SectorHit]:
    """One hit a sector, most spoken of first; general words only where nothing exact is said."""
    weights = Counter(hit.code for hit in hits)
    exact = {hit.code for hit in hits if not hit.yields}
    first: dict[str, SectorHit] = {}
    for hit in hits:
        if hit.code in exact or not exact:
            first.setdefault(hit.code, hit)
    return sorted(first.values(), key=lambda hit: -weights[hit.code])
