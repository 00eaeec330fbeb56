"""Dates as people write them, kept as a day and its precision, and shown back as they were understood."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.labels import language
from agreements.admin.typed import AnyModelForm
from agreements.domain.dates import AmbiguousDate, PartialDate, UnreadableDate, parse_date
from agreements.domain.text import clean_line

HOW = _("As you would write it: 22 November 2023, Nov 2023, 2023, 2023년 11월 22일. Leave empty when it is not stated.")


LONGEST = 60


def in_words(problem: UnreadableDate, typed: str) -> str:
    """Why what was typed is no date, in the reader's language."""
    shown = clean_line(typed)[:40]
    if isinstance(problem, AmbiguousDate) and problem.readings:
        one, two = (reading.format(language()) for reading in problem.readings)
        return gettext("“%(typed)s” can mean %(one)s or %(two)s; write the month as a word.") % {
            "typed": shown,
            "one": one,
            "two": two,
        }
    return gettext("“%(typed)s” is not a date; write it like 22 November 2023, Nov 2023 or 2023년 11월 22일.") % {
        "typed": shown
    }


class PartialDateField(forms.Field):
    """What a person typed, as a date of its own precision; nothing is made more exact than it was written."""

    def __init__(self, **options: Any) -> None:
        options = {"required": False, "label": _("date"), **options}
        widget = forms.TextInput(attrs={"class": "typed-date", "autocomplete": "off", "maxlength": LONGEST, "size": 18})
        super().__init__(**{"widget": widget, **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return value
        try:
            return parse_date(str(value or "")[: LONGEST + 1])
        except UnreadableDate as problem:
            raise ValidationError(in_words(problem, str(value)), code="unreadable") from problem

    def prepare_value(self, value: Any) -> Any:
        return value.format(language()) if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or None))
        except ValidationError:
            return True


class DayField(PartialDateField):
    """A whole day, typed as people write it."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, datetime.date):
            return value
        found = super().to_python(value)
        if found and found.precision != "day":
            raise ValidationError(gettext("Give the day, the month and the year, or leave it empty."), code="not-a-day")
        return found.earliest if found else None

    def prepare_value(self, value: Any) -> Any:
        return PartialDate.of(value).format(language()) if isinstance(value, datetime.date) else value


class DatedForm(AnyModelForm):
    """A form whose `dates` stand for pairs of columns: a day and its precision."""

    dates: ClassVar[dict[str, str]] = {"when": "date"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, column in self.dates.items():
            day = getattr(self.instance, column)
            if day and name not in self.initial:
                self.initial[name] = PartialDate.at(day, getattr(self.instance, f"{column}_precision"))

    def _post_clean(self) -> None:
        for name, column in self.dates.items():
            when = self.cleaned_data.get(name)
            setattr(self.instance, column, when.earliest if when else None)
            setattr(self.instance, f"{column}_precision", when.precision if when else "unknown")
        super()._post_clean()  # type: ignore[misc]
