"""What a cell of a column may hold: read from what people type, kept as one plain text, turned into columns of a row.

The plain text of a value is the same however it was typed, so two cells are equal when their plain texts are.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.domain.addresses import BadAddress, canonical_address
from agreements.domain.dates import AmbiguousDate, PartialDate, UnreadableDate, parse_date
from agreements.domain.text import clean, clean_line, fold
from agreements.domain.vocabulary import Vocabulary

YES, NO = "yes", "no"
_TRUE = frozenset({"yes", "y", "true", "1", "예", "네", "참", "o"})
_FALSE = frozenset({"no", "n", "false", "0", "아니오", "아니요", "거짓", "x"})
_REMOVED = frozenset({"remove", "delete", "삭제", "제거"})
_LARGEST = Decimal(10) ** 18
Raw = str | PartialDate


class Wrong(ValueError):
    """The cell cannot be understood; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Any text on one line. Other kinds say more exactly what a cell may hold."""

    longest: int = 500

    def read(self, raw: Raw) -> str:
        """The plain text of what was typed. Raises Wrong."""
        text = clean_line(self._typed(raw))
        if len(text) > self.longest:
            raise Wrong(
                _("This is %(n)s characters long; %(most)s are the most.") % {"n": len(text), "most": self.longest}
            )
        return text

    def write(self, row: Model, field: str) -> str:
        """The plain text of what a row holds."""
        return clean_line(str(getattr(row, field) or ""))

    def columns(self, field: str, text: str) -> dict[str, Any]:
        """What a row holds when it holds this plain text; nothing, when that is empty."""
        return {field: text}

    def said(self, text: str, language: str) -> str:
        """The plain text as a reader of `language` is shown it."""
        return text

    @property
    def about(self) -> Any:
        return gettext_lazy("Text on one line.")

    @staticmethod
    def _typed(raw: Raw) -> str:
        if isinstance(raw, PartialDate):
            raise Wrong(_("The spreadsheet has made a date of this cell. Format it as text and type it again."))
        return raw


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Text of several lines."""

    longest: int = 20_000

    def read(self, raw: Raw) -> str:
        text = clean(self._typed(raw)).strip()
        if len(text) > self.longest:
            raise Wrong(
                _("This is %(n)s characters long; %(most)s are the most.") % {"n": len(text), "most": self.longest}
            )
        return text

    def write(self, row: Model, field: str) -> str:
        return clean(str(getattr(row, field) or "")).strip()

    @property
    def about(self) -> Any:
        return gettext_lazy("Text; it may have several lines.")


@dataclass(frozen=True, slots=True)
class Code(Kind):
    """A code of a vocabulary, or its name in English or Korean."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def read(self, raw: Raw) -> str:
        text = clean_line(self._typed(raw))
        if text in self.vocabulary:
            return text
        wanted = fold(text)
        found = {code for code, term in self.vocabulary.items() if wanted in (fold(code), fold(term.en), fold(term.ko))}
        if len(found) == 1:
            return found.pop()
        if found:
            codes = ", ".join(sorted(found))
            raise Wrong(
                _("“%(text)s” is the name of several codes; write the code: %(codes)s.")
                % {"text": text, "codes": codes}
            )
        raise Wrong(_("“%(text)s” is not a code of this list. Take one from the sheet “codes”.") % {"text": text[:60]})

    def said(self, text: str, language: str) -> str:
        return self.vocabulary.label(text, language)

    @property
    def about(self) -> Any:
        return gettext_lazy("A code of the list, or its name in English or Korean; see the sheet “codes”.")


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no; where the column may be neither, an empty cell of a new row."""

    may_be_unknown: bool = False

    def read(self, raw: Raw) -> str:
        typed = fold(self._typed(raw))
        if typed in _TRUE or typed in _FALSE:
            return YES if typed in _TRUE else NO
        raise Wrong(_("Write yes or no."))

    def write(self, row: Model, field: str) -> str:
        held = getattr(row, field)
        return "" if held is None else YES if held else NO

    def columns(self, field: str, text: str) -> dict[str, Any]:
        return {field: text == YES if text or not self.may_be_unknown else None}

    def said(self, text: str, language: str) -> str:
        return {YES: _("yes"), NO: _("no")}.get(text, text)

    @property
    def about(self) -> Any:
        return gettext_lazy("yes or no.")


@dataclass(frozen=True, slots=True)
class Removal(Flag):
    """Yes, where the row is to be taken out of the register."""

    def read(self, raw: Raw) -> str:
        return YES if fold(self._typed(raw)) in _REMOVED else Flag.read(self, raw)


@dataclass(frozen=True, slots=True)
class When(Kind):
    """A day, a month or a year, never made more exact than it was written."""

    def read(self, raw: Raw) -> str:
        if isinstance(raw, str) and (day := _kept_as_number(raw)):
            raise Wrong(
                _("This is the number by which a spreadsheet keeps a day, perhaps %(day)s. Type the day itself.")
                % {"day": day.isoformat()}
            )
        try:
            when = raw if isinstance(raw, PartialDate) else parse_date(clean_line(raw)[:80])
        except AmbiguousDate as problem:
            raise Wrong(
                _("This can mean two different days. Write the month as a word, or the date like 2023-11-22.")
            ) from problem
        except UnreadableDate as problem:
            raise Wrong(
                _("This is not a date. Write it like 22 November 2023, Nov 2023, 2023-11-22 or 2023년 11월 22일.")
            ) from problem
        return when.isoformat() if when else ""

    def write(self, row: Model, field: str) -> str:
        day = getattr(row, field)
        return PartialDate.at(day, getattr(row, f"{field}_precision")).isoformat() if day else ""

    def columns(self, field: str, text: str) -> dict[str, Any]:
        when = PartialDate.fromisoformat(text) if text else None
        return {
            field: when.earliest if when else None,
            f"{field}_precision": when.precision if when else "unknown",
        }

    def said(self, text: str, language: str) -> str:
        return PartialDate.fromisoformat(text).format(language) if text else ""

    @property
    def about(self) -> Any:
        return gettext_lazy("A day, a month or a year as you would write it: 2023-11-22, Nov 2023, 2023, 2023년 11월.")


def _kept_as_number(text: str) -> datetime.date | None:
    """The day that a spreadsheet means by a number, where it would be one of our time."""
    if not re.fullmatch(r"[1-9]\d{4}(?:\.0+)?", text.strip(), re.ASCII):
        return None
    return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(float(text)))


@dataclass(frozen=True, slots=True)
class Day(When):
    """An exact day."""

    def read(self, raw: Raw) -> str:
        text = When.read(self, raw)
        if text and len(text) < len("2023-11-22"):
            raise Wrong(_("Give the day, too: this column holds exact days."))
        return text

    def write(self, row: Model, field: str) -> str:
        day = getattr(row, field)
        return day.isoformat() if day else ""

    def columns(self, field: str, text: str) -> dict[str, Any]:
        return {field: datetime.date.fromisoformat(text) if text else None}

    @property
    def about(self) -> Any:
        return gettext_lazy("An exact day, such as 2023-11-22.")


@dataclass(frozen=True, slots=True)
class Moment(Day):
    """The day of a moment."""

    def columns(self, field: str, text: str) -> dict[str, Any]:
        day = datetime.date.fromisoformat(text)
        return {field: datetime.datetime.combine(day, datetime.time(), datetime.UTC)}

    def write(self, row: Model, field: str) -> str:
        moment: datetime.datetime = getattr(row, field)
        return moment.astimezone(datetime.UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Sum(Kind):
    """Money in whole units of its currency."""

    def read(self, raw: Raw) -> str:
        text = clean_line(self._typed(raw))
        if not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,18}(?:\.\d{1,2}0*)?", text, re.ASCII):
            raise Wrong(_("Write the sum in full, in figures: 4500000, not 4.5 million."))
        value = Decimal(text.replace(",", ""))
        if value >= _LARGEST:
            raise Wrong(_("This sum is too large."))
        return _plain_sum(value)

    def write(self, row: Model, field: str) -> str:
        value = getattr(row, field)
        return "" if value is None else _plain_sum(value)

    def columns(self, field: str, text: str) -> dict[str, Any]:
        return {field: Decimal(text)}

    def said(self, text: str, language: str) -> str:
        return f"{Decimal(text):,}" if text else ""

    @property
    def about(self) -> Any:
        return gettext_lazy("A sum in full, in figures: 4500000.")


def _plain_sum(value: Decimal) -> str:
    return f"{value:.2f}".removesuffix(".00")


@dataclass(frozen=True, slots=True)
class Count(Kind):
    """A whole number."""

    def read(self, raw: Raw) -> str:
        text = clean_line(self._typed(raw)).replace(",", "")
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise Wrong(_("Write a whole number."))
        return str(int(text))

    def write(self, row: Model, field: str) -> str:
        value = getattr(row, field)
        return "" if value is None else str(value)

    def columns(self, field: str, text: str) -> dict[str, Any]:
        return {field: int(text) if text else None}

    @property
    def about(self) -> Any:
        return gettext_lazy("A whole number.")


@dataclass(frozen=True, slots=True)
class Address(Kind):
    """A web address, kept as it was given."""

    longest: int = 2_000

    def read(self, raw: Raw) -> str:
        text = clean_line(self._typed(raw))
        page_of(text)
        return text

    @property
    def about(self) -> Any:
        return gettext_lazy("A web address that starts with http:// or https://.")


@dataclass(frozen=True, slots=True)
class Page(Address):
    """A web page, under the one address by which the register knows it."""

    def read(self, raw: Raw) -> str:
        return page_of(clean_line(self._typed(raw)))


@dataclass(frozen=True, slots=True)
class Press(Page):
    """A press item that the register holds, by its address."""

    def columns(self, field: str, text: str) -> dict[str, Any]:
        raise TypeError("a press item is looked up when it is applied")


def page_of(text: str) -> str:
    """The one address of a page. Raises Wrong for what is no web address."""
    try:
        return canonical_address(text)
    except BadAddress as problem:
        raise Wrong(_("This is not a web address. It starts with http:// or https:// and has no spaces.")) from problem


@dataclass(frozen=True, slots=True)
class Shaped(Kind):
    """Text of a fixed form."""

    pattern: str = ""
    wanted: Any = ""

    def read(self, raw: Raw) -> str:
        text = Kind.read(self, raw)
        if not re.fullmatch(self.pattern, text):
            raise Wrong(
                _("“%(text)s” is not of the form asked for: %(form)s") % {"text": text[:60], "form": self.wanted}
            )
        return text

    @property
    def about(self) -> Any:
        return self.wanted


SLUG = Shaped(
    120, r"[a-z0-9]+(?:-[a-z0-9]+)*", gettext_lazy("Small letters, digits and hyphens: the end of its web address.")
)
PERSON_SLUG = Shaped(
    120,
    r"[a-z0-9가-힣]+(?:-[a-z0-9가-힣]+)*",
    gettext_lazy("Small letters, Hangul, digits and hyphens: the end of its web address."),
)
CURRENCY = Shaped(3, r"[A-Z]{3}", gettext_lazy("Three capital letters, such as GBP or KRW."))


@dataclass(frozen=True, slots=True)
class Link(Kind):
    """Another row of the register or of the file, named by its key or, for bodies and people, by a name of it."""

    to: str = ""

    def columns(self, field: str, text: str) -> dict[str, Any]:
        raise TypeError("a link is resolved when it is applied")

    @property
    def about(self) -> Any:
        return format_lazy(
            gettext_lazy("A row of the sheet “{sheet}”, or of the register: its key, or its name."), sheet=self.to
        )


@dataclass(frozen=True, slots=True)
class Label(Kind):
    """What a row is called inside the file."""

    longest: int = 60
