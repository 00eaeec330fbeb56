"""All that the review page shows of one candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.admin.labels import language
from agreements.admin.numbers import number
from agreements.admin.queue.holding import held, is_looking
from agreements.admin.queue.marked_text import MarkedText, fields_of, marked
from agreements.admin.queue.proposal_form import ProposalForm
from agreements.admin.row_select import RowSelect
from agreements.curation import review
from agreements.curation.reviewing import identities, likeness
from agreements.curation.reviewing.foresight import Foreseen, foresee
from agreements.curation.reviewing.proposal import Proposal
from agreements.curation.reviewing.stances import ACTION_OF_STATUS
from agreements.domain.vocabulary import ACTIONS, FORMS, REPORTED_STATUSES, SECTORS, SIDES, VALUES
from agreements.ingest import wording
from agreements.models import Agreement, Candidate, CandidateMatch, Hold, Look, Review, SecondLook
from agreements.models.review import GROUNDS
from agreements.reading.model import Fact

NO_VERSION = -1
"""What a missing or unreadable version is taken for: one that no candidate has, so that nothing is decided on it."""


class MergeForm(forms.Form):
    """Any agreement of the register, when it is none of the likely ones."""

    other = forms.ModelChoiceField(
        Agreement.objects.linkable(),
        required=False,
        widget=RowSelect(CandidateMatch._meta.get_field("agreement"), admin.site, attrs={"form": "proposal"}),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """The bodies of one side, with what each name is taken for."""

    code: str
    name: str
    rows: Any
    lines: list[tuple[Any, str | None]]
    """Each line of the form with the body that its name is taken for: empty for a new one, None where no name is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An agreement that it may be, laid out beside it."""

    agreement: Agreement
    key: str
    is_chosen: bool
    score: float | None
    reasons: list[str]
    is_settled: bool
    values: dict[str, likeness.Beside]


@dataclass(frozen=True, slots=True)
class Version:
    """One value as the machine read it, as another person has it, and as it was typed here."""

    name: str
    read: str
    theirs: str
    mine: str


class ReviewPage:
    """One candidate beside its text: the form, the marks, what is like it, and who decided."""

    def __init__(self, candidate: Candidate, *, data: Any = None, reads: Sequence[str] = (), by: object = None) -> None:
        self.candidate, self.reads, self.by = candidate, reads, by
        self.read = Proposal.read_in(candidate)
        self.proposal = Proposal.of(candidate)
        self.form = ProposalForm(self.proposal, data=data)
        self.merge_form = MergeForm(data)
        self.conflict: review.Conflict | None = None
        self.foreseen: Foreseen | None = None
        self.others: list[Look] = []
        self.note = data.get("note", "") if data else ""
        self.until = data.get("until", "") if data else ""
        self.chosen = data.get("into", "") if data else self._pointed_at
        self.detail = ""
        """What a pressed button says beside its verb: a ground, or a number of days."""
        self.is_on_top = False

    @cached_property
    def text(self) -> MarkedText:
        return marked(self.candidate, self._beside)

    @cached_property
    def _beside(self) -> list[Candidate]:
        return list(self.candidate.revision.candidates.exclude(pk=self.candidate.pk).order_by("position"))

    @property
    def version(self) -> int:
        """The version that the curator has before them; kept through an error, so that a conflict stays one until they
        say that they go on with theirs."""
        if self.is_on_top or self.form.data is None:
            return self.candidate.version
        known = number(self.form.data.get("version", ""))
        return NO_VERSION if known is None else known

    @property
    def is_unseen(self) -> bool:
        """Whether it was sent without saying which version of the candidate its sender had before them."""
        return self.version == NO_VERSION

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

    def on_top(self) -> None:
        """Go on with what was typed, knowing what the other person did."""
        self.is_on_top = True

    def told(self, outcome: Any) -> None:
        """Show what came of a press that led nowhere else."""
        self.conflict = outcome.conflict
        if outcome.conflict:
            self.candidate = outcome.conflict.candidate
            self.__dict__.pop("decision", None)
            self.__dict__.pop("past", None)

    def foresee(self, into: Agreement | None, proposal: Proposal | None, by: User) -> None:
        self.foreseen = foresee(
            candidate=self.candidate, by=by, version=self.candidate.version, into=into, proposal=proposal
        )

    def foresee_chosen(self, by: User) -> None:
        """What the decision that everything points at would do."""
        into = next((one for one in self._likely if str(one.pk) == self.chosen), None)
        self.foresee(into, None, by)

    @cached_property
    def matches(self) -> list[tuple[CandidateMatch, list[str]]]:
        """What it may be about, each with the reasons in words, the weightiest first."""
        likely = self.candidate.matches.select_related("agreement")
        return [(match, [wording.reason(stored) for stored in match.reasons]) for match in likely]

    @cached_property
    def _likely(self) -> list[Agreement]:
        keys = [match.agreement_id for match, _why in self.matches] + [one.pk for one in self.settled_beside]
        keys += [self.asked.agreement_id] if self.asked and self.asked.agreement_id else []
        found = likeness.to_compare().in_bulk(keys)
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    @cached_property
    def choices(self) -> list[Choice]:
        """The likely agreements laid out beside the proposal, those of other copies first; a key chooses each."""
        reasons = {match.agreement_id: (match, said) for match, said in self.matches}
        settled = {one.agreement_id for one in self.elsewhere if one.agreement_id}
        ordered = sorted(self._likely, key=lambda one: one.pk not in settled)
        return [
            Choice(
                agreement=one,
                key=str(place) if place < 10 else "",
                is_chosen=str(one.pk) == self.chosen,
                score=reasons[one.pk][0].score if one.pk in reasons else None,
                reasons=reasons[one.pk][1] if one.pk in reasons else [],
                is_settled=one.pk in settled,
                values={cell.value: cell for cell in likeness.beside(self.proposal, one, language())},
            )
            for place, one in enumerate(ordered, 1)
        ]

    @property
    def comparison(self) -> list[tuple[str, Sequence[str], list[likeness.Beside]]]:
        """One line for each value that anybody has: its name, what the proposal says, what each choice says."""
        rows = []
        for value, said in likeness.proposed(self.proposal, language()):
            cells = [choice.values[value] for choice in self.choices]
            if said or any(cell.ours for cell in cells):
                rows.append((_value_name(value), said, cells))
        return rows

    @property
    def has_chosen(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)

    @cached_property
    def elsewhere(self) -> list[Candidate]:
        """The same instrument as other copies of the release propose it, decided ones first."""
        rows = Candidate.objects.of_one_instrument(self.candidate).select_related("revision__item", "agreement")
        return list(rows.defer("revision__text", "revision__signature"))

    @property
    def _pointed_at(self) -> str:
        """The agreement that another copy was decided as, else the one that it is matched with: `merge` goes there."""
        if self.candidate.state != "open":
            return ""
        if self.asked:
            return str(self.asked.agreement_id)
        settled = next((str(one.agreement_id) for one in self.elsewhere if one.agreement_id), "")
        if settled or self.candidate.match != "matched":
            return settled
        return next((str(match.agreement_id) for match, _why in self.matches), "")

    @cached_property
    def settled_beside(self) -> list[Agreement]:
        """Agreements of other copies that linking itself did not propose."""
        likely = {match.agreement_id for match, _why in self.matches}
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
        return review.neighbours(self.candidate, self.reads)

    @property
    def hold(self) -> Hold | None:
        """How it has been put off, if it has."""
        return getattr(self.candidate, "hold", None) if self.candidate.state == "open" else None

    @cached_property
    def second_sources(self) -> list[Candidate]:
        """What has come since a second source was asked for."""
        if self.hold is None or self.hold.kind != "second-source":
            return []
        return list(review.second_sources(self.candidate))

    @cached_property
    def asked(self) -> SecondLook | None:
        """Who asked that another person adds it, and to which record."""
        looks = self.candidate.second_looks.waiting().select_related("agreement", "asked_by")
        return looks.first() if self.candidate.state == "open" else None

    @property
    def held_said(self) -> str:
        """Who put it off, until when and why."""
        return held(self.candidate)

    @property
    def lookers(self) -> list[str]:
        """Who else has it open, since when."""
        return [is_looking(look) for look in self.others]

    @property
    def grounds(self) -> list[tuple[str, Any]]:
        return list(GROUNDS)

    @property
    def is_put_off(self) -> bool:
        """Whether it is still to come back."""
        hold = self.hold
        if hold is None:
            return False
        return not self.second_sources if hold.until is None else hold.until > timezone.now().date()

    @property
    def is_foreign(self) -> bool:
        """Whether the text is in a language that others are asked about first."""
        return bool(self.reads) and self.candidate.language not in self.reads

    @property
    def versions(self) -> list[Version]:
        """After a conflict: each value in which theirs and mine differ, with what the machine read."""
        if self.conflict is None or not self.form.is_valid():
            return []
        theirs = fields_said(Proposal.of(self.conflict.candidate))
        read, mine = fields_said(self.read), fields_said(self.form.edited())
        return [Version(name, read[name], theirs[name], mine[name]) for name in mine if mine[name] != theirs[name]]

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
        names = {
            **{side: likeness.side_name(side, language()) for side in ("uk", "kr", "other")},
            "people": _("People"),
            "sectors": _("Sectors"),
            "amounts": _("Amounts"),
        }
        return [
            (names[name], "; ".join(_row_said(fact.value) for fact in read) or "–")
            for name, read, edited in lists
            if [fact.value for fact in read] != [fact.value for fact in edited]
        ]


def fields_said(proposal: Proposal) -> dict[str, str]:
    """Every value of a proposal in words, by what the form calls it."""
    said: dict[str, str] = {
        _("Form"): FORMS.label(proposal.form.value, language()),
        _("Status asserted"): REPORTED_STATUSES.label(proposal.status.value, language()),
        _("English title"): proposal.title_en.value if proposal.title_en else "",
        _("Korean title"): proposal.title_ko.value if proposal.title_ko else "",
        _("Date of that step"): proposal.date.value.format(language()) if proposal.date else "",
    }
    rows: dict[str, tuple[Fact[Any], ...]] = {
        **{likeness.side_name(side, language()): proposal.parties.get(side, ()) for side in ("uk", "kr", "other")},
        _("People"): proposal.people,
        _("Sectors"): proposal.sectors,
        _("Amounts"): proposal.amounts,
    }
    return said | {name: "; ".join(_row_said(fact.value) for fact in facts) for name, facts in rows.items()}


def _value_name(value: str) -> str:
    names = {"uk": likeness.side_name, "kr": likeness.side_name, "other": likeness.side_name}
    return names[value](value, language()) if value in names else VALUES.label(value, language())


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
