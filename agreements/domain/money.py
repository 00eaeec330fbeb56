"""Sums of money as sources state them: an amount or a range, in one currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {"GBP": "£", "USD": "US$", "EUR": "€", "KRW": "₩"}
_KOREAN_NAMES = {"GBP": "파운드", "USD": "달러", "EUR": "유로", "KRW": "원"}
_KOREAN_UNITS = ((Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))
_ENGLISH_UNITS = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


@dataclass(frozen=True, slots=True)
class Money:
    """`minimum` equals `maximum` unless a source gave a range, in absolute units, never millions; ISO 4217."""

    minimum: Decimal
    maximum: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not (self.minimum.is_finite() and self.maximum.is_finite() and 0 <= self.minimum <= self.maximum):
            raise ValueError(f"not a sum or a range of sums: {self.minimum} to {self.maximum}")
        if not (len(self.currency) == 3 and self.currency.isascii() and self.currency.isupper()):
            raise ValueError(f"not a currency code of ISO 4217: {self.currency!r}")

    @classmethod
    def exactly(cls, value: Decimal | int | str, currency: str) -> Money:
        return cls(Decimal(value), Decimal(value), currency)

    def format(self, language: str) -> str:
        """As a reader of `language` writes it: `£4.5 million`, `450만 파운드`, `£200–300 million`."""
        write = _korean if language.startswith("ko") else _english
        low, high = write(self.minimum, self.currency), write(self.maximum, self.currency)
        return low if low == high else f"{low} – {high}"


def _english(value: Decimal, currency: str) -> str:
    sign = _SIGNS.get(currency, f"{currency} ")
    for size, name in _ENGLISH_UNITS:
        if value >= size:
            return f"{sign}{_digits(value / size)} {name}"
    return f"{sign}{_digits(value)}"


def _korean(value: Decimal, currency: str) -> str:
    name = _KOREAN_NAMES.get(currency, currency)
    parts, rest = [], value
    for size, unit in _KOREAN_UNITS:
        count = rest // size
        if count:
            parts.append(f"{count:,}{unit}")
            rest -= count * size
    if rest or not parts:
        parts.append(_digits(rest))
    return f"{' '.join(parts)} {name}"


def _digits(value: Decimal) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".")
