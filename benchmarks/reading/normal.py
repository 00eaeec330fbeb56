"""Forms, statuses, sectors, parties and names made comparable: the annotated sets use fewer codes than the register."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz

_FORMS = {
    "convention": "treaty", "protocol": "treaty", "exchange-of-notes": "treaty",
    "letter-of-intent": "arrangement", "agreement": "arrangement", "other": "arrangement",
    "dialogue": "arrangement", "sister-city": "arrangement",
    "roadmap": "statement", "investment": "contract",
}  # fmt: skip
_STATUSES = {
    "agreed": "signed", "in-force": "in_force", "in-effect": "in_force", "provisional": "in_force",
    "suspended": "ended", "completed": "ended",
    "expired": "ended", "terminated": "ended", "superseded": "ended", "lapsed": "ended",
}  # fmt: skip
_SECTORS = {
    "supply-chains": "trade", "intellectual-property": "trade", "justice": "security-cyber",
    "mobility": "education-skills",
    "maritime": "transport", "local-government": "other", "agriculture-food": "other",
}  # fmt: skip
NOT_SCORED = frozenset(
    "industry diplomacy technology digital defence-justice economy energy-climate society cooperation".split()
)
_UK = "uk|united kingdom|britain|great britain|uk government|british government|영국|영국 정부".split("|")
_KR = "korea|south korea|republic of korea|rok|korean government|south korean government|한국|대한민국|한국 정부".split(
    "|"
)
_COUNTRIES = dict.fromkeys(_UK, "UK") | dict.fromkeys(_KR, "KR")
_GOVERNMENT = re.compile(r"\b(ministry|department|government|office|cabinet)\b|부$|정부|처$|청$")
_SAME = 85
_LIKE = (
    {"mou", "arrangement", "partnership", "framework", "accord", "statement"},
    {"fta", "treaty"},
    {"fund", "programme"},
    {"contract", "arrangement", "partnership", "mou"},
    {"programme", "partnership", "arrangement"},
    {"treaty", "arrangement", "framework", "accord"},
)
_EVERY_TITLE = frozenset(
    "the a an of on for to and between in with new joint uk britain british united kingdom korea korean south "
    "republic rok bilateral agreement deal mou memorandum understanding signed cooperation cooperative "
    "partnership".split()
)


@cache
def folded(text: str) -> str:
    """Words only, in lower case."""
    words = re.sub(r"[^\w&+]+", " ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(words.split())


def form(code: str) -> str:
    """The annotated sets' type for a form."""
    return _FORMS.get(code, code)


def status(code: str) -> str:
    """The annotated sets' status."""
    return _STATUSES.get(code, code)


def sector(code: str) -> str:
    """The annotated sets' sector."""
    return _SECTORS.get(code, code)


def alike(one: str, two: str) -> bool:
    """Whether two types may be two views of one instrument."""
    return one == two or any(one in group and two in group for group in _LIKE)


def same_party(gold: str, found: str) -> bool:
    """Equal names; an acronym for its name; a ministry where the gold has only its country."""
    one, two = _party(gold), _party(found)
    if one == two or fuzz.token_set_ratio(one, two) >= _SAME:
        return True
    if one in {"UK", "KR"} and _GOVERNMENT.search(two):
        return True
    return two == _acronym(gold) or one == _acronym(found)


def same_person(gold: str, found: str) -> bool:
    """Equal names, in any order and with or without a given name."""
    one, two = folded(gold), folded(found)
    return one.replace(" ", "") == two.replace(" ", "") or fuzz.token_set_ratio(one, two) >= _SAME


def title_likeness(one: str, two: str) -> float:
    """0 to 100, by the words that not every title has."""
    first, second = _content(one), _content(two)
    if first and second:
        return float(fuzz.token_set_ratio(first, second))
    return float(fuzz.ratio(folded(one), folded(two)))


def _content(title: str) -> str:
    return " ".join(word for word in folded(title).split() if word not in _EVERY_TITLE)


def _party(name: str) -> str:
    plain = folded(name).removeprefix("the ")
    return _COUNTRIES.get(plain, plain)


def _acronym(name: str) -> str:
    letters = [word[0] for word in folded(name).split() if word not in {"of", "and", "for", "the"}]
    return "".join(letters) if len(letters) > 2 else "-"
