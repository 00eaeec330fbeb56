"""What applying a file would do: every row compared with the register, and everything that stands against it.

Nothing is written. A row that still carries its mark and is as it was exported is left alone, whatever happened in the
register since. A row that was changed in the file is applied only to the row that its mark stands for; where the
register has moved on, the row is refused, unless it says what the register says already.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agreements.curation import rights
from agreements.curation.bulk import again, checking, proof, removing
from agreements.curation.bulk.book import Book, Problem
from agreements.curation.bulk.register import Held, Reader
from agreements.curation.bulk.resolving import Resolver
from agreements.curation.bulk.shape import BY_NAME, MARK, SHEET_OF_VALUE, SHEETS, Sheet
from agreements.curation.bulk.understanding import Understood, understand
from agreements.domain.vocabulary import VALUES

ENTER = tuple(
    f"agreements.{verb}_{noun}"
    for verb in ("add", "change")
    for noun in ("agreement", "organisation", "person", "occasion", "reference")
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One column: what the register holds and what it would hold, as plain text."""

    column: str
    old: str
    new: str


@dataclass
class Change:
    """What one row of the file would do to one row of the register."""

    sheet: Sheet
    number: int
    owner: str
    """The key of the noun that the row is, or hangs on."""
    kind: str
    """new, changed, removed or same."""
    given: dict[str, str]
    held: Held | None = None
    differences: list[Difference] = field(default_factory=list)
    support: str = ""
    supported: list[str] = field(default_factory=list)
    """The public values that `support` would be put under."""
    going: list[Held] = field(default_factory=list)
    """Of a row that is taken out: the evidence that stands under it and goes with it."""
    points_at: Change | Held | None = None
    """Of evidence: the row that carries the value."""
    name: str = ""
    """What the row is called inside the file."""
    row: Any = None
    """The row of the register, once there is one."""

    def leave(self) -> None:
        """Be the change by which the row that is held goes, with all that it says."""
        assert self.held is not None
        said = ((column.name, self.held.cells[column.name]) for column in self.sheet.content)
        self.differences = [Difference(name, text, "") for name, text in said if text]


@dataclass
class Plan:
    """All that a file would do, or all that stands against it."""

    book: Book
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    """What is worth a second look and refuses nothing."""
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    """What each noun that is touched is called, by sheet and key."""
    bare: dict[str, int] = field(default_factory=dict)
    """How many values of each agreement would stand on nothing, by its key in the file."""

    @property
    def effective(self) -> list[Change]:
        """The changes that change something."""
        return [change for change in self.changes if change.kind != "same"]

    @property
    def counts(self) -> Counter[str]:
        return Counter(change.kind for change in self.changes)

    @property
    def may_be_applied(self) -> bool:
        return not self.problems and bool(self.effective)

    @property
    def digest(self) -> str:
        """A sign of all that would be done: equal when it is still the same."""
        told = [
            (one.sheet.name, one.number, one.kind, one.held.mark if one.held else "", one.support, one.supported,
             [(each.column, each.old, each.new) for each in one.differences], [each.mark for each in one.going])
            for one in self.effective
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def plan(*, book: Book, by: User | None) -> Plan:
    """What the file would do. `by` nobody is the register's own keeper at the command line, who may also move a whole
    register: ids that are not known, and evidence that others accepted."""
    if by is not None:
        rights.require(by, *ENTER)
    made = Plan(book, problems=list(book.problems))
    Planner(made, by).work()
    return made


class Planner:
    def __init__(self, made: Plan, by: User | None) -> None:
        self.plan, self.by = made, by
        self.reader = Reader()
        self.resolver = Resolver(self.reader.keys)
        self.held: dict[str, list[Held]] = {}
        self.rows: dict[str, list[Understood]] = {}
        self.labels: dict[tuple[str, str, str], Change] = {}
        """Rows of the file by sheet, noun and mark."""
        self.claimed: dict[int, dict[str, int]] = defaultdict(dict)
        self.leaving: set[int] = set()
        """Rows of the register that are taken out, by their identity."""

    def work(self) -> None:
        self.rows = understand(self.plan.book, self.resolver, self.plan.problems)
        self.again = again.recognise(self.rows)
        self._read_register()
        self._pages_that_are_new()
        for sheet in SHEETS:
            for row in self.rows.get(sheet.name, ()):
                if not row.is_wrong:
                    self._settle(row)
        self._titles()
        again.refuse_if_other(self.plan, self.again, self.say)
        checking.check(self.plan, self.held, self.say, self.remark)

    def say(self, sheet: str, row: int, column: str, message: str, typed: str = "") -> None:
        self.plan.problems.append(Problem(sheet, row, column, message, typed[:120]))

    def remark(self, sheet: str, row: int, message: str) -> None:
        self.plan.remarks.append(Problem(sheet, row, "", message))

    # -- what there is -----------------------------------------------------------------------------------------------

    def _read_register(self) -> None:
        """The rows of every noun that the file speaks of."""
        chosen: dict[str, set[int]] = defaultdict(set)
        for rows in self.rows.values():
            for row in rows:
                pk = self.resolver.pk(row.sheet.noun, row.owner)
                if pk is not None:
                    chosen[row.sheet.noun].add(pk)
        for sheet in SHEETS:
            self.held[sheet.name] = self.reader.rows(sheet, chosen[sheet.noun]) if chosen[sheet.noun] else []
        self.by_owner: dict[str, dict[str, list[Held]]] = {}
        for sheet in SHEETS:
            gathered: dict[str, list[Held]] = defaultdict(list)
            for held in self.held[sheet.name]:
                gathered[held.cells[sheet.owner]].append(held)
            self.by_owner[sheet.name] = gathered
        self.supported = proof.supported(chosen["agreements"])

    def _pages_that_are_new(self) -> None:
        sheet = BY_NAME["references"]
        for address, typed in self.resolver.new_pages.items():
            given = {"address": address, "link": typed}
            self.plan.changes.append(Change(sheet, 0, address, "new", given, differences=_as_new(sheet, given)))

    def _titles(self) -> None:
        for sheet in (one for one in SHEETS if one.key):
            for change in (one for one in self.plan.changes if one.sheet is sheet):
                self.plan.titles[sheet.name, change.owner] = _title(change.given) or _title(
                    change.held.cells if change.held else {}
                )
            for held in self.held[sheet.name]:
                self.plan.titles.setdefault((sheet.name, held.cells[sheet.key]), _title(held.cells))

    # -- one row -----------------------------------------------------------------------------------------------------

    def _settle(self, row: Understood) -> None:
        if self._is_of_a_merged_record(row):
            message = _("This record was merged into another one. Change that one.")
            self.say(row.sheet.name, row.number, row.sheet.owner, message, row.owner)
            return
        if row.is_removed:
            removing.settle(self, row, Change(row.sheet, row.number, row.owner, "same", row.given, name=row.mark))
            return
        held = self._held(row)
        if isinstance(held, str):
            self.say(row.sheet.name, row.number, row.sheet.owner, held, row.owner)
            return
        change = Change(row.sheet, row.number, row.owner, "same", row.given, held, support=row.support)
        change.name = row.mark
        if row.mark:
            self.labels.setdefault((row.sheet.name, row.owner, row.mark), change)
        if self._is_left_alone(row):
            self.plan.changes.append(change)
            return
        if held is None:
            self._as_new(row, change)
        else:
            self._as_changed(row, change, held)
        self.plan.changes.append(change)

    def _is_of_a_merged_record(self, row: Understood) -> bool:
        record = self.by_owner["agreements"].get(row.owner, []) if row.sheet.noun == "agreements" else []
        return bool(record) and record[0].row.record_state == "merged" and not row.is_untouched

    def _is_left_alone(self, row: Understood) -> bool:
        """As it was exported, of a noun that the register has: nothing of it was asked for."""
        return row.is_untouched and self.resolver.pk(row.sheet.noun, row.owner) is not None

    def _held(self, row: Understood) -> Held | str | None:
        """The row of the register that is meant; None for a new one, words where it cannot be told."""
        here = self.by_owner[row.sheet.name].get(row.owner, [])
        if row.sheet.key:
            return self._noun(row, here)
        found = next((held for held in here if row.mark and held.mark == row.mark), None)
        if found is None:
            found = next((held for held in self.alike(row, here) if not self.claim(row, held)), None)
        elif self.claim(row, found):
            return self.claimed_twice(row, found)
        has_gone = found is None and row.mark.startswith("r-") and not row.is_untouched
        if has_gone and here and not row.sheet.is_fixed:
            return self.moved_on()
        return found

    def _noun(self, row: Understood, here: list[Held]) -> Held | str | None:
        if not here:
            return self._new_noun(row)
        held = here[0]
        if self.claim(row, held):
            return self.claimed_twice(row, held)
        if row.mark and held.mark != row.mark and not row.is_untouched and _differs(row.given, held.cells):
            return self.moved_on()
        return held

    def _new_noun(self, row: Understood) -> str | None:
        if self.by is None:
            return None
        if row.sheet.name == "agreements" and row.owner.upper().startswith("UKKR"):
            return _("The register has no agreement of this id, and ids are given by it alone. Name a new one new-1.")
        if row.mark.startswith("r-"):
            return _("The register no longer has this row. Take it out, or empty its mark to add it anew.")
        return None

    @staticmethod
    def alike(row: Understood, here: list[Held]) -> list[Held]:
        """The rows that are the same by what makes rows of this sheet one, or else by all that the file gives."""
        columns = row.sheet.same or tuple(row.given)
        wanted = {name: row.given.get(name) or row.sheet.usual.get(name, "") for name in columns}
        return [held for held in here if all(held.cells[name] == value for name, value in wanted.items())]

    def claim(self, row: Understood, held: Held) -> int:
        """The earlier row of the file that is this row of the register, if there is one."""
        earlier = self.claimed[id(held)].get(row.sheet.name, 0)
        self.claimed[id(held)].setdefault(row.sheet.name, row.number)
        return earlier

    @staticmethod
    def moved_on() -> str:
        return _(
            "This row has been changed or taken away in the register since the file was made. Export it again and make"
            " your change there."
        )

    def claimed_twice(self, row: Understood, held: Held) -> str:
        first = self.claimed[id(held)][row.sheet.name]
        return _("Row %(n)s is about the same one. Keep one of the two.") % {"n": first}

    # -- what it would do --------------------------------------------------------------------------------------------

    def _as_new(self, row: Understood, change: Change) -> None:
        if row.sheet.name == "evidence":
            problem = proof.complete(self, row, change)
            if problem:
                self.say("evidence", row.number, problem[0], problem[1])
                return
            if change.kind == "same":
                return
        missing = [one.name for one in row.sheet.columns if one.is_needed and not row.given.get(one.name)]
        for name in missing:
            self.say(row.sheet.name, row.number, name, _("A new row needs this value."))
        if row.sheet.name == "press_links" and not missing and (problem := proof.link(self, change)):
            self.say("press_links", row.number, problem[0], problem[1], row.given["press"])
        change.kind = "new"
        change.differences = _as_new(row.sheet, change.given)
        if row.support:
            change.supported = list(_values_given(change))

    def _as_changed(self, row: Understood, change: Change, held: Held) -> None:
        if row.sheet.is_fixed:
            if row.mark and not row.is_untouched:
                message = _(
                    "Such a row is added and taken out, never rewritten. Empty its mark to add it as another one."
                )
                self.say(row.sheet.name, row.number, MARK, message)
            return
        change.differences = [
            Difference(name, held.cells[name], value)
            for name, value in row.given.items()
            if name in row.sheet.by_name and held.cells[name] != value
        ]
        if row.support:
            new = {difference.column for difference in change.differences}
            change.supported = [value for value in _values_given(change) if self._wants_support(change, value, new)]
        if change.differences or change.supported:
            change.kind = "changed"

    def _wants_support(self, change: Change, value: str, new: set[str]) -> bool:
        """Whether the value would be new, or stands on nothing yet."""
        assert change.held is not None
        if change.sheet.key:
            return value in new or (value, None, change.held.row.pk) not in self.supported
        is_new = "place" in new if value == "place" else bool(new)
        return is_new or (value, change.held.row.pk, change.held.row.agreement_id) not in self.supported


def _values_given(change: Change) -> Iterator[str]:
    """The public values that the row states."""
    if change.sheet.key:
        yield from (
            name for name, text in change.given.items() if name in VALUES and text not in ("", "not-established")
        )
        return
    yield change.sheet.value
    if change.sheet is SHEET_OF_VALUE["place"] and change.given.get("place"):
        yield "place"


def _as_new(sheet: Sheet, given: Mapping[str, str]) -> list[Difference]:
    return [Difference(column.name, "", given[column.name]) for column in sheet.content if given.get(column.name)]


def _differs(given: Mapping[str, str], held: Mapping[str, str]) -> bool:
    return any(held[name] != text for name, text in given.items())


def _title(cells: Mapping[str, str]) -> str:
    names = ("title_en", "title_ko", "name_en", "name_ko", "title", "link")
    return next((cells[name] for name in names if cells.get(name)), "")


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Changes as the file has them."""
    return sorted(changes, key=lambda change: change.number)
