"""What a candidate proposes, as typed values: the machine's reading, or a curator's edited version of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.text import has_hangul
from agreements.domain.vocabulary import FORMS, SECTORS
from agreements.models import Candidate
from agreements.reading.model import Fact, Person, Span

T = TypeVar("T")
EDITED = "edited"
"""The rule of a value that a curator typed."""
EVERY_SIDE = ("uk", "kr", "other")
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed agreement, or addition to one. A value that a curator typed has the rule `edited`, and keeps the
    spans of the machine's value only where it replaced one."""

    form: Fact[str]
    status: Fact[str]
    title_en: Fact[str] | None = None
    title_ko: Fact[str] | None = None
    date: Fact[PartialDate] | None = None
    parties: Mapping[str, tuple[Fact[str], ...]] = field(default_factory=dict)
    people: tuple[Fact[Person], ...] = ()
    sectors: tuple[Fact[str], ...] = ()
    amounts: tuple[Fact[Money], ...] = ()
    quote: Span = _NOWHERE
    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, candidate: Candidate) -> Proposal:
        """The edited version where there is one."""
        return cls.parse(dict(candidate.proposal))

    @classmethod
    def read_in(cls, candidate: Candidate) -> Proposal:
        """What the machine read, whatever was edited since."""
        return cls.parse(candidate.reading)

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Proposal:
        """From the stored form, which `as_dict` writes and `reading.serialise` writes for a mention."""
        title = _with_a_capital(_fact(stored.get("title"), str))
        korean = title is not None and has_hangul(title.value)
        return cls(
            form=_fact(stored["form"], str) or Fact("other", (), ""),
            status=_fact(stored["status"], str) or Fact("unclear", (), ""),
            title_en=_fact(stored.get("title_en"), str) or (None if korean else title),
            title_ko=_fact(stored.get("title_ko"), str) or (title if korean else None),
            date=_fact(stored.get("date"), _date),
            parties={side: _facts(stored.get(f"{side}_parties"), str) for side in EVERY_SIDE},
            people=_facts(stored.get("people"), _person),
            sectors=tuple(fact for fact in _facts(stored.get("sectors"), str) if fact.value in SECTORS),
            amounts=_facts(stored.get("amounts"), _money),
            quote=_span(stored["quote"]),
            spans=tuple(_span(span) for span in stored.get("spans", ())),
        )

    def as_dict(self) -> dict[str, Any]:
        """The stored form, of plain JSON values."""
        single = {name: getattr(self, name) for name in ("form", "status", "title_en", "title_ko", "date")}
        return {
            **{name: _written(fact) for name, fact in single.items()},
            "title": _written(self.title_en or self.title_ko),
            **{f"{side}_parties": _written_all(self.parties.get(side, ())) for side in EVERY_SIDE},
            "people": _written_all(self.people),
            "sectors": _written_all(self.sectors),
            "amounts": _written_all(self.amounts),
            "quote": [self.quote.start, self.quote.end],
            "spans": [[span.start, span.end] for span in self.spans],
        }

    @property
    def has_title(self) -> bool:
        return bool(self.title_en or self.title_ko)

    def description(self, language: str) -> str:
        """A title of our own for an instrument that its text does not name: its form and its first sector."""
        form = FORMS.label(self.form.value, language)
        if not self.sectors:
            return form
        sector = SECTORS.label(self.sectors[0].value, language)
        return f"{sector} {form}" if language.startswith("ko") else f"{form} on {sector[:1].lower()}{sector[1:]}"


def _span(stored: Any) -> Span:
    if isinstance(stored, Mapping):
        return Span(int(stored["start"]), int(stored["end"]))
    start, end = stored
    return Span(int(start), int(end))


def _with_a_capital(title: Fact[str] | None) -> Fact[str] | None:
    """As a title is written: a text may name it in the midst of a sentence. What it is quoted from stays as it is."""
    if title is None or not title.value.partition(" ")[0].islower():
        return title
    return Fact(title.value[:1].upper() + title.value[1:], title.spans, title.rule)


def _fact(stored: Any, value: Callable[[Any], T]) -> Fact[T] | None:
    if stored is None:
        return None
    spans = tuple(_span(span) for span in stored.get("spans", ()))
    return Fact(value(stored["value"]), spans, str(stored.get("rule", "")))


def _facts(stored: Iterable[Any] | None, value: Callable[[Any], T]) -> tuple[Fact[T], ...]:
    return tuple(fact for fact in (_fact(one, value) for one in stored or ()) if fact is not None)


def _date(stored: Any) -> PartialDate:
    return PartialDate.fromisoformat(stored)


def _person(stored: Mapping[str, str]) -> Person:
    return Person(stored["name"], stored.get("role", ""), stored.get("side", "other"))


def _money(stored: Mapping[str, Any]) -> Money:
    return Money(Decimal(stored["minimum"]), Decimal(stored["maximum"]), stored["currency"])


def _written(fact: Fact[Any] | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "value": _plain(fact.value),
        "spans": [[span.start, span.end] for span in fact.spans],
        "rule": fact.rule,
    }


def _written_all(facts: Iterable[Fact[Any]]) -> list[dict[str, Any] | None]:
    return [_written(fact) for fact in facts]


def _plain(value: object) -> object:
    if isinstance(value, Person):
        return {"name": value.name, "role": value.role, "side": value.side}
    if isinstance(value, Money):
        return {"minimum": str(value.minimum), "maximum": str(value.maximum), "currency": value.currency}
    return value.isoformat() if isinstance(value, PartialDate) else value
