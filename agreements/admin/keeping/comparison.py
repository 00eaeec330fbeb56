"""Two records side by side: where they agree, where somebody must choose, and what becomes of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from agreements.admin.entry.row_words import said
from agreements.admin.labels import label, language, vocabulary_of
from agreements.curation.merging import ground
from agreements.curation.merging.agreements import bare
from agreements.curation.merging.columns import EMPTY, KEEP, Meeting, meetings
from agreements.curation.merging.twins import DISAGREES, ENDS, FOLDS, KINDS, Pairing, pairings, rows_of
from agreements.curation.targets import RELATED
from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement, CandidateMatch, Evidence, Signatory
from agreements.models.evidence import ROW_OF_VALUE


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: ours, theirs, and what becomes of them. `key` names the choice, where there is one."""

    what: str
    mine: str
    theirs: str
    outcome: str
    key: str = ""
    chosen: str = KEEP
    may_be_both: bool = False
    sources_mine: int = 0
    sources_theirs: int = 0
    fate: str = ""
    language_mine: str = ""


@dataclass
class Group:
    """Lines of one kind."""

    title: str
    lines: list[Choice] = field(default_factory=list)


class Comparison:
    """The page that a curator chooses on."""

    def __init__(self, keep: ground.Record, away: ground.Record, typed: Mapping[str, str] | None = None) -> None:
        self.keep, self.away, self.typed = keep, away, typed or {}
        self.noun = ground.noun_of(keep)
        self.version = ground.version(keep, away)
        self._sources = self._counted()

    @property
    def chosen(self) -> dict[str, str]:
        """The choices as they were posted."""
        return {name.removeprefix("choice-"): value for name, value in self.typed.items() if name.startswith("choice-")}

    @cached_property
    def values(self) -> list[Choice]:
        return [self._value(meeting) for meeting in meetings(self.noun, self.keep, self.away)]

    @cached_property
    def groups(self) -> list[Group]:
        made = self._rows_of_agreements() if isinstance(self.keep, Agreement) else self._rows_of_bodies()
        return [group for group in made if group.lines]

    @cached_property
    def disagreements(self) -> int:
        """How many choices there are to make."""
        lines = [*self.values, *(line for group in self.groups for line in group.lines)]
        return sum(1 for line in lines if line.key)

    @property
    def states(self) -> tuple[str, str]:
        """Where each of the two stands, in words."""
        return state_of(self.keep), state_of(self.away)

    @property
    def candidates(self) -> int:
        return self.away.candidates.count() if isinstance(self.away, Agreement) else 0

    @property
    def matches(self) -> int:
        return CandidateMatch.objects.filter(agreement=self.away).count() if isinstance(self.away, Agreement) else 0

    @property
    def bare(self) -> int:
        """Values that would come to a public record with nothing under them."""
        if not isinstance(self.keep, Agreement) or not isinstance(self.away, Agreement) or not self.keep.is_published:
            return 0
        return bare(self.away)

    # -- values of which there is one ------------------------------------------------------------------------------

    def _value(self, meeting: Meeting) -> Choice:
        taken = meeting.taken(self.chosen)
        same = meeting.mine == meeting.theirs
        outcome = _("the same") if same else _("only here") if meeting.settled else ""
        return Choice(
            self._name(meeting),
            self._words(self.keep, meeting, meeting.mine),
            self._words(self.away, meeting, meeting.theirs),
            outcome,
            "" if meeting.settled else meeting.value,
            taken,
            sources_mine=self._sources["keep", meeting.value, None],
            sources_theirs=self._sources["away", meeting.value, None],
            fate="same" if same else "",
        )

    def _name(self, meeting: Meeting) -> str:
        if meeting.value in VALUES:
            return VALUES.label(meeting.value, language())
        name = str(self.keep._meta.get_field(meeting.value).verbose_name)  # type: ignore[union-attr]
        return name[:1].upper() + name[1:]

    def _words(self, record: ground.Record, meeting: Meeting, value: Any) -> str:
        if value in EMPTY:
            return ""
        column = record._meta.get_field(meeting.value)
        if column.is_relation:
            return said(getattr(record, meeting.value))
        return label(record, meeting.value) if vocabulary_of(column) else str(value)  # type: ignore[arg-type]

    # -- rows ------------------------------------------------------------------------------------------------------

    def _rows_of_agreements(self) -> Iterator[Group]:
        assert isinstance(self.keep, Agreement)
        assert isinstance(self.away, Agreement)
        paired: dict[str, list[Pairing]] = {kind.rows: [] for kind in KINDS}
        for pairing in pairings(self.keep, self.away):
            paired[pairing.rows].append(pairing)
        for kind in KINDS:
            group = Group(_title(kind.rows))
            twins = {one.twin.pk for one in paired[kind.rows] if one.twin}
            for row in rows_of(self.keep, kind.rows):
                if row.pk not in twins and not self._is_of_the_two(row, kind.rows):
                    group.lines.append(self._line(kind.rows, row, None, _("stays")))
            group.lines += [self._paired(one) for one in paired[kind.rows]]
            yield group

    def _is_of_the_two(self, row: Any, rows: str) -> bool:
        return (rows, self.away.pk) in (
            ("relations", getattr(row, "to_id", None)),
            ("inverse_relations", getattr(row, "agreement_id", None)),
        )

    def _paired(self, one: Pairing) -> Choice:
        if one.fate == DISAGREES:
            taken = one.taken(self.chosen)
            return self._line(one.rows, one.twin, one.row, "", key=one.key, chosen=taken, may_be_both=True)
        outcome = {FOLDS: _("become one"), ENDS: _("ends: it would lead to itself")}.get(one.fate, _("comes over"))
        return self._line(one.rows, one.twin, one.row, outcome, fate=one.fate)

    def _line(self, rows: str, mine: Any, theirs: Any, outcome: str, **more: Any) -> Choice:
        def words(row: Any) -> str:
            if row is not None and rows == "inverse_relations":
                return f"{row.agreement.public_id} {row.agreement.title(language())} → {label(row, 'kind')}"
            return said(row)

        value = next((value for value, name in RELATED.items() if name == rows), "")
        return Choice(
            "",
            words(mine),
            words(theirs),
            outcome,
            sources_mine=self._sources["keep", value, mine.pk] if mine else 0,
            sources_theirs=self._sources["away", value, theirs.pk] if theirs else 0,
            **more,
        )

    def _rows_of_bodies(self) -> Iterator[Group]:
        names: Any = self.keep.names  # type: ignore[union-attr]
        known = {row.text for row in names.all()}
        group = Group(_("Names"), [Choice("", row.text, "", _("stays")) for row in names.all()])
        for row in self.away.names.all():  # type: ignore[union-attr]
            outcome = _("become one") if row.text in known else _("comes over")
            group.lines.append(Choice("", "", row.text, outcome))
        yield group
        yield self._parts()

    def _parts(self) -> Group:
        rows = Signatory.objects.select_related("agreement", "organisation", "person").order_by("agreement")
        group = Group(_("Its part in agreements"))
        held = [self._part(row) for row in rows.filter(**{self.noun: self.keep})]
        group.lines = [Choice("", words, "", _("stays")) for words in held]
        for row in rows.filter(**{self.noun: self.away}):
            words = self._part(row)
            group.lines.append(Choice("", "", words, _("become one") if words in held else _("comes over")))
        return group

    def _part(self, row: Signatory) -> str:
        other = row.person if self.noun == "organisation" else row.organisation
        told = (row.agreement.public_id, row.agreement.title(language()), label(row, "capacity"), said(other))
        return " · ".join(filter(None, told))

    # -- what stands under each ------------------------------------------------------------------------------------

    def _counted(self) -> Counter[tuple[str, str, int | None]]:
        if not isinstance(self.keep, Agreement):
            return Counter()
        rows = Evidence.objects.filter(agreement__in=[self.keep.pk, self.away.pk], supports=True)
        return Counter(
            ("keep" if row.agreement_id == self.keep.pk else "away", row.value, row.row_id)
            for row in rows.only("agreement", "value", *dict.fromkeys(ROW_OF_VALUE.values()))
        )


def state_of(record: ground.Record) -> str:
    """Where a record stands, in words; bodies and people stand nowhere."""
    return label(record, "record_state") if isinstance(record, Agreement) else ""


def _title(rows: str) -> str:
    value = next((value for value, name in RELATED.items() if name == rows), "")
    own = {
        "documents": _("Official texts"),
        "identifiers": _("Numbers elsewhere"),
        "doubts": _("What is uncertain"),
        "press_links": _("Press items"),
        "inverse_relations": _("Relations of others to it"),
    }
    return own[rows] if rows in own else VALUES.label(value, language())
