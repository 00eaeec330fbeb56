"""One instrument, one mention: which namings are of the same instrument."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from agreements.reading.compose.choose import Chosen
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.compose.naming import Candidate

_HYPERNYMS = frozenset(
    {"agreement", "other", "accord", "partnership", "contract", "arrangement", "framework", "treaty"}
)
_ALIKE = (
    frozenset({"mou", "agreement", "arrangement", "partnership", "letter-of-intent", "other"}),
    frozenset({"fta", "agreement", "treaty"}),
    frozenset({"treaty", "agreement", "convention", "other"}),
    frozenset({"contract", "agreement", "investment", "partnership", "other"}),
    frozenset({"fund", "programme", "investment"}),
    frozenset({"accord", "agreement", "statement", "other"}),
    frozenset({"framework", "agreement", "other"}),
    frozenset({"partnership", "agreement", "programme", "other"}),
    frozenset({"dialogue", "arrangement", "other"}),
    frozenset({"sister-city", "agreement", "arrangement", "mou", "partnership", "other"}),
)
_OPEN = frozenset({"negotiating", "announced", "agreed"})
_WORDS_FOR_ANY = frozenset({"agreement", "other", "treaty", "contract"})
_VAGUE = frozenset({"agreement", "other"})

_NEAR = 2
_REMEMBERED = 60  # so many instruments back a text may still point
_BUSINESS = frozenset({"contract", "investment", "partnership", "agreement", "mou"})


def merge(clues: Clues, chosen: Sequence[Chosen]) -> list[Cluster]:
    """Group namings in the order of the text; counts of documents stay by themselves."""
    clusters: list[Cluster] = []
    for naming in chosen:
        candidate = naming.candidate
        bodies = _bodies(clues, candidate)
        recent = list(islice(reversed(clusters), _REMEMBERED))
        home = next((c for c in recent if _has_words_of(c, candidate) and _is_same(c, naming, bodies)), None)
        home = home or next((c for c in recent if _is_same(c, naming, bodies)), None)
        if home is None and naming.points_back:
            continue
        if home is None:
            home = Cluster(candidate, bilateral=naming.bilateral)
            clusters.append(home)
        home.add(candidate, bodies)
    return [cluster for cluster in clusters if not _stands_for_others(cluster, clusters)]


def _has_words_of(cluster: Cluster, candidate: Candidate) -> bool:
    """Whether an instrument of the same form was named with the same words."""
    return cluster.form.form == candidate.form and bool(cluster.content & candidate.content)


def _bodies(clues: Clues, candidate: Candidate) -> frozenset[str]:
    return frozenset(b.key for b in within(clues.bodies, candidate.sentence.start, candidate.sentence.end) if b.side)


def _is_same(cluster: Cluster, naming: Chosen, bodies: frozenset[str]) -> bool:
    candidate, first = naming.candidate, cluster.members[0]
    if bool(candidate.count) != bool(first.count):
        return False
    if candidate.count and first.count:
        return candidate.count.number == first.count.number or candidate.title.is_definite
    if cluster.bilateral != naming.bilateral:
        return False
    if candidate.form == "fta" and any(member.form == "fta" for member in cluster.members):
        return _same_trade_agreement(cluster, candidate)
    if _is_headline_of(cluster, candidate):
        return True
    if not _forms_agree(cluster, candidate):
        return False
    if _stands_beside(cluster, candidate) or _is_introduced_anew(cluster, candidate):
        return False
    if candidate.content and cluster.content:
        return _overlap(candidate.content, cluster.content, candidate.form == cluster.form.form)
    if {candidate.form, cluster.form.form} == {"programme", "agreement"} and candidate.title.is_proper:
        return False
    return _bare_matches(cluster, candidate, bodies)


def _is_headline_of(cluster: Cluster, candidate: Candidate) -> bool:
    """'X and Y join hands' over a text that then says by which document."""
    near = 0 < candidate.sentence.index - cluster.members[-1].sentence.index <= _NEAR
    joins = cluster.is_deed and cluster.form.form == "partnership" and cluster.status == _told(candidate)
    return near and joins and candidate.strength != "deed"


def _same_trade_agreement(cluster: Cluster, candidate: Candidate) -> bool:
    renews = any(member.renews or _is_open(member) for member in cluster.members)
    return renews == (candidate.renews or _is_open(candidate)) or (candidate.is_bare and candidate.assertion is None)


def _is_open(candidate: Candidate) -> bool:
    return candidate.assertion is not None and candidate.assertion.status in _OPEN


def _forms_agree(cluster: Cluster, candidate: Candidate) -> bool:
    form = cluster.form.form
    if (form == "fta") != (candidate.form == "fta"):
        other = candidate if form == "fta" else cluster.form
        return other.is_bare and other.form in _WORDS_FOR_ANY and (other.title.is_definite or form == "agreement")
    if form == candidate.form or any(form in group and candidate.form in group for group in _ALIKE):
        return True
    return candidate.form in _HYPERNYMS and candidate.strength != "named" and _points(candidate)


def _points(candidate: Candidate) -> bool:
    return candidate.is_bare and candidate.title.is_definite


def _stands_beside(cluster: Cluster, candidate: Candidate) -> bool:
    """'A letter of intent and an MOU': two things in one sentence, each of its own form, are two instruments."""
    last = cluster.members[-1]
    beside = last.sentence.index == candidate.sentence.index and last.form != candidate.form
    return beside and not candidate.title.is_definite and "named" in {candidate.strength, last.strength}


def _is_introduced_anew(cluster: Cluster, candidate: Candidate) -> bool:
    """'… awarded a contract', 'in 2023 they agreed a technical agreement': with 'a', of another kind or state."""
    if not candidate.title.has_article or candidate.strength == "deed" or cluster.is_deed:
        return False
    if cluster.members[-1].sentence.index + 1 < candidate.sentence.index and _told(candidate) and cluster.status:
        return bool(candidate.content) and _is_open(candidate) != (cluster.status in _OPEN)
    kinds = {candidate.form, cluster.form.form}
    return len(kinds) > 1 and not kinds & _VAGUE and candidate.strength != "loose"


def _overlap(one: frozenset[str], two: frozenset[str], same_form: bool) -> bool:
    common, fewer = len(one & two), min(len(one), len(two))
    return common * 2 >= fewer if same_form or fewer == 1 else common * 2 > fewer


def _bare_matches(cluster: Cluster, candidate: Candidate, bodies: frozenset[str]) -> bool:
    """A naming without a subject belongs to what was last spoken of, unless its parties are others."""
    near = candidate.sentence.index - cluster.members[-1].sentence.index <= _NEAR
    if near and cluster.form.strength == "deed" and cluster.form.form == "partnership" and candidate.strength != "deed":
        return True
    if cluster.form.strength == "deed" and candidate.strength != "deed":
        return False
    if bodies and cluster.bodies and not bodies & cluster.bodies:
        return False
    if candidate.strength == "deed":
        same_kind = candidate.form == cluster.form.form or {candidate.form, cluster.form.form} <= _BUSINESS
        return near and same_kind and _told(candidate) == cluster.status
    if candidate.title.is_definite:
        return True
    if candidate.title.is_new and candidate.strength == "named" and candidate.form != cluster.form.form:
        return candidate.sentence.index - cluster.members[-1].sentence.index <= 1
    same_sentence = cluster.members[-1].sentence.index == candidate.sentence.index
    return not same_sentence


def _told(candidate: Candidate) -> str:
    return candidate.assertion.status if candidate.assertion else ""


def _stands_for_others(cluster: Cluster, clusters: Sequence[Cluster]) -> bool:
    """Whether 'two agreements' only announces instruments that the text then names one by one."""
    count = cluster.lead.count
    if count is None or not count.is_few:
        return False
    others = (c for c in clusters if c.lead.count is None and c.bilateral == cluster.bilateral)
    wanted = (count.number or 0) - 1
    return len(list(islice(others, wanted))) >= wanted
