"""Carrying out a plan: all of it in one transaction, under one reason, or none of it.

What is derived follows at the end: statuses, search entries, the catalogue's version. A public record that would be
left with less than publication asks for refuses the whole, with its reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation import agreements, evidence, rights, standing
from agreements.curation.audit import Stand, change, telling
from agreements.curation.bulk import filling, proof
from agreements.curation.bulk.book import Book, Problem
from agreements.curation.bulk.planning import ENTER, Change, Plan, plan
from agreements.curation.bulk.register import Held
from agreements.curation.bulk.shape import BY_NAME, JUDGEMENT, ORDER_OF_APPLYING
from agreements.curation.refusals import WrongState
from agreements.curation.reviewing import identities
from agreements.models import Agreement, CatalogueVersion, Evidence, Organisation, Person, Reference

_ONE_AT_A_TIME = 0x756B6B75
"""The lock that lets one file be applied at a time."""


class Refused(ValueError):
    """Nothing was applied; `problems` says why, row by row."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class Outdated(Exception):
    """The register has changed since the plan was shown; `plan` is what the file would do now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("The register has changed since."))
        self.plan = plan


@dataclass
class Applied:
    """What was done: the agreements touched, as they are now, and how many rows were new and changed."""

    agreements: list[Agreement] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    """The public ids given to the file's own names."""
    new: int = 0
    changed: int = 0
    removed: int = 0


def apply(*, plan: Plan, by: User | None, reason: str, told: str = "") -> Applied:
    """Do what the plan says. Raises Refused; then nothing has happened."""
    if by is not None:
        rights.require(by, *ENTER)
    if plan.problems:
        raise Refused(plan.problems)
    try:
        with telling(told), change(by=by, reason=reason):
            return _Application(plan, by, reason).carry_out()
    except IntegrityError as problem:
        raise Refused([filling.in_words(problem)]) from problem
    except WrongState as problem:
        raise Refused([Problem("", 0, "", str(problem))]) from problem


def apply_if_unchanged(*, shown: str, book: Book, by: User, reason: str, told: str = "") -> Applied:
    """Apply the file if it would still do what was shown, by its digest. Raises Outdated, Refused."""
    with transaction.atomic():
        _wait_to_be_alone()
        _hold_still(book)
        now = plan(book=book, by=by)
        if now.digest != shown or now.problems:
            raise Outdated(now)
        return apply(plan=now, by=by, reason=reason, told=told)


def rehearse(*, plan: Plan, by: User | None) -> None:
    """Try the plan and take it all back: adds to it what only doing it shows, and what would stand on nothing."""
    if not plan.may_be_applied:
        return
    try:
        with transaction.atomic():
            applied = _Application(plan, by, "rehearsed")
            with change(by=by, reason="rehearsed"):
                applied.carry_out()
            plan.bare = applied.bare()
            transaction.set_rollback(True)
    except Refused as refused:
        plan.problems += refused.problems
    except IntegrityError as problem:
        plan.problems.append(filling.in_words(problem))
    except WrongState as problem:
        plan.problems.append(Problem("", 0, "", str(problem)))
    finally:
        for one in plan.changes:
            one.row = None


def _wait_to_be_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def _hold_still(book: Book) -> None:
    """Keep the agreements that the file names from being changed by others until it is applied."""
    lines = [line.cells for several in book.lines.values() for line in several]
    named = {str(cells.get("public_id") or cells.get("agreement") or "").strip() for cells in lines}
    rows = Agreement.objects.select_for_update(of=("self",), no_key=True).filter(public_id__in=named)
    list(rows.order_by("pk").values_list("pk"))


class _Application:
    def __init__(self, plan: Plan, by: User | None, reason: str) -> None:
        self.plan, self.by, self.reason = plan, by, reason
        self.today = timezone.now().date()
        self.stand = Stand.of(by, self.today) if by else Stand("The register", self.today)
        self.places = filling.Places()
        self.done = Applied()
        self.touched: dict[int, Agreement] = {}
        self.changes: dict[str, list[Change]] = defaultdict(list)
        for one in plan.effective:
            self.changes[one.sheet.name].append(one)

    def carry_out(self) -> Applied:
        for name in ORDER_OF_APPLYING:
            self._remove(name)
            changed = [one for one in self.changes[name] if one.kind == "changed" and one.differences]
            new = [one for one in self.changes[name] if one.kind == "new"]
            if BY_NAME[name].key:  # nouns may point at nouns that are new
                self._make(name, new)
                self._update(name, changed)
            else:  # a place, such as the primary one, is given up before it is taken
                self._update(name, changed)
                self._make(name, new)
        self._support()
        self._settle()
        counts = self.plan.counts
        self.done.new, self.done.changed, self.done.removed = counts["new"], counts["changed"], counts["removed"]
        self.done.agreements = sorted(self.touched.values(), key=lambda row: row.public_id)
        return self.done

    # -- rows --------------------------------------------------------------------------------------------------------

    def _remove(self, name: str) -> None:
        """What stands under a row goes with it."""
        keys = [one.held.row.pk for one in self.changes[name] if one.kind == "removed" and one.held]
        if keys:
            BY_NAME[name].model._default_manager.filter(pk__in=keys).delete()

    def _make(self, name: str, changes: list[Change]) -> None:
        if name == "agreements":
            for one in changes:
                self._make_agreement(one)
        elif name == "evidence":
            self._make_evidence(changes)
        elif changes:
            rows = [filling.new_row(one, self.places, self.today, self.by) for one in changes]
            for one, row in zip(changes, BY_NAME[name].model._default_manager.bulk_create(rows), strict=True):
                one.row = row
                self.places.note(one)
        if name == "organisations":
            filling.point_at_successors(changes, self.places)

    def _make_agreement(self, one: Change) -> None:
        columns = filling.columns(one, self.places)
        public_id = one.owner if one.owner.startswith("UKKR-") else ""
        columns.pop("public_id", None)
        one.row = agreements.create(
            year=int(public_id.split("-")[1]) if public_id else self._year(one),
            by=self.by,
            reason=self.reason,
            public_id=public_id,
            slug=columns.pop("slug", ""),
            **columns,
        )
        if not public_id:
            self.done.made[one.owner] = one.row.public_id
        self.touched[one.row.pk] = one.row
        self.places.note(one)

    def _year(self, one: Change) -> int:
        """The year of signature, else of the first dated action, else this one."""
        actions = [
            other.given for other in self.changes["actions"] if other.owner == one.owner and other.given.get("date")
        ]
        signed = [cells["date"] for cells in actions if cells.get("kind") == "signed"]
        dates = signed or [cells["date"] for cells in actions]
        return int(min(dates)[:4]) if dates else self.today.year

    def _update(self, name: str, changes: list[Change]) -> None:
        for one in sorted(changes, key=lambda each: each.given.get("is_primary") == "yes"):
            assert one.held is not None
            one.row = copy(one.held.row)  # what was read stays as it was, for a plan that is only tried
            columns = filling.columns(one, self.places, only={difference.column for difference in one.differences})
            if name == "agreements":
                agreements.amend(agreement=one.row, by=self.by, reason=self.reason, **columns)
                self.touched[one.row.pk] = one.row
                continue
            was = str(one.row)
            for column, value in columns.items():
                setattr(one.row, column, value)
            one.row.save(update_fields=list(columns))
            self._unsettle(one, was)

    def _unsettle(self, one: Change, was: str) -> None:
        """A row that now says something else no longer stands on what supported it."""
        value = one.sheet.value
        if not value:
            return
        place = next((difference for difference in one.differences if difference.column == "place"), None)
        if place and value == "action":
            standing.unsettle(agreement=one.row.agreement, value="place", row=one.row, was=place.old)
        if str(one.row) != was:
            standing.unsettle(agreement=one.row.agreement, value=value, row=one.row, was=was)

    # -- what they stand on ------------------------------------------------------------------------------------------

    def _make_evidence(self, changes: list[Change]) -> None:
        rows = []
        for one in changes:
            reference = self.places.row("references", one.given.get("reference", ""))
            revision = proof.revision_of(one.given) if one.given.get("press") else None
            start = int(one.given["start"]) if one.given.get("start") else None
            support = evidence.Support(
                one.given["strength"],
                reference=reference if isinstance(reference, Reference) else None,
                revision=revision,
                start=start,
                end=None if start is None else start + len(one.given.get("quote", "")),
                supports=one.given.get("supports", "yes") == "yes",
                reported=one.given.get("reported", ""),
                note=one.given.get("note", ""),
            )
            agreement = self._agreement(one)
            carrier = _row_of(one.points_at)
            rows.append(
                evidence.prepare(
                    agreement=agreement, value=one.given["value"], support=support, stand=self._stand(one), row=carrier
                )
            )
        Evidence.objects.bulk_create(rows)

    def _stand(self, one: Change) -> Stand:
        name, day = one.given.get("accepted_name"), one.given.get("accepted_on")
        if not name:
            return self.stand
        return Stand(name, filling.day(day) if day else self.today)

    def _support(self) -> None:
        """What the rows name as their source, under what they newly say."""
        for one in (each for each in self.plan.effective if each.supported):
            if one.support == JUDGEMENT:
                support = evidence.judgement()
            else:
                page = self.places.row("references", one.support)
                support = evidence.Support("reference", reference=page if isinstance(page, Reference) else None)
            carrier = None if one.sheet.key else self._row(one)
            for value in one.supported:
                evidence.add(
                    agreement=self._agreement(one), value=value, support=support, stand=self.stand, row=carrier
                )

    def _agreement(self, one: Change) -> Agreement:
        row = self.places.row("agreements", one.owner)
        assert isinstance(row, Agreement)
        return self.touched.setdefault(row.pk, row)

    # -- what follows ------------------------------------------------------------------------------------------------

    def _settle(self) -> None:
        self._know_names()
        shown: set[int] = set(self.touched)
        for one in self.plan.effective:
            if one.sheet.noun == "agreements":
                shown.add(self._agreement(one).pk)
        shown |= self._showing()
        problems: list[Problem] = []
        for agreement in Agreement.objects.filter(pk__in=shown).order_by("pk"):
            agreements.refresh(agreement)
            if agreement.pk in self.touched:
                self.touched[agreement.pk] = agreement
                problems += self._obstacles(agreement)
        if problems:
            raise Refused(problems)
        if self.plan.effective:
            CatalogueVersion.rise()

    def _obstacles(self, agreement: Agreement) -> list[Problem]:
        try:
            agreements.stay_publishable(agreement)
        except agreements.NotReady as refused:
            mine = [one for one in self.plan.effective if one.owner == agreement.public_id]
            first = min(mine, key=lambda one: one.number, default=None)
            place = (first.sheet.name, first.number) if first else ("agreements", 0)
            said = _("%(id)s is public, and would be less than publication asks for: %(reason)s")
            return [
                Problem(*place, "", said % {"id": agreement.public_id, "reason": reason}) for reason in refused.reasons
            ]
        return []

    @staticmethod
    def _row(one: Change) -> Any:
        return one.row or (one.held.row if one.held else None)

    def _know_names(self) -> None:
        """Bodies and people are found by the names that stand on them."""
        for name in ("organisations", "people"):
            for one in self.changes[name]:
                row = self._row(one)
                if isinstance(row, Organisation | Person):
                    identities.know_by_own_names(row)

    def _showing(self) -> set[int]:
        """Agreements whose pages and search entries show what was changed elsewhere."""
        rows = {
            name: [one.held.row.pk for one in self.changes[name] if one.held]
            for name in ("organisations", "people", "occasions")
        }
        bodies = [
            *rows["organisations"],
            *(self._row(one).organisation_id for one in self.changes["organisation_names"]),
        ]
        people = [*rows["people"], *(self._row(one).person_id for one in self.changes["person_names"])]
        if not (bodies or people or rows["occasions"]):
            return set()
        shown = (
            Q(signatories__organisation__in=bodies)
            | Q(signatories__person__in=people)
            | Q(occasion__in=rows["occasions"])
            | Q(actions__occasion__in=rows["occasions"])
        )
        return set(Agreement.objects.filter(shown).order_by().values_list("pk", flat=True))

    def bare(self) -> dict[str, int]:
        """How many values of each touched agreement stand on nothing."""
        names = {public_id: name for name, public_id in self.done.made.items()}
        found = Agreement.objects.filter(pk__in=self.touched).prefetch_related(*standing.READ)
        counted = {names.get(row.public_id, row.public_id): _count(standing.values_without(row)) for row in found}
        return {key: number for key, number in counted.items() if number}


def _row_of(pointed: Change | Held | None) -> Any:
    if isinstance(pointed, Change) and pointed.row is None:
        return pointed.held.row if pointed.held else None
    return pointed.row if pointed else None


def _count(rows: Iterable[Any]) -> int:
    return sum(1 for _row in rows)
