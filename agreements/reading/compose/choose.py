"""Which namings are of an instrument at all: the word alone, what is said of it, and who is there."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.reading.compose.candidates import Candidate
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.sides import Outlook, is_bilateral, sides_in
from agreements.reading.model import Span

_OUTRIGHT = 2
_SETS_UP = frozenset(
    {"announced", "will-make", "agreed-to-sign", "set-up", "will-sign", "was-signed", "signed", "agreed", "under-consideration",
     "headline-signs", "ko-will-sign", "ko-set-up", "ko-signed", "ko-pursue", "renewed", "ko-renewed", "being-carried-out", "to-sign"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """A naming that stands for an instrument; ``bilateral``: a UK-Korea one."""

    candidate: Candidate
    bilateral: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A naming that stands for none, and why; shown by ``extract --explain``."""

    candidate: Candidate
    reason: str


def choose(clues: Clues, outlook: Outlook, candidates: list[Candidate]) -> tuple[list[Chosen], list[Refused]]:
    """Divide namings into those of instruments and the rest."""
    chosen: list[Chosen] = []
    refused: list[Refused] = []
    for candidate in candidates:
        reason = _refusal(clues, candidate)
        bilateral = None if reason else is_bilateral(candidate, outlook)
        if reason or bilateral is None:
            refused.append(Refused(candidate, reason or "names no two sides"))
        else:
            chosen.append(Chosen(candidate, bilateral))
    return chosen, refused


def _refusal(clues: Clues, candidate: Candidate) -> str:
    """Why a naming is not of an instrument; empty if it is."""
    said = candidate.assertion
    outright = said is not None and said.strength >= _OUTRIGHT
    if candidate.strength == "named":
        return "" if outright or not candidate.is_bare or said else "the word alone, nothing said of it"
    if candidate.strength == "count":
        return "" if said else "a count of which nothing is said"
    if candidate.strength == "deed":
        return "" if sides_in(clues, candidate.sentence.span).both else "an act without both sides in its sentence"
    if candidate.title.is_proper and (said or not candidate.title.is_definite):
        return ""
    if not outright:
        return "nothing outright is said of it"
    if candidate.strength == "loose":
        return _loose_refusal(clues, candidate)
    return ""


def _loose_refusal(clues: Clues, candidate: Candidate) -> str:
    """An everyday word counts when it is set up by both, or carries money of its own."""
    said = candidate.assertion
    if said is None or said.rule not in _SETS_UP:
        return "an everyday word that nobody sets up"
    if candidate.form in {"other", "partnership"} and not candidate.title.is_proper and candidate.form == "other":
        return "an everyday word"
    words = candidate.title.span.of(clues.page.lowered)
    around = Span(candidate.sentence.start, candidate.sentence.end)
    joint = "joint" in words or "bilateral" in words or "공동" in words
    money = candidate.form == "fund" and within(clues.money, candidate.head.start - 40, candidate.head.end + 40)
    if joint or money or (sides_in(clues, around).both and candidate.title.is_new):
        return ""
    return "an everyday word without both sides"
