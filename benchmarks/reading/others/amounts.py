"""Money libraries in the place of the reader's own rules for sums, everything else being equal."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from agreements.domain.money import Money
from agreements.reading.find import money as own
from agreements.reading.page import Page
from agreements.reading.scanner import scan
from benchmarks.reading.others.swap import Report, swapped

_CODES = {
    "£": "GBP",
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "₩": "KRW",
    "pound": "GBP",
    "won": "KRW",
    "원": "KRW",
    "달러": "USD",
}
_NAMES = {
    "pound sterling": "GBP",
    "south korean won": "KRW",
    "dollar": "USD",
    "united states dollar": "USD",
    "euro": "EUR",
}
_SCALE = re.compile(r"(?:\b|(?<=\d))(million|mn|m|billion|bn|b|trillion|tn)\b", re.IGNORECASE)
_POWERS = {"m": 6, "b": 9, "t": 12}
Found = Iterator[tuple[int, int, Money | None]]


def reports() -> Iterator[Report]:
    """Each library on its own, then those that only read a sum told to them."""
    yield swapped("own rules", "find_money", own.find_money)
    for name, finder in (
        ("quantulum3 (English only)", _quantulum),
        ("price-parser on our spans", _on_our_spans(_price_parser)),
        ("money-parser on our spans", _on_our_spans(_money_parser)),
    ):
        yield swapped(name, "find_money", _as_hits(finder))


def _as_hits(finder: Callable[[Page], Found]) -> Callable[[Page], list[own.MoneyHit]]:
    def find(page: Page) -> list[own.MoneyHit]:
        hits = []
        for start, end, money in finder(page):
            before = page.lowered[max(0, start - 60) : start]
            if money:
                hits.append(own.MoneyHit(start, end, money, bool(own._NOT_ITS_VALUE.search(before)), "library"))
        return hits

    return find


def _money(value: object, currency: str) -> Money | None:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return Money(amount, amount, currency) if amount > 0 and currency else None


@cache
def _quantulum_parser() -> Any:
    parser = importlib.import_module("quantulum3.parser")
    classifier: Any = importlib.import_module("quantulum3.classifier")
    classifier.USE_CLF = False  # its pickled model fails on a newer scikit-learn
    return parser


def _quantulum(page: Page) -> Found:
    for found in _quantulum_parser().parse(page.surface):
        if found.unit.entity.name == "currency":
            money = _money(round(found.value, 2), _NAMES.get(found.unit.name, ""))
            yield found.span[0], found.span[1], money


def _price_parser(words: str) -> Money | None:
    price = importlib.import_module("price_parser").Price.fromstring(words)
    return _money(price.amount * _scale(words), _CODES.get(price.currency or "", "")) if price.amount else None


def _money_parser(words: str) -> Money | None:
    library = importlib.import_module("money_parser")
    currency = next((code for sign, code in _CODES.items() if sign in words), "")
    return _money(Decimal(library.price_str(words, default="0")) * _scale(words), currency)


def _scale(words: str) -> Decimal:
    """Neither library multiplies by 'million': done for it here."""
    found = _SCALE.search(words)
    return Decimal(10) ** _POWERS[found[1][0].lower()] if found else Decimal(1)


def _on_our_spans(parse: Callable[[str], Money | None]) -> Callable[[Page], Found]:
    def find(page: Page) -> Found:
        for match in scan("money", page.surface, page.languages):
            yield match.start, match.end, parse(page.surface[match.start : match.end])

    return find
