"""All that the review page shows of one candidate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import admin

from agreements.admin.labels import language
from agreements.admin.marked_text import MarkedText, fields_of, marked
from agreements.admin.numbers import number
from agreements.admin.proposal_form import ProposalForm
from agreements.admin.row_select import RowSelect
from agreements.curation import identities, review
from agreements.curation.contribution import ACTION_OF_STATUS
from agreements.curation.proposal import Proposal
from agreements.domain.vocabulary import ACTIONS, FORMS, REPORTED_STATUSES, SECTORS, SIDES
from agreements.ingest import wording
from agreements.models import Agreement, Candidate, CandidateMatch, Review
from agreements.reading.model import Fact

NO_VERSION = -1
"""What an unreadable version is taken for: one that no candidate has, so that nothing is decided on it."""


class MergeForm(forms.Form):
    """Any agreement of the register, when it is none of the likely ones."""

    other = forms.ModelChoiceField(
        Agreement.objects.linkable(),
        required=False,
        widget=RowSelect(CandidateMatch._meta.get_field("agreement"), admin.site),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """The bodies of one side, with what each name is taken for."""

    code: str
    name: str
    rows: Any
    lines: list[tuple[Any, str | None]]
    """Each line of the form with the body that its name is taken for: empty for a new one, None where no name is."""


class ReviewPage:
    """One candidate beside its text: the form, the marks, what is like it, and who decided."""

    def __init__(self, candidate: Candidate, *, data: Any = None) -> None:
        self.candidate = candidate
        self.read = Proposal.read_in(candidate)
        self.proposal = Proposal.of(candidate)
        self.form = ProposalForm(self.proposal, data=data)
        self.merge_form = MergeForm(data)
        self.conflict: review.Conflict | None = None
        self.note = data.get("note", "") if data else ""
        self.chosen = data.get("into", "") if data else self._settled

    @cached_property
    def text(self) -> MarkedText:
        return marked(self.candidate, self._beside)

    @cached_property
    def _beside(self) -> list[Candidate]:
        return list(self.candidate.revision.candidates.exclude(pk=self.candidate.pk).order_by("position"))

    @property
    def version(self) -> int:
        """The version that the curator has before them; kept through an error, so that a conflict stays one."""
        sent = self.form.data.get("version", "") if self.form.data else ""
        if not sent:
            return self.candidate.version
        known = number(sent)
        return NO_VERSION if known is None else known

    @cached_property
    def marked_fields(self) -> set[str]:
        return {name for name, spans in fields_of(self.read) if spans}

    @cached_property
    def sides(self) -> list[Side]:
        """In the order of the reader's language: their own side first."""
        order = ("kr", "uk", "other") if language() == "ko" else ("uk", "kr", "other")
        return [self._side(code) for code in order]

    def _side(self, code: str) -> Side:
        names = [fact.value for fact in self.proposal.parties.get(code, ())]
        found = [identities.find_organisation(name, code) for name in names]
        known: list[str | None] = [body.name(language()) if body else "" for body in found]
        rows = self.form.parties[code]
        lines = list(zip_longest(rows, known[: len(rows)]))
        return Side(code, SIDES.label(code, language()), rows, lines)

    @cached_property
    def matches(self) -> list[tuple[CandidateMatch, list[str]]]:
        """What it may be about, each with the reasons in words, the weightiest first."""
        likely = self.candidate.matches.select_related("agreement")
        return [(match, [wording.reason(stored) for stored in match.reasons]) for match in likely]

    @cached_property
    def elsewhere(self) -> list[Candidate]:
        """The same instrument as other copies of the release propose it, decided ones first."""
        rows = Candidate.objects.of_one_instrument(self.candidate).select_related("revision__item", "agreement")
        return list(rows.defer("revision__text", "revision__signature"))

    @property
    def _settled(self) -> str:
        """The agreement that another copy was accepted as or merged into: this one is offered as further support."""
        if self.candidate.state != "open":
            return ""
        return next((str(one.agreement_id) for one in self.elsewhere if one.agreement_id), "")

    @cached_property
    def settled_beside(self) -> list[Agreement]:
        """Agreements of other copies that linking itself did not propose."""
        likely = {match.agreement_id for match, _reasons in self.matches}
        return list(
            {
                one.agreement_id: one.agreement
                for one in self.elsewhere
                if one.agreement and one.agreement_id not in likely
            }.values()
        )

    @property
    def verdict(self) -> str:
        """Why it was taken for new, matched or ambiguous."""
        return wording.verdict(self.candidate.match_reason)

    @cached_property
    def decision(self) -> Review | None:
        return review.latest_decision(self.candidate)

    @cached_property
    def past(self) -> list[Review]:
        return list(self.candidate.reviews.select_related("by", "agreement"))

    @cached_property
    def neighbours(self) -> tuple[Candidate | None, Candidate | None]:
        return review.neighbours(self.candidate)

    @property
    def published(self) -> str:
        when = self.candidate.revision.item.when
        return when.format(language()) if when else ""

    @property
    def step(self) -> str:
        """What accepting records as having happened."""
        kind = ACTION_OF_STATUS.get(self.proposal.status.value)
        return ACTIONS.label(kind, language()) if kind else ""

    @property
    def description(self) -> str:
        """The title that the record gets when none is typed."""
        return self.proposal.description(self.candidate.revision.language)

    @cached_property
    def original(self) -> dict[str, str]:
        """What the machine read, where a curator changed it."""
        pairs = {
            "form": (self.read.form, self.proposal.form, FORMS),
            "status": (self.read.status, self.proposal.status, REPORTED_STATUSES),
            "title_en": (self.read.title_en, self.proposal.title_en, None),
            "title_ko": (self.read.title_ko, self.proposal.title_ko, None),
            "date": (self.read.date, self.proposal.date, None),
        }
        return {
            name: _said(read.value, words) if read else "–"
            for name, (read, now, words) in pairs.items()
            if (read.value if read else None) != (now.value if now else None)
        }

    @cached_property
    def original_rows(self) -> list[tuple[str, str]]:
        """Rows that the machine read, by name, where a curator changed any of them."""
        was, now = self.read, self.proposal
        lists: list[tuple[str, tuple[Fact[Any], ...], tuple[Fact[Any], ...]]] = [
            *((side, was.parties.get(side, ()), now.parties.get(side, ())) for side in ("uk", "kr", "other")),
            ("people", was.people, now.people),
            ("sectors", was.sectors, now.sectors),
            ("amounts", was.amounts, now.amounts),
        ]
        return [
            (name, "; ".join(_row_said(fact.value) for fact in read) or "–")
            for name, read, edited in lists
            if [fact.value for fact in read] != [fact.value for fact in edited]
        ]


def _said(value: Any, words: Any) -> str:
    if words is not None:
        return str(words.label(value, language()))
    return str(value.format(language())) if hasattr(value, "precision") else str(value)


def _row_said(value: Any) -> str:
    if hasattr(value, "role"):
        return ", ".join(filter(None, [value.name, value.role]))
    if hasattr(value, "currency"):
        return str(value.format(language()))
    return SECTORS.label(value, language()) if value in SECTORS else str(value)
