"""Sums of money in both languages' ways of writing large numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from agreements.domain.money import Money
from agreements.reading.page import Page
from agreements.reading.scanner import parts, scan

_SCALES = {
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "b": 9,
    "bn": 9,
    "billion": 9,
    "tn": 12,
    "trillion": 12,
}
_KOREAN_PART = re.compile(r"([\d,]{1,20}(?:\.\d{1,6})?)?\s?([천백십])?\s?([조억만])?")
_SMALL, _LARGE = {"천": 3, "백": 2, "십": 1, "": 0}, {"조": 12, "억": 8, "만": 4}
_CURRENCIES = (
    ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("£", "GBP"), ("€", "EUR"), ("₩", "KRW"), ("$", "USD"),
    ("gbp", "GBP"), ("usd", "USD"), ("krw", "KRW"), ("eur", "EUR"), ("pound", "GBP"), ("sterling", "GBP"),
    ("won", "KRW"), ("dollar", "USD"), ("파운드", "GBP"), ("달러", "USD"), ("유로", "EUR"), ("원", "KRW"),
)  # fmt: skip
_NOT_ITS_VALUE = re.compile(
    r"(?:trade|gdp|economy|market|exports?|imports?|turnover|revenue|sales|relationship|무역|교역|수출액|시장)"
    r"\W+(?:\w+\W+){0,5}$"
)


class MoneyHit(NamedTuple):
    """A sum and where it stands. ``is_volume``: a trade volume or a market's size, nobody's promise."""

    start: int
    end: int
    money: Money
    is_volume: bool
    rule: str


def find_money(page: Page) -> list[MoneyHit]:
    """Every sum on the page, in order."""
    hits: list[MoneyHit] = []
    for match in scan("money", page.surface, page.languages):
        named = parts(match.rule, page.surface[match.start : match.end])
        money = _money(named) if named and not (hits and match.start < hits[-1].end) else None
        if money:
            before = page.lowered[max(0, match.start - 60) : match.start]
            hits.append(MoneyHit(match.start, match.end, money, bool(_NOT_ITS_VALUE.search(before)), match.rule.name))
    return hits


def _money(named: Mapping[str, str]) -> Money | None:
    currency = _currency(named.get("sign") or named.get("word", ""))
    low, high = _korean(named["korean"]) if "korean" in named else _range(named)
    return Money(min(low, high), max(low, high), currency) if currency and high else None


def _range(named: Mapping[str, str]) -> tuple[Decimal, Decimal]:
    low, high = _number(named["low"]), _number(named.get("high", named["low"]))
    scale = named.get("scale", named.get("lowscale", ""))
    low_scale = named.get("lowscale", scale)
    return _whole(low * _power(low_scale)), _whole(high * _power(scale))


def _whole(sum_: Decimal) -> Decimal:
    """6,500,000 and not 6,500,000.0, which only tells that it was written as 6.5 million."""
    return sum_.to_integral_value() if sum_ == sum_.to_integral_value() else sum_


def _korean(words: str) -> tuple[Decimal, Decimal]:
    """1천400억: thousands, hundreds and tens add up before 만, 억 or 조 multiplies them."""
    total = section = Decimal(0)
    for number, small, large in _KOREAN_PART.findall(words):
        section += _number(number) * Decimal(10) ** _SMALL[small] if number else 0
        if large:
            total, section = total + section * Decimal(10) ** _LARGE[large], Decimal(0)
    return total + section, total + section


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", "")[:24] or "0")


def _power(scale: str) -> Decimal:
    return Decimal(10) ** _SCALES.get(scale.lower(), 0)


def _currency(words: str) -> str:
    words = words.strip()
    for sign, code in _CURRENCIES:
        if words == sign or (sign.isalpha() and sign in words.lower()):
            return code
    return ""
