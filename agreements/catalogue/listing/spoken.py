"""Years said among the words of a search: `nuclear since 2023`, `2023년 이후 원전`, `before 2015`."""

from __future__ import annotations

import re

from django.http import QueryDict

from agreements.catalogue.listing import years

YEARS = ("year", "year_from", "year_to")
_YEAR = r"((?:19|20)[0-9]{2})"
_ENGLISH = re.compile(rf"\b(since|from|after|before|until|till|up to)\s+{_YEAR}\b", re.IGNORECASE)
_KOREAN = re.compile(rf"{_YEAR}\s*년?\s*(이후|부터|이전|까지)(?:의(?=\s|$))?")
_FIRST = {"since": 0, "from": 0, "after": 1, "이후": 0, "부터": 0}
"""Words for the first year, with how many years later than the one they name it is."""
_LAST = {"before": -1, "until": 0, "till": 0, "up to": 0, "이전": 0, "까지": 0}


def understood(data: QueryDict) -> QueryDict:
    """The same query with such years as years; as it is where years are chosen already or the words are quoted."""
    words = data.get("q", "")
    if '"' in words or any(data.get(name) for name in YEARS):
        return data
    ends = [(kind.lower(), int(year)) for kind, year in _ENGLISH.findall(words)]
    ends += [(kind, int(year)) for year, kind in _KOREAN.findall(words)]
    first = next((year + _FIRST[kind] for kind, year in ends if kind in _FIRST), None)
    last = next((year + _LAST[kind] for kind, year in ends if kind in _LAST), None)
    span = years.span(first, last)
    if span is None:
        return data
    told = data.copy()
    told["q"] = " ".join(_KOREAN.sub(" ", _ENGLISH.sub(" ", words)).split())
    told["year"] = span.token
    return told
