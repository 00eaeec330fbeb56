"""One instrument, one mention: which namings are of the same instrument."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, permutations

from agreements.reading.compose.choose import Chosen
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.compose.naming import Candidate
from agreements.reading.rules import phrases

_HYPERNYMS = frozenset(phrases("kinship")["hypernyms"])
_ALIKE = frozenset(pair for forms in phrases("kinship")["alike"] for pair in permutations(forms, 2))
_RUNNING = frozenset({"in-force", "in-effect", "provisional", "expired"})
_OPEN = frozenset({"negotiating", "announced", "agreed"})
_WORDS_FOR_ANY = frozenset({"agreement", "other", "treaty", "contract"})
_VAGUE = frozenset({"agreement", "other"})

_POLITICAL = frozenset({"agreement", "accord", "partnership", "framework", "other", "treaty"})

_ANNOUNCED = frozenset({"announced", "was-announced", "announced-by"})
_NEAR, _OUTRIGHT, _BESIDE, _SOON = 2, 2, 40, 4
# 'It replaces the agreement of 1984'.
_REPLACED = re.compile(r"\b(?:replac|supersed|succeed)(?:es|ed|e|ing|s)? (?:the |its |an? )?[\w -]{0,20}$")
# A treaty begins by recalling those before it.
_RECITAL = re.compile(r"(?:Recalling|Having regard to|Bearing in mind|Mindful of|Reaffirming|Considering) ")
_REMEMBERED = 60  # so many instruments back a text may still point
_BUSINESS = frozenset({"contract", "investment", "partnership", "agreement", "mou"})


def merge(clues: Clues, chosen: Sequence[Chosen]) -> list[Cluster]:
    """Group namings in the order of the text; counts of documents stay by themselves."""
    clusters: list[Cluster] = []
    for naming in chosen:
        candidate = naming.candidate
        bodies = _bodies(clues, candidate)
        home = _home(clues, clusters, naming, bodies)
        if home is None and (naming.points_back or _speaks_of_several(candidate)):
            continue
        if home is None:
            home = Cluster(candidate, bilateral=naming.bilateral)
            clusters.append(home)
        home.add(candidate, bodies)
    return [cluster for cluster in clusters if not _stands_for_others(cluster, clusters)]


def _has_words_of(cluster: Cluster, candidate: Candidate) -> bool:
    """Whether an instrument of the same form was named with the same words."""
    return cluster.form.form == candidate.form and bool(cluster.content & candidate.content)


def _speaks_of_several(candidate: Candidate) -> bool:
    """'These agreements': several that were named, none of its own."""
    return _speaks_of_many(candidate) and candidate.title.is_definite


def _home(clues: Clues, clusters: Sequence[Cluster], naming: Chosen, bodies: frozenset[str]) -> Cluster | None:
    """What this naming is of; 'the agreement' is of a joint statement only if nothing better was named."""
    candidate = naming.candidate
    before = clues.page.surface[candidate.sentence.start : candidate.title.span.start]
    if _RECITAL.match(candidate.sentence.span.of(clues.page.surface)) or _REPLACED.search(before[-40:]):
        return None
    same = [c for c in islice(reversed(clusters), _REMEMBERED) if _is_same(c, naming, bodies)]
    if candidate.form in _VAGUE:
        same.sort(key=lambda cluster: cluster.form.form == "statement" or cluster.form.rule == "joint-declaration")
    return next((c for c in same if _has_words_of(c, candidate)), same[0] if same else None)


def _bodies(clues: Clues, candidate: Candidate) -> frozenset[str]:
    start, end = candidate.sentence.start, candidate.sentence.end
    if candidate.is_bare and candidate.title.is_definite:
        start, end = candidate.title.span.start, candidate.title.span.end
        end += _BESIDE if clues.page.surface.startswith(" with ", end) else 0
    return frozenset(body.key for body in within(clues.bodies, start, end) if body.side)


def _is_same(cluster: Cluster, naming: Chosen, bodies: frozenset[str]) -> bool:
    candidate = naming.candidate
    if candidate.count or cluster.members[0].count:
        return _is_same_package(cluster.members[0], candidate)
    if cluster.bilateral != naming.bilateral or (_speaks_of_many(candidate) and not cluster.members[0].is_plural):
        return False
    if candidate.form == "fta" and any(member.form == "fta" for member in cluster.members):
        return _same_trade_agreement(cluster, candidate)
    if _is_headline_of(cluster, candidate) or _names_what_was_told(cluster, candidate):
        return True
    if not _forms_agree(cluster, candidate):
        return False
    if _stands_beside(cluster, candidate) or _is_introduced_anew(cluster, candidate):
        return False
    if candidate.content and cluster.content:
        if _is_said_loosely(cluster, candidate, bodies):
            return True
        return _overlap(candidate.content, cluster.content, candidate.form == cluster.form.form)
    if {candidate.form, cluster.form.form} == {"programme", "agreement"} and candidate.title.is_proper:
        return False
    return _bare_matches(cluster, candidate, bodies)


def _is_same_package(first: Candidate, candidate: Candidate) -> bool:
    """'Nine memoranda', 'the nine', 'these memoranda': a count and what it is called later."""
    if candidate.count and first.count:
        return candidate.count.number == first.count.number or candidate.title.is_definite
    return bool(first.count) and _speaks_of_several(candidate) and candidate.form == first.form


def _speaks_of_many(candidate: Candidate) -> bool:
    """'Memoranda', without a word on which."""
    return candidate.is_plural and candidate.is_bare


def _is_headline_of(cluster: Cluster, candidate: Candidate) -> bool:
    """'X and Y join hands' over a text that then says by which document."""
    near = 0 < candidate.sentence.index - cluster.members[-1].sentence.index <= _NEAR
    if near and all(member.in_headline for member in cluster.members) and candidate.form == cluster.form.form:
        return candidate.form in _VAGUE and _told(candidate) == cluster.status and not candidate.is_plural
    joins = cluster.is_deed and cluster.form.form == "partnership" and cluster.status == _told(candidate)
    return near and joins and candidate.strength != "deed"


def _names_what_was_told(cluster: Cluster, candidate: Candidate) -> bool:
    """'They are to sign a long-term agreement. The Downing Street Accord …': its name comes next."""
    last = cluster.members[-1]
    is_next = 0 < candidate.sentence.index - last.sentence.index <= _NEAR
    if not (is_next and candidate.title.is_proper and candidate.title.is_definite):
        return False
    kinds = {candidate.form, cluster.form.form}
    unnamed = not any(member.title.is_proper for member in cluster.members) and last.title.has_article
    said = candidate.assertion
    unsaid = said is None or said.strength < _OUTRIGHT or said.rule in _ANNOUNCED
    same_state = unsaid or _told(candidate) == cluster.status
    return unnamed and kinds <= _POLITICAL and same_state


def _same_trade_agreement(cluster: Cluster, candidate: Candidate) -> bool:
    if _is_signed_after_all(cluster, candidate):
        return True
    renews = any(member.renews or _is_open(member) for member in cluster.members)
    return renews == (candidate.renews or _is_open(candidate)) or (candidate.is_bare and candidate.assertion is None)


def _is_said_loosely(cluster: Cluster, candidate: Candidate, bodies: frozenset[str]) -> bool:
    """'Signed an agreement on reactors. Under the memorandum on exports …': an exact word right after a loose one."""
    last = cluster.members[-1]
    is_next = candidate.sentence.index - last.sentence.index == 1
    kinds = {candidate.form, cluster.form.form}
    one_loose = len(kinds & _VAGUE) == 1 and not candidate.is_plural and not last.is_plural
    same_state = _told(candidate) == cluster.status or not _told(candidate)
    strangers = bool(bodies and cluster.bodies and not bodies & cluster.bodies)
    return is_next and one_loose and same_state and not strangers


def _is_signed_after_all(cluster: Cluster, candidate: Candidate) -> bool:
    """'The two agree to sign a trade deal', and the text then says that they signed it."""
    near = candidate.sentence.index - cluster.members[-1].sentence.index <= _SOON
    renewed = candidate.renews or any(member.renews for member in cluster.members)
    return near and not renewed and cluster.status == "announced" and _told(candidate) in {"signed", "agreed"}


def _is_open(candidate: Candidate) -> bool:
    return candidate.assertion is not None and candidate.assertion.status in _OPEN


def _forms_agree(cluster: Cluster, candidate: Candidate) -> bool:
    form = cluster.form.form
    if (form == "fta") != (candidate.form == "fta"):
        other = candidate if form == "fta" else cluster.form
        if _told(candidate) in _RUNNING and (cluster.status in _OPEN or any(m.renews for m in cluster.members)):
            return False
        speaks_of_it = other.title.is_definite or form == "agreement" or _told(candidate) == cluster.status
        return other.is_bare and other.form in _WORDS_FOR_ANY and speaks_of_it
    if form == candidate.form or (form, candidate.form) in _ALIKE:
        return True
    is_hypernym = candidate.form in _HYPERNYMS and candidate.strength != "named" and not candidate.title.is_new
    return is_hypernym and _points(candidate)


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
        foreseen = candidate.form == cluster.form.form and _overlap(candidate.content, cluster.content, True)
        return bool(candidate.content) and not foreseen and _is_open(candidate) != (cluster.status in _OPEN)
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
    if (candidate.form, candidate.strength, cluster.form.form) == ("contract", "named", "partnership"):
        return candidate.title.is_definite
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
