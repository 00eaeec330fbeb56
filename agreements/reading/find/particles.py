"""Korean words without what is written on to them: particles after a name, a name inside a longer one."""

from __future__ import annotations

import re

_PARTICLES = re.compile(
    r"(?:에서는|에서도|에서|에게|에는|에도|으로는|으로|로부터|로서|로써|부터|까지|처럼|만큼|보다|이라는|라는|이라고|라고|이며|이고|이란|인"
    r"|와의|과의|은|는|이|가|을|를|과|와|의|도|에|만|로|및|등|간|측)$"
)
_RUN = re.compile(r"[가-힣A-Za-z0-9&]+")
_POSTS = re.compile(
    r"^(?:장$|사장|회장|대표|총장|장관|차관|청장|처장|원장|부사장|부회장|총재|행장|은행장|본부장|위원장|의장|대사|측$|사$|본사|임직원|관계자|출신|소속|산하|주최|주관|주재|제공|등$|간$|내$|발$|표$|산$|제$|형$)"
)
_SHORTEST = 2


def without_particle(word: str) -> str:
    """'다트포드시와' as 다트포드시; a word that would not be left keeps its end."""
    shorter = _PARTICLES.sub("", word)
    return shorter if len(shorter) >= _SHORTEST else word


def runs_on(surface: str, end: int) -> int:
    """How many letters after here belong to the same name: five in 'SK|오션플랜트는', none in '산업부|장관'."""
    run = _RUN.match(surface, end)
    if run is None or not "가" <= run[0][0] <= "힣":
        return 0
    words = _PARTICLES.sub("", run[0])
    if len(words) < _SHORTEST or _POSTS.match(words) or _PARTICLES.fullmatch(words):
        return 0
    return len(words)
