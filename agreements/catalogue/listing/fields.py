"""How values of the list's parameters are read, each refusal naming the value and saying what would be right."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.catalogue.index import past
from agreements.catalogue.listing import years
from agreements.domain.dates import AmbiguousDate, PartialDate, UnreadableDate, parse_date
from agreements.domain.text import clean_line

MOST_VALUES, LONGEST_WORDS, SHOWN = 100, 200, 40
_SLUG = re.compile(r"[\w-]{1,120}")
_PAGE = re.compile(r"[1-9][0-9]{0,8}")


def shown(value: object) -> str:
    """A value fit to be repeated to its sender: cleaned and short."""
    text = clean_line(str(value)[: SHOWN * 4])
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def refusal(message: str, value: object) -> ValidationError:
    return ValidationError(message, params={"value": shown(value)})


class Light:
    """A field that all forms share, since none of them changes it or draws it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return self


class Repeated(Light, forms.MultipleChoiceField):
    """A parameter that may be repeated. Empty values are left out, repetitions count once."""

    def to_python(self, value: Any) -> list[str]:
        values = list(dict.fromkeys(each for each in value or () if each))
        if len(values) > MOST_VALUES:
            raise refusal(_("At most %(most)d choices can be combined.") % {"most": MOST_VALUES}, len(values))
        return values

    def validate(self, value: Any) -> None:
        for each in value:
            if not self.valid_value(each):
                raise refusal(_("This choice is not known."), each)


class Years(Repeated):
    """Years of four digits, and ranges of them."""

    def to_python(self, value: Any) -> list[str]:
        read = {each: years.read(each) for each in super().to_python(value)}
        return list(dict.fromkeys(span.token if span else each for each, span in read.items()))

    def validate(self, value: Any) -> None:
        for each in value:
            if not years.read(each):
                raise refusal(_("A year has four digits, such as 2023. A range is written 2022-2024."), each)


class OneYear(Light, forms.Field):
    """One end of a range of years."""

    def to_python(self, value: Any) -> Any:
        text = (value or "").strip()
        span = years.read(text) if text else None
        if text and (span is None or span.is_range):
            raise refusal(_("A year has four digits, such as 2023."), text)
        return span.first if span else None


class Day(Light, forms.Field):
    """A day that has come, as people write it; a month or a year is none."""

    def to_python(self, value: Any) -> datetime.date | None:
        text = clean_line((value or "")[: SHOWN * 4])
        day = _day(text) if value and value.strip() else None
        if day and day < past.EARLIEST:
            raise refusal(_("The register has nothing so early."), text)
        if day and day > past.latest_day():
            raise refusal(_("This day is still to come: the register can be shown as it stood on a past day."), text)
        return day


def day_of(text: str) -> datetime.date | None:
    """The day that was asked for, none where nothing was. Raises a refusal."""
    return Day(required=False).to_python(text)


def _day(text: str) -> datetime.date:
    """The day that was written. Raises a refusal."""
    try:
        date: PartialDate | None = parse_date(text)
    except AmbiguousDate:
        raise refusal(_("This can be read as two days; write it as 2023-03-01."), text) from None
    except UnreadableDate:
        date = None
    if date is None or date.day is None:
        raise refusal(_("This is not a day; write it as 2023-03-01."), text)
    return date.earliest


class Slugs(Repeated):
    """Names of rows as addresses write them; `known` gives those of them that readers may see."""

    def __init__(self, *, known: Callable[[Iterable[str]], set[str]], **options: Any) -> None:
        super().__init__(**options)
        self.known = known

    def validate(self, value: Any) -> None:
        sound = [each for each in value if _SLUG.fullmatch(each)]
        known = self.known(sound) if sound else set()
        for each in value:
            if each not in known:
                raise refusal(_("This choice is not known."), each)


class Words(Light, forms.CharField):
    """Words to search for, cleaned of what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return clean_line(value or "")

    def validate(self, value: Any) -> None:
        if len(value) > LONGEST_WORDS:
            raise refusal(_("Search for at most %(most)d characters.") % {"most": LONGEST_WORDS}, value)


class PageNumber(Light, forms.Field):
    """A page from 1 on."""

    def to_python(self, value: Any) -> int:
        if not value:
            return 1
        if not _PAGE.fullmatch(value):
            raise refusal(_("A page is a whole number from 1."), value)
        return int(value)


class OneOf(Light, forms.ChoiceField):
    """A parameter with one value of a few."""

    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            raise refusal(_("This choice is not known."), value)
