"""Listed ministries by their portfolios."""

from __future__ import annotations

from functools import cache

from agreements.domain.names import organisation_key
from agreements.reading.find.countries import KR, UK
from agreements.reading.rules import phrases


@cache
def ministry_of(portfolio: str, side: str) -> str:
    """The listed ministry with this portfolio: 'trade, industry and energy' in Korea, or nothing."""
    return _by_portfolio().get((side, _portfolio_key(portfolio)), "")


@cache
def _by_portfolio() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for side in (UK, KR):
        for line in phrases("bodies")[side]:
            for name in map(str.strip, line.split("|")):
                for head in ("Ministry of ", "Ministry for ", "Department for ", "Department of "):
                    if name.startswith(head):
                        found.setdefault((side, _portfolio_key(name.removeprefix(head))), name)
    return found


def _portfolio_key(words: str) -> str:
    return organisation_key(words.replace("defense", "defence").replace("sports", "sport"))
