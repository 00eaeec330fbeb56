"""What a press item adds to an agreement once a curator has accepted it.

A value that agrees gains evidence; a value that is missing is added with its evidence; a value that differs is never
overwritten: the press item's version stands beside it as evidence against, as reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation import agreements, evidence
from agreements.curation.audit import Stand
from agreements.curation.quoting import sentences_around
from agreements.curation.reviewing import identities, stances
from agreements.curation.reviewing.effects import Effects
from agreements.curation.reviewing.placing import place
from agreements.curation.reviewing.proposal import EDITED, Proposal
from agreements.curation.reviewing.stances import ACTION_OF_STATUS
from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.text import fold, has_hangul
from agreements.domain.vocabulary import FORMS
from agreements.models import Action, Agreement, Amount, Candidate, Organisation, Person, Signatory
from agreements.reading.model import Fact, Span

_VERBS = frozenset(
    "signed concluded agreed adopted announced launched exchanged renewed will has have was were".split()
)
"""In small letters: words of a sentence about an agreement, and not of what it is called."""


class QuoteNotThere(ValueError):
    """A fact's span lies outside the text that it is said to stand in."""


class Contribution:
    """One accepted candidate on its way into one agreement."""

    def __init__(self, *, agreement: Agreement, candidate: Candidate, by: User, reason: str, effects: Effects) -> None:
        self.agreement, self.by, self.reason, self.effects = agreement, by, reason, effects
        self.revision = candidate.revision
        self.proposal = Proposal.of(candidate)
        self.read = Proposal.read_in(candidate)
        self.stand = Stand.of(by, timezone.now().date())

    def apply(self) -> None:
        """Everything the proposal says."""
        self._form()
        for language in ("en", "ko"):
            self._title(language)
        self._described()
        self._action()
        self._signatories()
        for fact in self.proposal.sectors:
            self._sector(fact)
        for amount in self.proposal.amounts:
            self._amount(amount)
        self._press_link()

    # -- the agreement's own columns -------------------------------------------------------------------------------

    def _form(self) -> None:
        fact = self.proposal.form
        stance = stances.of_form(self.agreement.form, fact.value)
        if stance == "agrees":
            self._support("form", fact, reported=self._as_read(fact, self.read.form, FORMS))
        elif stance == "differs":
            self._dispute("form", fact, FORMS.label(fact.value, "en"))

    def _title(self, language: str) -> None:
        value = f"title_{language}"
        fact: Fact[str] | None = getattr(self.proposal, value)
        if fact is None:
            return
        stance = stances.of_title(getattr(self.agreement, value), fact.value)
        if stance == "adds":
            self._fill(self.agreement, **{value: fact.value})
        if stance != "differs":
            self._support(value, fact)
        elif fact.rule == EDITED or _reads_as_a_name(fact.value):
            self._other_name(fact, language)

    def _described(self) -> None:
        """A title that we composed, because the text gives none, is our judgement."""
        if not self.proposal.has_title:
            for value in ("title_en", "title_ko"):
                if getattr(self.agreement, value) and not self._stands("title_en", "title_ko"):
                    self._put(value, evidence.judgement("A description of ours: the text gives no title."), None)

    def _other_name(self, fact: Fact[str], language: str) -> None:
        known = next((n for n in self.agreement.other_names.all() if fold(n.text) == fold(fact.value)), None)
        name = known or agreements.add_name(
            agreement=self.agreement, text=fact.value, language=language, by=self.by, reason=self.reason
        )
        if not known:
            self.effects.made(name)
        self._support("other_name", fact, row=name)

    # -- what happened ---------------------------------------------------------------------------------------------

    def _action(self) -> None:
        kind = ACTION_OF_STATUS.get(self.proposal.status.value)
        if kind is None:
            return
        when = self.proposal.date.value if self.proposal.date else None
        stance, action = stances.of_action(self.agreement.actions.all(), kind, when)
        if stance == "agrees" and action:
            self._stand_under_action(action, when)
        elif stance == "differs":
            fact = self.proposal.date or self.proposal.status
            self._dispute("action", fact, when.isoformat() if when else "", row=action)
        elif stance == "adds":
            self._new_action(kind, when)

    def _new_action(self, kind: str, when: PartialDate | None) -> None:
        action = agreements.record_action(
            agreement=self.agreement, kind=kind, when=when, by=self.by, reason=self.reason
        )
        self.effects.made(action)
        self._stand_under_action(action, when)

    def _stand_under_action(self, action: Action, when: PartialDate | None) -> None:
        if action.when is None and when is not None:
            self._fill(action, date=when.earliest, date_precision=when.precision)
        more_exact = when.isoformat() if when and when != action.when else ""
        self._support("action", self.proposal.status, row=action, reported=more_exact)
        if self.proposal.date:
            self._support("action", self.proposal.date, row=action, reported=more_exact)

    # -- who -------------------------------------------------------------------------------------------------------

    def _signatories(self) -> None:
        capacity = "signed" if self.proposal.status.value == "signed" else "named"
        for placed in place(self.proposal):
            rows = [row for row in self.agreement.signatories.all() if row.side == placed.side]
            held = {row.organisation for row in rows}
            named = placed.party if placed.party and self._names_a_body(placed.party.value, placed.side, rows) else None
            if held and not named and not placed.person:
                continue  # the country, or "the ministry", adds nothing to a body of that side
            body = self._body(placed.side, named, held)
            person = identities.person(placed.person.value.name, placed.side, self.effects) if placed.person else None
            post = placed.person.value.role if placed.person else ""
            row = self._signatory(body, capacity, person, post, named)
            if placed.party and (named or body.kind == "government"):
                self._support("signatory", placed.party, row=row)
            if placed.person:
                self._support("signatory", placed.person, row=row)

    @staticmethod
    def _names_a_body(name: str, side: str, rows: Sequence[Signatory]) -> bool:
        return not identities.is_country(name, side) and stances.of_party(rows, name, side) != "silent"

    def _body(self, side: str, named: Fact[str] | None, held: set[Organisation]) -> Organisation:
        """The body that is named; else the one body of that side already there, else its government."""
        if named:
            return identities.organisation(named.value, side, self.effects)
        return next(iter(held)) if len(held) == 1 else identities.government(side, self.effects)

    def _signatory(
        self, body: Organisation, capacity: str, person: Person | None, post: str, party: Fact[str] | None
    ) -> Signatory:
        rows = [row for row in self.agreement.signatories.all() if row.organisation_id in _same_body(body)]
        same = next((row for row in rows if person is None or row.person_id == person.pk), None)
        if same:
            return same
        free = next((row for row in rows if row.person_id is None), None)
        if free and person:
            self._fill(free, person_id=person.pk, post=post)
            return free
        name_then = party.value if party and party.value not in (body.name_en, body.name_ko) else ""
        row = agreements.add_signatory(
            agreement=self.agreement,
            organisation=body,
            capacity=rows[0].capacity if rows else capacity,
            person=person,
            post=post,
            name_then=name_then if _is_full_name(name_then) else "",
            by=self.by,
            reason=self.reason,
        )
        self.effects.made(row)
        return row

    # -- on what, and for how much ---------------------------------------------------------------------------------

    def _sector(self, fact: Fact[str]) -> None:
        held = {tag.sector: tag for tag in self.agreement.sector_tags.all()}
        tag = held.get(fact.value)
        if stances.of_sector(held, fact.value) == "adds":
            tag = agreements.tag_sector(agreement=self.agreement, sector=fact.value, by=self.by, reason=self.reason)
            self.effects.made(tag)
        if tag:
            self._support("sector", fact, row=tag)

    def _amount(self, fact: Fact[Money]) -> None:
        stance, row = stances.of_amount(self.agreement.amounts.all(), fact.value)
        if stance == "agrees":
            self._support("amount", fact, row=row)
        elif stance == "differs" and row and not self.effects.has_made(row):
            self._dispute("amount", fact, fact.value.format("en"), row=row)
        else:
            self._support("amount", fact, row=self._new_amount(fact.value))

    def _new_amount(self, money: Money) -> Amount:
        amount = agreements.add_amount(
            agreement=self.agreement,
            by=self.by,
            reason=self.reason,
            minimum=money.minimum,
            maximum=money.maximum,
            currency=money.currency,
        )
        self.effects.made(amount)
        return amount

    def _press_link(self) -> None:
        if not self.agreement.press_links.filter(item=self.revision.item).exists():
            link = agreements.link_press(
                agreement=self.agreement, item=self.revision.item, by=self.by, reason=self.reason
            )
            self.effects.made(link)

    # -- what is written -------------------------------------------------------------------------------------------

    def _fill(self, row: Model, **columns: object) -> None:
        """Say what the record has left open."""
        self.effects.fill(row, **columns)

    # -- evidence --------------------------------------------------------------------------------------------------

    def _support(self, value: str, fact: Fact[Any], *, row: Model | None = None, reported: str = "") -> None:
        if not fact.spans and not self._stands(value, row=row):
            self._put(value, evidence.judgement(), row)
        for span in sentences_around(self.revision.text, fact.spans):
            self._put(value, self._found(span, supports=True, reported=reported), row)

    def _dispute(self, value: str, fact: Fact[Any], reported: str, *, row: Model | None = None) -> None:
        """The item's version beside ours. What a curator typed without a quote disputes nothing."""
        for span in sentences_around(self.revision.text, fact.spans):
            self._put(value, self._found(span, supports=False, reported=reported), row)

    def _found(self, span: Span, *, supports: bool, reported: str) -> evidence.Support:
        if span.end > len(self.revision.text):
            raise QuoteNotThere(_("What was read does not stand in the text; reject it, and have the item read again."))
        return evidence.found_in(self.revision, span.start, span.end, supports=supports, reported=reported)

    def _stands(self, *values: str, row: Model | None = None) -> bool:
        """Whether something already stands under one of these values."""
        under = self.agreement.evidence.filter(value__in=values, supports=True)
        return any(row is None or one.row_id == row.pk for one in under)

    def _put(self, value: str, support: evidence.Support, row: Model | None) -> None:
        before = set(self.agreement.evidence.values_list("pk", flat=True))
        made = evidence.add(agreement=self.agreement, value=value, support=support, stand=self.stand, row=row)
        if made.pk not in before:
            self.effects.made(made)

    @staticmethod
    def _as_read(fact: Fact[str], read: Fact[str], vocabulary: Any) -> str:
        """What the text says, where a curator settled on another value."""
        differs = fact.rule == EDITED and fact.value != read.value
        return str(vocabulary.label(read.value, "en")) if differs else ""


def _same_body(body: Organisation) -> Sequence[int]:
    """The body with those it was renamed from and into."""
    renamed = {body.pk, *body.predecessors.values_list("pk", flat=True)}
    return [*renamed, body.successor_id] if body.successor_id else [*renamed]


def _is_full_name(name: str) -> bool:
    """Whether a name is worth keeping as signed, rather than an abbreviation."""
    return len(name.split()) > 2 or len(name) > 8


def _reads_as_a_name(title: str) -> bool:
    """Whether a title as read is a name that others may know it by, with capitals inside, rather than a piece of a
    sentence."""
    _first, *others = title.split() or [""]
    return has_hangul(title) or (any(word[0].isupper() for word in others) and not _VERBS & set(others))
