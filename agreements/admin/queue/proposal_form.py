"""The proposed record as a form: every value beside what the machine read, and back into a proposal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.admin.entry.dates import PartialDateField
from agreements.admin.labels import language
from agreements.curation.reviewing.proposal import EDITED, EVERY_SIDE, Proposal
from agreements.domain.money import Money
from agreements.domain.text import clean_line
from agreements.domain.vocabulary import FORMS, REPORTED_STATUSES, SECTORS, SIDES, Vocabulary
from agreements.reading.model import Fact, Person

T = TypeVar("T")


def _choices(known: Vocabulary, *, blank: bool = False) -> Any:
    def offered() -> list[tuple[str, str]]:
        words = [
            (term.code, f"\u2003{term.label(language())}" if term.parent else term.label(language()))
            for root in known.roots()
            for term in (root, *known.children(root.code))
        ]
        return [("", "–"), *words] if blank else words

    return offered


class OneLine(forms.CharField):
    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class HeadForm(forms.Form):
    """What it is, what is said to have happened to it, and when."""

    form = forms.ChoiceField(label=_("form"), choices=_choices(FORMS))
    title_en = OneLine(label=_("English title"), required=False, max_length=500)
    title_ko = OneLine(label=_("Korean title"), required=False, max_length=500)
    status = forms.ChoiceField(label=_("status asserted"), choices=_choices(REPORTED_STATUSES))
    date = PartialDateField(label=_("date of that step"))


class Row(forms.Form):
    """One of several; `place` says which of the machine's values it began as."""

    place = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PartyForm(Row):
    name = OneLine(
        required=False,
        max_length=300,
        label=_("body"),
        widget=forms.TextInput(attrs={"data-names": "organisation", "autocomplete": "off"}),
    )


class PersonForm(Row):
    name = OneLine(
        required=False,
        max_length=200,
        label=_("name"),
        widget=forms.TextInput(attrs={"data-names": "person", "autocomplete": "off"}),
    )
    role = OneLine(required=False, max_length=300, label=_("post, as stated"))
    side = forms.ChoiceField(choices=_choices(SIDES), label=_("side"), required=False)


class SectorForm(Row):
    sector = forms.ChoiceField(choices=_choices(SECTORS, blank=True), required=False, label=_("sector"))


class AmountForm(Row):
    minimum = forms.DecimalField(required=False, min_value=Decimal(0), max_digits=20, label=_("amount, or least"))
    maximum = forms.DecimalField(required=False, min_value=Decimal(0), max_digits=20, label=_("most, if a range"))
    currency = forms.RegexField(r"^[A-Z]{3}$", required=False, label=_("currency"), strip=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("minimum") is not None and not data.get("currency"):
            self.add_error("currency", _("Give the currency, such as GBP or KRW."))
        if data.get("maximum") is not None and data.get("minimum") is not None and data["maximum"] < data["minimum"]:
            self.add_error("maximum", _("The most is less than the least."))
        return data


_PARTIES = forms.formset_factory(PartyForm, extra=1, max_num=40)
_PEOPLE = forms.formset_factory(PersonForm, extra=1, max_num=40)
_SECTORS = forms.formset_factory(SectorForm, extra=1, max_num=20)
_AMOUNTS = forms.formset_factory(AmountForm, extra=1, max_num=20)


class ProposalForm:
    """The whole form: head and rows. `edited()` is the proposal as it was typed, spans kept where they still apply."""

    def __init__(self, proposal: Proposal, *, data: Any = None) -> None:
        self.proposal, self.data = proposal, data
        self.head = HeadForm(data, initial=_head(proposal), prefix="head")
        self.parties = {
            side: _PARTIES(data, prefix=side, initial=_named(proposal.parties.get(side, ()))) for side in EVERY_SIDE
        }
        self.people = _PEOPLE(data, prefix="people", initial=_people(proposal.people))
        self.sectors = _SECTORS(
            data, prefix="sectors", initial=[{"place": i, "sector": f.value} for i, f in enumerate(proposal.sectors)]
        )
        self.amounts = _AMOUNTS(data, prefix="amounts", initial=_sums(proposal.amounts))

    @property
    def parts(self) -> list[Any]:
        return [self.head, *self.parties.values(), self.people, self.sectors, self.amounts]

    def is_valid(self) -> bool:
        """Every part is looked at, so that every mistake is shown at once."""
        return [part.is_valid() for part in self.parts].count(False) == 0

    def has_changed(self) -> bool:
        """Whether what was typed says anything else than the proposal. Only after `is_valid`."""
        return self.edited() != self.proposal

    def edited(self) -> Proposal:
        """What was typed. Only after `is_valid`."""
        head, was = self.head.cleaned_data, self.proposal
        return Proposal(
            form=_fact(was.form, head["form"]) or was.form,
            status=_fact(was.status, head["status"]) or was.status,
            title_en=_fact(was.title_en, head["title_en"]),
            title_ko=_fact(was.title_ko, head["title_ko"]),
            date=_fact(was.date, head["date"]),
            parties={
                side: _facts(was.parties.get(side, ()), rows, lambda row: row["name"])
                for side, rows in self.parties.items()
            },
            people=_facts(was.people, self.people, _person_typed),
            sectors=_facts(was.sectors, self.sectors, lambda row: row["sector"]),
            amounts=_facts(was.amounts, self.amounts, _sum_typed),
            quote=was.quote,
            spans=was.spans,
        )


def _head(proposal: Proposal) -> dict[str, Any]:
    return {
        "form": proposal.form.value,
        "title_en": proposal.title_en.value if proposal.title_en else "",
        "title_ko": proposal.title_ko.value if proposal.title_ko else "",
        "status": proposal.status.value,
        "date": proposal.date.value if proposal.date else None,
    }


def _named(facts: Iterable[Fact[str]]) -> list[dict[str, Any]]:
    return [{"place": place, "name": fact.value} for place, fact in enumerate(facts)]


def _people(facts: Iterable[Fact[Person]]) -> list[dict[str, Any]]:
    return [
        {"place": place, "name": fact.value.name, "role": fact.value.role, "side": fact.value.side}
        for place, fact in enumerate(facts)
    ]


def _sums(facts: Iterable[Fact[Money]]) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "minimum": fact.value.minimum,
            "maximum": fact.value.maximum if fact.value.maximum != fact.value.minimum else None,
            "currency": fact.value.currency,
        }
        for place, fact in enumerate(facts)
    ]


def _person_typed(row: dict[str, Any]) -> Person | None:
    return Person(row["name"], row["role"], row["side"] or "other") if row["name"] else None


def _sum_typed(row: dict[str, Any]) -> Money | None:
    if row.get("minimum") is None:
        return None
    maximum = row["maximum"] if row.get("maximum") is not None else row["minimum"]
    return Money(row["minimum"], maximum, row["currency"])


def _fact(was: Fact[T] | None, value: T | None) -> Fact[T] | None:
    """The machine's fact where it was left alone; else what was typed, on the words that the machine had found."""
    if value in (None, ""):
        return None
    if was is not None and was.value == value:
        return was
    return Fact(value, was.spans if was else (), EDITED)


def _facts(was: tuple[Fact[Any], ...], rows: Any, typed: Any) -> tuple[Fact[Any], ...]:
    found = []
    for row in rows.cleaned_data:
        place = row.get("place")
        original = was[place] if place is not None and 0 <= place < len(was) else None
        fact = _fact(original, typed(row) if row else None)
        if fact is not None:
            found.append(fact)
    return tuple(found)
