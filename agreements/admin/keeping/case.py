"""All that the page of one reader's note shows, and what is done with what was pressed on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlsplit

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.admin.entry.dates import in_words
from agreements.admin.numbers import number
from agreements.catalogue import addresses
from agreements.catalogue.pages.agreement import Edit
from agreements.catalogue.record.disputable import label_of
from agreements.catalogue.record.retold import Names, edits
from agreements.curation import agreements, case_changes, correcting, disputes, evidence
from agreements.curation.disputes import CannotDecide, Outcome
from agreements.curation.quality.support import place_of
from agreements.domain.dates import UnreadableDate
from agreements.domain.vocabulary import CASE_STATES, LANGUAGES, STRENGTHS
from agreements.models import Dispute, DisputeContact, Evidence

TYPED = ("outcome_en", "outcome_ko", "to", "support", "link", "into", "reason")


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of pressing a button."""

    said: str = ""
    problems: tuple[str, ...] = ()
    leads_on: bool = True
    answers: tuple[tuple[str, str], ...] = ()
    """Who asked for an answer, each with an address that opens it as a letter. Shown this once and kept nowhere."""

    @property
    def is_done(self) -> bool:
        return not self.problems


class CasePage:
    """One case beside the value's evidence and the record."""

    def __init__(self, dispute: Dispute, language: str, typed: Any = None) -> None:
        self.dispute, self.language = dispute, language
        self.typed = {name: typed.get(name, "") for name in TYPED} if typed is not None else {}

    @property
    def label(self) -> str:
        return label_of(self.dispute.value, self.dispute.kind, self.language)

    @property
    def source_link(self) -> str:
        """The address that the reader names, where it is one."""
        source = self.dispute.source
        return source if urlsplit(source).scheme in ("http", "https") and " " not in source else ""

    @property
    def sent_in(self) -> str:
        return LANGUAGES.label(self.dispute.language, self.language)

    @property
    def record_address(self) -> str:
        """The form of the record, at the place that mends the value."""
        own = reverse("admin:agreements_agreement_change", args=[self.dispute.agreement_id])
        return f"{own}#{place_of(self.dispute.value)}" if self.dispute.value else own

    @property
    def public_address(self) -> str:
        held = self.dispute.agreement
        return addresses.agreement(self.language, held.public_id, held.slug) if held.is_published else ""

    @property
    def add_evidence(self) -> str:
        return f"{reverse('admin:agreements_evidence_add')}?agreement={self.dispute.agreement_id}"

    @cached_property
    def evidence(self) -> list[Evidence]:
        rows = Evidence.objects.for_page().filter(agreement=self.dispute.agreement_id).order_by("-supports", "pk")
        if self.dispute.value:
            rows = rows.filter(value="action" if self.dispute.value == "status" else self.dispute.value)
        return [row for row in rows if self.dispute.row is None or row.row_id == self.dispute.row]

    @property
    def standing(self) -> list[tuple[Evidence, str]]:
        return [(row, STRENGTHS.label(row.strength, self.language)) for row in self.evidence]

    @property
    def state(self) -> str:
        return CASE_STATES.label(self.dispute.state, self.language)

    @cached_property
    def changed(self) -> list[Edit]:
        """What was changed of the value since the note came."""
        found = case_changes.since(self.dispute)
        names = Names.of((version for each in found for version in (each.before, each.after)), self.language)
        return [edit for each in found for edit in edits(each.concerns, each.before, each.after, names)]

    @cached_property
    def support_changed(self) -> bool:
        return bool(case_changes.support_since(self.dispute))

    @cached_property
    def others(self) -> list[Dispute]:
        """Other cases of the same record, those on the same value first."""
        rows = Dispute.objects.filter(agreement=self.dispute.agreement_id).exclude(pk=self.dispute.pk)
        same = (self.dispute.value, self.dispute.row)
        return sorted(rows.exclude(state="spam"), key=lambda row: (row.value, row.row) != same)

    @property
    def others_named(self) -> list[tuple[Dispute, str]]:
        return [(row, label_of(row.value, row.kind, self.language)) for row in self.others]

    @property
    def joinable(self) -> list[tuple[Dispute, str]]:
        return [(row, words) for row, words in self.others_named if row.state != "joined"]

    @cached_property
    def contacts(self) -> QuerySet[DisputeContact]:
        return disputes.contacts(self.dispute)

    @cached_property
    def is_correctable(self) -> bool:
        return self.dispute.is_open and correcting.is_correctable(self.dispute)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The terms that the value may be, where it is one of the register's."""
        known = correcting.CODED.get(self.dispute.value)
        return [(code, known.label(code, self.language)) for code in known] if known else []

    @property
    def to(self) -> str:
        return self.typed.get("to") or correcting.present(self.dispute, self.language)

    @property
    def is_date(self) -> bool:
        return self.dispute.value == "action"

    @property
    def link(self) -> str:
        return self.typed.get("link") or self.source_link


@dataclass(frozen=True, slots=True)
class _Pressed:
    """What was typed and pressed, read."""

    data: Any
    by: User
    dispute: Dispute = field(repr=False)

    @property
    def outcome(self) -> Outcome:
        return Outcome.of(self.data.get("outcome_en", ""), self.data.get("outcome_ko", ""))

    @property
    def support(self) -> evidence.Support:
        if self.data.get("support") == "judgement":
            return evidence.judgement()
        if not self.data.get("link", "").strip():
            raise CannotDecide(_("Name the page that says so, or stand for it yourself."))
        return evidence.Support("reference", reference=correcting.page_at(self.data["link"]))


def decide(dispute: Dispute, data: Any, by: User) -> Decided:
    """Do what was pressed; what cannot be done is said, and nothing is half done."""
    pressed = _Pressed(data, by, dispute)
    verb = _VERBS.get(data.get("decision", ""))
    if verb is None:
        return Decided(problems=(_("Press one of the buttons."),))
    wanted = [str(each) for each in disputes.contacts(dispute)]
    try:
        with transaction.atomic():
            said = verb(pressed)
    except CannotDecide as problem:
        return Decided(problems=(str(problem),))
    except UnreadableDate as problem:
        return Decided(problems=(in_words(problem, data.get("to", "")),))
    except agreements.NotReady as problem:
        return Decided(problems=tuple(problem.reasons))
    except (agreements.WrongState, ValidationError) as problem:
        return Decided(problems=(str(problem),))
    dispute.refresh_from_db()
    answers = tuple((each, _letter(each, dispute)) for each in wanted) if dispute.is_answered else ()
    return Decided(said=said, leads_on=not dispute.is_open, answers=answers)


def _letter(email: str, dispute: Dispute) -> str:
    """The answer as a letter, for the editor's own mail program."""
    body = "\n\n".join(filter(None, [dispute.outcome_en, dispute.outcome_ko, dispute.number]))
    return f"mailto:{quote(email)}?subject={quote(dispute.number)}&body={quote(body)}"


def _correct(pressed: _Pressed) -> str:
    outcome, support = pressed.outcome, pressed.support
    correcting.correct(
        dispute=pressed.dispute, by=pressed.by, to=pressed.data.get("to", ""), support=support, outcome=outcome
    )
    return _("Corrected, and told to readers.")


def _uphold(pressed: _Pressed) -> str:
    disputes.uphold(dispute=pressed.dispute, by=pressed.by, outcome=pressed.outcome)
    return _("Upheld, and told to readers.")


def _uphold_in_part(pressed: _Pressed) -> str:
    disputes.uphold(dispute=pressed.dispute, by=pressed.by, outcome=pressed.outcome, in_part=True)
    return _("Upheld in part, and told to readers.")


def _refuse(pressed: _Pressed) -> str:
    disputes.refuse(dispute=pressed.dispute, by=pressed.by, outcome=pressed.outcome)
    return _("Kept as it is, and told to readers.")


def _take_back(pressed: _Pressed) -> str:
    disputes.take_back(dispute=pressed.dispute, by=pressed.by, outcome=pressed.outcome)
    return _("Taken back, and told to readers.")


def _join(pressed: _Pressed) -> str:
    into = Dispute.objects.filter(pk=number(pressed.data.get("into", "")) or 0).first()
    if into is None:
        raise CannotDecide(_("Choose the case that it is the same as."))
    disputes.join(dispute=pressed.dispute, into=into, by=pressed.by)
    return _("Joined to %(number)s.") % {"number": into.number}


def _set_aside(pressed: _Pressed) -> str:
    disputes.set_aside(dispute=pressed.dispute, by=pressed.by)
    return _("Set aside; it is deleted in a month.")


def _reopen(pressed: _Pressed) -> str:
    disputes.reopen(dispute=pressed.dispute, by=pressed.by, reason=pressed.data.get("reason", "")[:300])
    return _("Open again.")


_VERBS = {
    "correct": _correct,
    "uphold": _uphold,
    "partly": _uphold_in_part,
    "refuse": _refuse,
    "withdrawn": _take_back,
    "join": _join,
    "spam": _set_aside,
    "reopen": _reopen,
}
