"""Which namings are of an instrument at all: the word alone, what is said of it, and who is there."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from agreements.reading.compose.candidates import Candidate
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.sides import TWO_SIDES, Outlook, is_bilateral, sides_in
from agreements.reading.model import Span

_OUTRIGHT, _CLOSE = 2, 60
_PURPOSE = re.compile(
    r"\b(?:aimed at|aims? to|aiming|to|which|that|providing|designed|so that|towards|lays?|paves?|serv(?:es|ing))\b"
)
_COORDINATES = re.compile(r";|\band (?:a|an|to|agreed|signed|will)\b|, (?:a|an) ")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b|\b(?:second|third|fourth|fifth|sixth|latest|annual)\b|제?\s?\d+\s?차")
_SETS_UP = frozenset(
    {"announced", "will-make", "agreed-to-sign", "set-up", "will-sign", "was-signed", "signed", "agreed", "under-consideration",
     "headline-signs", "ko-will-sign", "ko-set-up", "ko-signed", "ko-pursue", "renewed", "ko-renewed", "being-carried-out", "to-sign"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """A naming that stands for an instrument; ``bilateral``: a UK-Korea one. ``points_back``: only if named before."""

    candidate: Candidate
    bilateral: bool
    points_back: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
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
    for candidate in candidates:
        reason = _refusal(clues, candidate, outlook) or _serves_another(
            clues, candidate, by_sentence[candidate.sentence.index]
        )
        bilateral = is_bilateral(candidate, outlook)
        if not reason and bilateral is not None:
            chosen.append(Chosen(candidate, bilateral))
            continue
        refused.append(Refused(candidate, reason or "names no two sides"))
        if _points_back(candidate):
            chosen.append(Chosen(candidate, bilateral is not False, points_back=True))
    return chosen, refused


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
    return candidate.is_bare and candidate.title.is_definite and said is not None and said.strength >= _OUTRIGHT


def _refusal(clues: Clues, candidate: Candidate, outlook: Outlook) -> str:
    """Why a naming is not of an instrument; empty if it is."""
    said = candidate.assertion
    outright = said is not None and said.strength >= _OUTRIGHT
    if candidate.strength == "named":
        return "" if outright or not candidate.is_bare or said else "the word alone, nothing said of it"
    if candidate.strength == "count":
        both = candidate.count and candidate.count.number and not candidate.count.is_few and outlook.of_both
        return "" if said or both else "a count of which nothing is said"
    if candidate.strength == "deed":
        both = sides_in(clues, candidate.sentence.span).both or (outlook.title_of_both and outlook.of_both)
        return "" if both else "an act without both sides in its sentence"
    if candidate.form == "dialogue":
        return _dialogue_refusal(clues, candidate)
    if candidate.title.is_proper and (said or candidate.strength != "loose" or candidate.form == "partnership"):
        return ""
    if candidate.form == "fund" and within(clues.money, candidate.head.start - 28, candidate.head.end + 28):
        return ""
    stretch = Span(candidate.title.span.start, min(candidate.sentence.end, candidate.title.span.end + _CLOSE))
    if candidate.strength == "plain" and candidate.title.is_new:
        if sides_in(clues, stretch).both or TWO_SIDES.search(candidate.title.span.of(clues.page.surface)):
            return ""
    if not outright:
        return "nothing outright is said of it"
    if candidate.strength == "loose":
        return _loose_refusal(clues, candidate)
    return ""


def _dialogue_refusal(clues: Clues, candidate: Candidate) -> str:
    """A meeting is no instrument; a standing body that is being set up is one."""
    said = candidate.assertion
    words = candidate.title.span.of(clues.page.lowered)
    if said is None or said.rule not in _SETS_UP:
        return "a meeting, not a body that is set up"
    if _ORDINAL.search(words):
        return "one more session of what exists"
    return (
        ""
        if sides_in(clues, candidate.sentence.span).both or "양국" in candidate.sentence.span.of(clues.page.surface)
        else "a body without both sides"
    )


def _loose_refusal(clues: Clues, candidate: Candidate) -> str:
    """An everyday word counts when it is set up by both, or carries money of its own."""
    said = candidate.assertion
    if said is None or said.rule not in _SETS_UP or said.cost > _CLOSE:
        return "an everyday word that nobody sets up"
    if candidate.form == "other":
        return "an everyday word"
    words = candidate.title.span.of(clues.page.lowered)
    around = Span(candidate.sentence.start, candidate.sentence.end)
    joint = "joint" in words or "bilateral" in words or "공동" in words
    money = candidate.form == "fund" and within(clues.money, candidate.head.start - 40, candidate.head.end + 40)
    if joint or money or (sides_in(clues, around).both and candidate.title.is_new):
        return ""
    return "an everyday word without both sides"
