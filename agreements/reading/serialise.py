"""A reading as JSON: the flat shape that is printed and scored, and the full one that is stored and read back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.reading.model import Document, Fact, Mention, Person, Reading, Span


def to_json(reading: Reading, document: Document) -> dict[str, Any]:
    """The reading as ``extract --format jsonl`` prints it; the caller adds the document's id."""
    return {
        "relevant": reading.relevant,
        "mentions": [_flat(mention, document) for mention in reading.mentions],
    }


def _flat(mention: Mention, document: Document) -> dict[str, Any]:
    date = mention.date.value if mention.date else None
    return {
        "type": mention.form.value,
        "title": mention.title.value if mention.title else "",
        "status": mention.status.value,
        "date": date.isoformat() if date else None,
        "date_precision": date.precision if date else "unknown",
        "uk_parties": [fact.value for fact in mention.uk_parties],
        "kr_parties": [fact.value for fact in mention.kr_parties],
        "other_parties": [fact.value for fact in mention.other_parties],
        "people": [{"name": f.value.name, "role": f.value.role, "side": f.value.side} for f in mention.people],
        "sectors": [fact.value for fact in mention.sectors],
        "amounts": [amount for fact in mention.amounts for amount in _sums(fact.value)],
        "quote": mention.quote.of(document.text),
        "start": mention.quote.start,
        "end": mention.quote.end,
        "bilateral": mention.bilateral,
        "umbrella": mention.umbrella,
        "count": mention.count.value if mention.count else None,
    }


def _sums(money: Money) -> list[dict[str, Any]]:
    """A sum, or both ends of a range."""
    ends = [money.minimum] if money.minimum == money.maximum else [money.minimum, money.maximum]
    return [{"value": _number(value), "currency": money.currency} for value in ends]


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def as_dict(reading: Reading) -> dict[str, Any]:
    """The whole reading with every span and rule, fit to be stored as JSON."""
    return {
        "relevant": reading.relevant,
        "mentions": [_stored(mention) for mention in reading.mentions],
        "masked": [_span(span) for span in reading.masked],
    }


def from_dict(stored: dict[str, Any]) -> Reading:
    """The reading that ``as_dict`` gave."""
    return Reading(
        relevant=stored["relevant"],
        mentions=tuple(_restored(mention) for mention in stored["mentions"]),
        masked=tuple(Span(*pair) for pair in stored["masked"]),
    )


def _stored(mention: Mention) -> dict[str, Any]:
    return {
        "form": _fact(mention.form),
        "title": _fact(mention.title) if mention.title else None,
        "status": _fact(mention.status),
        "date": _fact(mention.date, PartialDate.isoformat) if mention.date else None,
        "uk_parties": [_fact(fact) for fact in mention.uk_parties],
        "kr_parties": [_fact(fact) for fact in mention.kr_parties],
        "other_parties": [_fact(fact) for fact in mention.other_parties],
        "people": [_fact(fact, _person) for fact in mention.people],
        "sectors": [_fact(fact) for fact in mention.sectors],
        "amounts": [_fact(fact, _money) for fact in mention.amounts],
        "quote": _span(mention.quote),
        "spans": [_span(span) for span in mention.spans],
        "bilateral": mention.bilateral,
        "umbrella": mention.umbrella,
        "count": _fact(mention.count) if mention.count else None,
    }


def _restored(stored: dict[str, Any]) -> Mention:
    def facts(key: str, value: Callable[[Any], Any] = lambda plain: plain) -> tuple[Fact[Any], ...]:
        return tuple(_read_fact(fact, value) for fact in stored[key])

    return Mention(
        form=_read_fact(stored["form"]),
        title=_read_fact(stored["title"]) if stored["title"] else None,
        status=_read_fact(stored["status"]),
        date=_read_fact(stored["date"], PartialDate.fromisoformat) if stored["date"] else None,
        uk_parties=facts("uk_parties"),
        kr_parties=facts("kr_parties"),
        other_parties=facts("other_parties"),
        people=facts("people", lambda plain: Person(**plain)),
        sectors=facts("sectors"),
        amounts=facts("amounts", _read_money),
        quote=Span(*stored["quote"]),
        spans=tuple(Span(*pair) for pair in stored["spans"]),
        bilateral=stored["bilateral"],
        umbrella=stored["umbrella"],
        count=_read_fact(stored["count"]) if stored["count"] else None,
    )


def _fact(fact: Fact[Any], plain: Callable[[Any], Any] = lambda value: value) -> dict[str, Any]:
    return {"value": plain(fact.value), "spans": [_span(span) for span in fact.spans], "rule": fact.rule}


def _read_fact(stored: dict[str, Any], value: Callable[[Any], Any] = lambda plain: plain) -> Fact[Any]:
    return Fact(value(stored["value"]), tuple(Span(*pair) for pair in stored["spans"]), stored["rule"])


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, "role": person.role, "side": person.side}


def _money(money: Money) -> dict[str, str]:
    return {"minimum": str(money.minimum), "maximum": str(money.maximum), "currency": money.currency}


def _read_money(stored: dict[str, str]) -> Money:
    return Money(Decimal(stored["minimum"]), Decimal(stored["maximum"]), stored["currency"])
