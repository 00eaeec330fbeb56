"""How one field of a seed file is read: each reader returns the value, or says at its place what is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from agreements.domain.addresses import BadAddress, canonical_address
from agreements.domain.dates import AmbiguousDate, PartialDate, UnreadableDate, parse_date
from agreements.domain.text import clean_line
from agreements.domain.vocabulary import Vocabulary
from agreements.seeding.problems import Where

Read = Callable[[Any, Where], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is read, whether it must be there, and what stands for it when it is not."""

    read: Read
    required: bool = False
    default: Any = None


Shape = Mapping[str, Field]


def mapping(shape: Shape) -> Read:
    """A mapping of exactly these fields; an unknown one is refused with the nearest known."""

    def read(raw: Any, where: Where) -> dict[str, Any] | None:
        if not isinstance(raw, dict):
            where.say(f"is {_kind(raw)} where fields were expected: {', '.join(shape)}")
            return None
        for name in raw.keys() - shape.keys():
            where.at(name).say(f"is not a field here{nearest(name, shape)}")
        return {name: _field(field, raw, name, where) for name, field in shape.items()}

    return read


def _field(field: Field, raw: dict[str, Any], name: str, where: Where) -> Any:
    if name not in raw:
        if field.required:
            where.say(f"{name} is missing")
        return field.default
    return field.read(raw[name], where.at(name))


def listed(of: Read, *, least: int = 0) -> Read:
    """A list, each of whose members is read by `of`."""

    def read(raw: Any, where: Where) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            where.say(f"is {_kind(raw)} where a list was expected")
            return ()
        if len(raw) < least:
            where.say("is empty")
        members = tuple(of(member, where.nth(number)) for number, member in enumerate(raw))
        return tuple(member for member in members if member is not None)

    return read


def line(longest: int = 500) -> Read:
    """Text on one line."""

    def read(raw: Any, where: Where) -> str:
        if not isinstance(raw, str):
            where.say(f"is {_kind(raw)} where text was expected")
            return ""
        text = clean_line(raw)
        if not text:
            where.say("is empty; leave the field out instead")
        if len(text) > longest:
            where.say(f"is longer than {longest} characters")
        return text

    return read


def code(vocabulary: Vocabulary) -> Read:
    """A code of a vocabulary."""

    def read(raw: Any, where: Where) -> str | None:
        if not isinstance(raw, str) or raw not in vocabulary:
            where.say(f"“{raw}” is not a code of the vocabulary{nearest(str(raw), vocabulary)}")
            return None
        return raw

    return read


def matching(pattern: str, what: str) -> Read:
    """Text of a fixed form, such as a slug or a public id."""

    def read(raw: Any, where: Where) -> str:
        if not isinstance(raw, str) or not re.fullmatch(pattern, raw):
            where.say(f"“{raw}” is not {what}")
        return str(raw)

    return read


def date(raw: Any, where: Where) -> PartialDate | None:
    """A day, a month or a year, as a person writes it."""
    try:
        return parse_date(raw if isinstance(raw, str) else str(raw))
    except AmbiguousDate as error:
        where.say(str(error))
    except UnreadableDate:
        where.say(f"“{raw}” is not a date")
    return None


def whole_number(raw: Any, where: Where) -> int | None:
    if isinstance(raw, str) and re.fullmatch(r"\d{1,9}", raw, re.ASCII):
        return int(raw)
    where.say(f"“{raw}” is not a whole number")
    return None


def sum_of_money(raw: Any, where: Where) -> Decimal | None:
    """Absolute units without separators: 4500000, never 4.5 million."""
    try:
        value = Decimal(raw if isinstance(raw, str) else "")
    except InvalidOperation:
        value = Decimal(-1)
    if value.is_finite() and 0 <= value < Decimal(10) ** 18:
        return value
    where.say(f"“{raw}” is not a sum; write it in full, such as 4500000")
    return None


def address(raw: Any, where: Where) -> str:
    """A web address, as it was given."""
    try:
        canonical_address(str(raw))
    except BadAddress as error:
        where.say(f"“{raw}” is not an address: {error}")
    return str(raw)


def nearest(name: str, known: Any) -> str:
    """` (did you mean “…”?)` for a misspelt name, or nothing."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


def _kind(raw: Any) -> str:
    if isinstance(raw, dict):
        return "a mapping"
    return "a list" if isinstance(raw, list) else f"“{raw}”"
