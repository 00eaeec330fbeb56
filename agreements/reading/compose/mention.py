"""A cluster of namings, written down as one mention with its evidence."""

from __future__ import annotations

import re

from agreements.reading.compose.clues import Clues
from agreements.reading.compose.cluster import Cluster
from agreements.reading.compose.details import date_of, sectors_of
from agreements.reading.compose.forms import form_of
from agreements.reading.compose.parties import parties
from agreements.reading.compose.persons import facts, people_of
from agreements.reading.compose.quotes import quote_of
from agreements.reading.compose.story import Story
from agreements.reading.compose.sums import amounts_of
from agreements.reading.find.countries import KR, OTHER, UK
from agreements.reading.model import Fact, Mention, Span

_INTRODUCES = re.compile(
    r"(?:\d{1,2}[.)]\s?)?(?:[\s…·<>\[\]‘’“”\"'-]+|(?:a|an|the|new|proposed|planned|separate|landmark|historic|so-called)\s)+(?=\w[^\n]{3})",
    re.IGNORECASE,
)
# A fund that is set up is money promised, until a text says that it runs.
_OPENED = frozenset({"set-up", "signed", "was-signed", "agreed", "headline-signs"})


def mention(story: Story, cluster: Cluster) -> Mention:
    """All that the text says of one instrument."""
    clues, people = story.clues, people_of(story, cluster)
    fullest, lead = cluster.fullest, cluster.lead
    return Mention(
        form=Fact(*form_of(clues, cluster)),
        title=_title(clues, fullest.title.span, fullest.rule),
        status=_status(cluster),
        date=date_of(clues, cluster),
        uk_parties=parties(clues, cluster, people, UK),
        kr_parties=parties(clues, cluster, people, KR),
        other_parties=parties(clues, cluster, people, OTHER),
        people=facts(people),
        sectors=sectors_of(clues, cluster, story.leads(cluster)),
        amounts=amounts_of(clues, cluster),
        quote=quote_of(story, cluster),
        spans=tuple(sorted(member.title.span for member in cluster.members)),
        bilateral=cluster.bilateral,
        umbrella=lead.count is not None,
        count=_count(cluster),
    )


def _title(clues: Clues, span: Span, rule: str) -> Fact[str]:
    """The words of the title, without what only introduces them: 'new', a stray mark."""
    if lead := _INTRODUCES.match(span.of(clues.page.document.text)):
        span = Span(span.start + lead.end(), span.end)
    return Fact(" ".join(span.of(clues.page.document.text).split()), (span,), rule)


def _status(cluster: Cluster) -> Fact[str]:
    said = cluster.assertion
    if said is not None and cluster.form.form == "fund" and said.rule in _OPENED:
        return Fact("announced", (said.span,), said.rule)
    if said is not None:
        return Fact(said.status, (said.span,), said.rule)
    lead = cluster.lead
    return Fact(
        "announced" if lead.title.is_new or cluster.form.form == "fund" else "signed",
        (lead.head,),
        "named-only",
    )


def _count(cluster: Cluster) -> Fact[int] | None:
    count = cluster.lead.count
    if count is None or count.number is None:
        return None
    return Fact(count.number, (Span(count.start, count.end),), count.rule)
