"""Which namings are of an instrument at all: the word alone, what is said of it, and who is there."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from agreements.reading.compose.bilateral import is_bilateral
from agreements.reading.compose.clues import Clues
from agreements.reading.compose.naming import Candidate
from agreements.reading.compose.refusal import OUTRIGHT, refusal
from agreements.reading.compose.sides import Outlook

_PURPOSE = re.compile(
    r"\b(?:aimed at|aims? to|aiming|to|which|that|providing|designed|so that|towards|lays?|paves?|serv(?:es|ing))\b"
)
_DEED = "deed"
_COORDINATES = re.compile(r";|\band (?:a|an|to|agreed|signed|will)\b|, (?:a|an) ")


class Chosen(NamedTuple):
    """A naming that stands for an instrument; ``bilateral``: a UK-Korea one. ``points_back``: only if named before."""

    candidate: Candidate
    bilateral: bool
    points_back: bool = False


class Refused(NamedTuple):
    """A naming that stands for none, and why; shown by ``extract --explain``."""

    candidate: Candidate
    reason: str


def choose(clues: Clues, outlook: Outlook, candidates: list[Candidate]) -> tuple[list[Chosen], list[Refused]]:
    """Divide namings into those of instruments and the rest."""
    chosen: list[Chosen] = []
    refused: list[Refused] = []
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_sentence[candidate.sentence.index].append(candidate)
    for candidate in sorted(candidates, key=lambda candidate: candidate.strength == _DEED):
        reason = refusal(candidate, outlook) or _serves_another(clues, candidate, by_sentence[candidate.sentence.index])
        reason = reason or _is_told_by_name(candidate, chosen)
        if reason and not _points_back(candidate):
            refused.append(Refused(candidate, reason))
            continue
        bilateral = _as_before(candidate, outlook, chosen, is_bilateral(candidate, outlook))
        if not reason and bilateral is not None:
            chosen.append(Chosen(candidate, bilateral))
            continue
        refused.append(Refused(candidate, reason or "names no two sides"))
        if _points_back(candidate):
            chosen.append(Chosen(candidate, bilateral is not False, points_back=True))
    return sorted(chosen, key=lambda naming: naming.candidate.head), refused


def _is_told_by_name(candidate: Candidate, chosen: list[Chosen]) -> str:
    """A deed beside an instrument that its sentence names is what was done with that instrument."""
    if candidate.strength != _DEED:
        return ""
    named = any(naming.candidate.sentence.index == candidate.sentence.index for naming in chosen)
    return "a deed beside an instrument that is named" if named else ""


def _as_before(candidate: Candidate, outlook: Outlook, chosen: list[Chosen], bilateral: bool | None) -> bool | None:
    """'This treaty' is between whom the treaty named last is, unless its own sentence names both sides."""
    if not bilateral or not (candidate.is_bare and candidate.title.is_definite):
        return bilateral
    if not chosen or chosen[-1].bilateral or outlook.sides(candidate.sentence).both:
        return bilateral
    return chosen[-1].candidate.form != candidate.form and bilateral


def _serves_another(clues: Clues, candidate: Candidate, beside: list[Candidate]) -> str:
    """'A memorandum aimed at a stronger framework': what an instrument is for is not another one."""
    if candidate.strength not in {"plain", "loose"} or candidate.title.is_proper:
        return ""
    for other in beside:
        if other.strength == "named" and other.head < candidate.head:
            between = clues.page.surface[other.head.end : candidate.title.core.start + 14]
            if _PURPOSE.search(between) and not _COORDINATES.search(between):
                return "what another instrument is for"
    return ""


def _points_back(candidate: Candidate) -> bool:
    """'The document', 'the deal': says more of an instrument already named, and nothing by itself."""
    said = candidate.assertion
    if said is not None and said.rule == "never-signed":
        return False
    return candidate.is_bare and candidate.title.is_definite and said is not None and said.strength >= OUTRIGHT
