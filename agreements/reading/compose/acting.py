"""Which of the bodies in some sentences act there: not where something merely happens, nor who only owns another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agreements.domain.names import organisation_key
from agreements.reading.compose.clues import Clues, within
from agreements.reading.find.body import Body
from agreements.reading.model import Span
from agreements.reading.rules import phrases

_SEATS = "|".join(phrases("actors")["premises_en"])
_PREMISES = re.compile(rf"(?:'s)? (?:[a-z]+ )?(?:{_SEATS})\b")
_AT_PREMISES = re.compile(rf"\b(?:at|in) (?:the )?(?:[a-z]+ )?(?:{_SEATS}) of (?:the )?$")
_IS_PLACE = re.compile(r"\b(?:Embassy|Chamber|Museum|House|Park|Centre|Center|Hall|University|College|Institute)\b")
_OWNED_BY = re.compile(
    r"\b(?:units?|arm|subsidiar(?:y|ies)|affiliates?|division|part|branch|brand|spin-?off|spin-?out) of (?:the )?$"
    r"|\b(?:owned|controlled|backed|hosted|supported|sponsored|run|organi[sz]ed|witnessed|designed"
    r"|founded|set up) by (?:the )?$"
    r"|\bwith the support of (?:the )?$|\bon behalf of (?:the )?$|\bparent(?: company)?,? $|\bholding company,? $"
)
_OWNS = re.compile(
    r"(?: \([^()]{1,20}\))?, which (?:is|owns|controls) [^.;]{0,24}(?:holding company|parent)"
    r"| (?:portfolio |group )?(?:company|subsidiary|unit|affiliate)\b"
    r"|'s (?:[a-z]+ ){0,3}(?:unit|arm|subsidiary|affiliate|division)\b|, (?:its|the) (?:parent|holding company)\b"
)
# 'Where it was signed' and 'whose consent it needs': 주영대사관에서, 국회 비준 동의.
_NOT_ACTING = re.compile(r"에서|(?:의)?\s(?:비준|동의)")
_GUESSED = frozenset({"named-kind", "introduced-short-name"})


def of_side(clues: Clues, areas: Sequence[Span], side: str) -> list[Body]:
    """Bodies of a side that act in these sentences, not where something merely happens or who only own another."""
    bodies = [body for area in areas for body in within(clues.bodies, area.start, area.end) if body.side == side]
    acting = [body for body in bodies if not is_venue(clues, body)]
    owners = {body.key for body in acting if only_owns(clues, body)}
    return [body for body in acting if body.key not in owners] or acting


def only_owns(clues: Clues, body: Body) -> bool:
    """Whether it is named as another's owner, host or backer: 'a unit of Acme', 'hosted by Acme'."""
    before = clues.page.lowered[max(0, body.start - 48) : body.start]
    return bool(_OWNED_BY.search(before) or _OWNS.match(clues.page.lowered[body.end : body.end + 60]))


def is_venue(clues: Clues, body: Body) -> bool:
    before = clues.page.lowered[max(0, body.start - 40) : body.start]
    guessed = body.rule in _GUESSED and before.endswith((" at the ", " at "))
    named = _AT_PREMISES.search(before) or (before.endswith((" at the ", " at ")) and _IS_PLACE.search(body.name))
    there = named or _PREMISES.match(clues.page.surface[body.end : body.end + 24])
    return guessed or bool(there) or bool(_NOT_ACTING.match(clues.page.surface[body.end : body.end + 8]))


def unique(bodies: Iterable[Body]) -> list[Body]:
    kept: dict[str, Body] = {}
    for body in bodies:
        key = name_key(body.name) if body.name.startswith("영국 ") else body.key
        if key not in kept or len(body.name) > len(kept[key].name):
            kept[key] = body
    return list(kept.values())


def name_key(name: str) -> str:
    """One body's key in both languages."""
    return organisation_key(name.removeprefix("영국 "))
