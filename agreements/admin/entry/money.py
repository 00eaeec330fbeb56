"""Sums as people write them, understood as the reader of the press understands them, and shown back."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.admin.labels import language
from agreements.domain.money import Money
from agreements.domain.text import clean_line
from agreements.reading.find.money import find_money
from agreements.reading.model import Document
from agreements.reading.page import lay_out

LONGEST = 80
_CODE = re.compile(r"\b[A-Z]{3}\b")
_KOREAN_RANGE = re.compile(r"(.*\d.*?)\s*[~∼〜–—-]\s*(.*\d.*?)\s*(원|파운드|달러|유로)")


class UnreadableMoney(ValueError):
    """The text is no sum that can be understood."""


def parse_money(text: str) -> Money | None:
    """What a person typed: `£3.5 million`, `£200–300 million`, `GBP 4,500,000`, `50억 원`; None for an empty text.

    Raises UnreadableMoney for anything that is not one sum, or a range, with its currency.
    """
    typed = clean_line(text)[:LONGEST]
    if not typed:
        return None
    found = _one(typed) or _korean_range(typed) or _other_currency(typed)
    if found is None:
        raise UnreadableMoney(
            _("“%(typed)s” is not a sum with its currency; write it like £3.5 million, US$20m or 50억 원.")
            % {"typed": typed[:40]}
        )
    return found


def written(money: Money, language: str) -> str:
    """As a person would type it, to the last unit: `£3.5 million`, or `GBP 4,123,456` where words would round."""
    short = money.format(language)
    try:
        if parse_money(short) == money:
            return short
    except UnreadableMoney:
        pass
    plain = [f"{one.normalize():,f}" for one in dict.fromkeys((money.minimum, money.maximum))]
    return f"{money.currency} {'–'.join(plain)}"


def _one(typed: str) -> Money | None:
    hits = find_money(lay_out(Document(typed)))
    if len(hits) != 1 or (hits[0].start, hits[0].end) != (0, len(typed)):
        return None
    return hits[0].money


def _korean_range(typed: str) -> Money | None:
    """`200억~300억 원`."""
    if not (parts := _KOREAN_RANGE.fullmatch(typed)):
        return None
    low, high = (_one(f"{number} {parts[3]}") for number in (parts[1], parts[2]))
    return Money(low.minimum, high.maximum, low.currency) if low and high and low.minimum <= high.maximum else None


def _other_currency(typed: str) -> Money | None:
    """A code of ISO 4217 that no sign or word stands for."""
    codes = _CODE.findall(typed)
    if len(codes) != 1:
        return None
    found = _one(typed.replace(codes[0], "GBP"))
    return Money(found.minimum, found.maximum, codes[0]) if found else None


class MoneyField(forms.Field):
    """One field for least, most and currency."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"class": "typed-money", "autocomplete": "off", "maxlength": LONGEST, "size": 22}
        )
        defaults: dict[str, Any] = {"required": True, "label": gettext_lazy("sum"), "widget": widget}
        super().__init__(**{**defaults, **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Money):
            return value
        try:
            return parse_money(str(value or ""))
        except UnreadableMoney as problem:
            raise ValidationError(str(problem), code="unreadable") from problem

    def prepare_value(self, value: Any) -> Any:
        return written(value, language()) if isinstance(value, Money) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or None))
        except ValidationError:
            return True
