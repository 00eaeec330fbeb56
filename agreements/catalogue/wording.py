"""Stored values as the words of a page in the reader's language."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from agreements.catalogue.pages.parts import NO_DAY as NO_DAY
from agreements.catalogue.pages.parts import NO_TEXT, Label, Text, When
from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import Vocabulary
from agreements.models.rules import Named

NOTHING = NO_TEXT


def label(vocabulary: Vocabulary, code: str, language: str) -> Label:
    return Label(code, vocabulary.label(code, language))


def other(language: str) -> str:
    """The other of the two languages."""
    return "en" if language.startswith("ko") else "ko"


def either(en: str, ko: str, language: str) -> Text:
    """The one in the reader's language, else the one that there is."""
    return only(en, ko, language) or only(en, ko, other(language))


def only(en: str, ko: str, language: str) -> Text:
    """The one in `language`; false when there is none."""
    words = ko if language.startswith("ko") else en
    return Text(words, language[:2]) if words else NOTHING


def name(row: Named, language: str) -> Text:
    return either(row.name_en, row.name_ko, language)


def other_name(row: Named, language: str) -> Text:
    """The name in the other language, where both are known."""
    return only(row.name_en, row.name_ko, other(language)) if row.name_en and row.name_ko else NOTHING


def when(date: PartialDate | None, language: str) -> When:
    """A date as stated, or that none is."""
    if date is None:
        return When(_("date not stated"), "", "unknown")
    return When(date.format(language), date.isoformat(), date.precision)


def stored(day: datetime.date | None, precision: str, language: str) -> When:
    """The stored pair of a day and its precision."""
    return when(PartialDate.at(day, precision) if day else None, language)


def on_day(day: datetime.date | datetime.datetime | None, language: str) -> When:
    """A day that the register itself set; false when there is none."""
    if day is None:
        return NO_DAY
    return when(PartialDate(day.year, day.month, day.day), language)


def share(count: int, most: int) -> int:
    """`count` as a part of `most`, 0 to 100; something is never nothing."""
    return max(1, round(100 * count / most)) if count and most else 0
