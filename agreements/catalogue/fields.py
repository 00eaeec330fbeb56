"""How values of the list's parameters are read, each refusal naming the value and saying what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.domain.text import clean_line

MOST_VALUES, LONGEST_WORDS, SHOWN = 100, 200, 40
_SLUG = re.compile(r"[\w-]{1,120}")
_YEAR = re.compile(r"(1[6-9]|2[01])[0-9]{2}")
_PAGE = re.compile(r"[1-9][0-9]{0,8}")


def shown(value: object) -> str:
    """A value fit to be repeated to its sender: cleaned and short."""
    text = clean_line(str(value)[: SHOWN * 4])
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def refusal(message: str, value: object) -> ValidationError:
    return ValidationError(message, params={"value": shown(value)})


class Repeated(forms.MultipleChoiceField):
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
    """Years of four digits."""

    def validate(self, value: Any) -> None:
        for each in value:
            if not _YEAR.fullmatch(each):
                raise refusal(_("A year has four digits, such as 2023."), each)


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


class Words(forms.CharField):
    """Words to search for, cleaned of what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return clean_line(value or "")

    def validate(self, value: Any) -> None:
        if len(value) > LONGEST_WORDS:
            raise refusal(_("Search for at most %(most)d characters.") % {"most": LONGEST_WORDS}, value)


class PageNumber(forms.Field):
    """A page from 1 on."""

    def to_python(self, value: Any) -> int:
        if not value:
            return 1
        if not _PAGE.fullmatch(value):
            raise refusal(_("A page is a whole number from 1."), value)
        return int(value)


class OneOf(forms.ChoiceField):
    """A parameter with one value of a few."""

    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            raise refusal(_("This choice is not known."), value)
