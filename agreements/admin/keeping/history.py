"""What happened to a record and to the rows that hang on it: who, when, why, and each value before and after."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import Model
from pghistory.models import Context

from agreements.admin.keeping.fieldwise import NOUNS, Words
from agreements.admin.keeping.reasons import in_words, nobody
from agreements.catalogue.histories import Event, Row, whole
from agreements.curation.reverting import COLUMNS

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One value before and after. `item` names it where it can be taken back."""

    what: str
    row: str
    old: str
    new: str
    item: str = ""
    field: str = ""
    """By which the timeline is filtered."""
    place: int = 0
    """The record itself first, then its rows, then what stands under them."""


@dataclass
class ChangeSet:
    """What one person did at once."""

    key: str
    at: datetime.datetime
    who: str
    why: str
    lines: list[Line] = field(default_factory=list)
    is_of_a_merger: bool = False
    made_the_record: bool = False

    @property
    def can_be_taken_back(self) -> bool:
        return not self.is_of_a_merger and not self.made_the_record and any(line.item for line in self.lines)


@dataclass(frozen=True, slots=True)
class Standing:
    """One value at two moments."""

    what: str
    then: str
    later: str

    @property
    def differs(self) -> bool:
        return self.then != self.later


class History:
    """The whole history of one record."""

    def __init__(self, record: Model, *, only: str = "", page: str = "1") -> None:
        self.record, self.only, self._page = record, only, page
        self.noun = str(record._meta.model_name)
        self.events = whole(record)
        self._contexts = _contexts({event.context for event in self.events if event.context})
        self._people = _people(self._contexts.values())

    @cached_property
    def words(self) -> Words | None:
        if self.noun not in NOUNS:
            return None
        return Words(self.noun, [version for event in self.events for version in (event.before, event.after)])

    @cached_property
    def changes(self) -> list[ChangeSet]:
        """The newest first; those of one field alone, where one was asked for."""
        found: dict[str, ChangeSet] = {}
        for event in reversed(self.events):
            one = found.setdefault(event.change, self._empty(event))
            one.is_of_a_merger |= event.came_or_went
            one.made_the_record |= event.concerns == "record" and not event.before
            told = [line for line in self._lines(event) if self.only in ("", line.field)]
            one.lines = [*told, *one.lines]
        for one in found.values():
            one.lines.sort(key=lambda line: line.place)
        return [one for one in found.values() if one.lines]

    @cached_property
    def page(self) -> Page[ChangeSet]:
        return Paginator(self.changes, A_PAGE).get_page(self._page)

    @cached_property
    def fields(self) -> list[tuple[str, str]]:
        """The fields that the timeline tells of, each with its name."""
        everything = {line.field: _label(line) for event in self.events for line in self._lines(event)}
        return sorted(everything.items(), key=lambda pair: pair[1])

    def _empty(self, event: Event) -> ChangeSet:
        context = self._contexts.get(event.context) or {}
        user = context.get("user")
        who = self._people.get(user, "") if isinstance(user, int) else ""
        return ChangeSet(event.change, event.at, who or nobody(), in_words(context))

    def _lines(self, event: Event) -> Iterator[Line]:
        if self.words is None:
            return
        kind = self.words.kind(event.concerns, event.after or event.before)
        named = "record" if event.concerns == "record" else f"{event.concerns}.{event.row}"
        if event.concerns != "record" and not (event.before and event.after):
            old, new = (self.words.row(event.concerns, one) if one else "" for one in (event.before, event.after))
            yield Line(kind, "", old, new, named, event.concerns, 2 if event.concerns == "evidence" else 1)
            return
        row = self.words.row(event.concerns, event.after)
        for said in self.words.values(event.concerns, event.before, event.after):
            is_own = event.concerns == "record"
            can = event.concerns != "evidence" and (not is_own or said.column in COLUMNS[self.noun]) and event.before
            yield Line(
                said.label if is_own else f"{kind}: {said.label}",
                "" if is_own else row,
                said.old,
                said.new,
                f"{named}.{said.column}" if can else "",
                said.column if is_own else event.concerns,
                0 if is_own else 2 if event.concerns == "evidence" else 1,
            )

    # -- two moments -----------------------------------------------------------------------------------------------

    def compare(self, first: str, second: str) -> list[tuple[str, list[Standing]]]:
        """The record after one change beside the record after another, the earlier one first; by kind of value."""
        if self.words is None:
            return []
        order = [event.change for event in self.events]
        then, later = sorted((first, second), key=lambda key: _last(order, key))
        before, after = self._state(order, then), self._state(order, later)
        kinds: dict[str, list[Standing]] = {}
        for key in dict.fromkeys([*before, *after]):
            concerns, _row = key
            one, two = before.get(key, {}), after.get(key, {})
            if concerns == "record":
                kinds.setdefault("", []).extend(self._own(one, two))
                continue
            standing = Standing("", *(self.words.row(concerns, each) if each else "" for each in (one, two)))
            kinds.setdefault(self.words.kind(concerns, one or two), []).append(standing)
        return sorted(kinds.items(), key=lambda pair: pair[0] != "")

    def _own(self, one: Row, two: Row) -> Iterator[Standing]:
        """Every value of the record itself, those that are the same too."""
        assert self.words is not None
        then = {said.column: said for said in self.words.values("record", {}, one)}
        later = {said.column: said for said in self.words.values("record", {}, two)}
        for column in dict.fromkeys([*then, *later]):
            label = (then.get(column) or later[column]).label
            yield Standing(label, *(each[column].new if column in each else "" for each in (then, later)))

    def _state(self, order: list[str], key: str) -> dict[tuple[str, int], Row]:
        state: dict[tuple[str, int], Row] = {}
        for event in self.events[: _last(order, key) + 1]:
            if event.after:
                state[event.concerns, event.row] = event.after
            else:
                state.pop((event.concerns, event.row), None)
        return state

    def moment(self, key: str) -> ChangeSet | None:
        return next((self._empty(event) for event in self.events if event.change == key), None)


def _last(order: list[str], key: str) -> int:
    """The place of the last event of a change; before all of them for one that is unknown."""
    return max((place for place, each in enumerate(order) if each == key), default=-1)


def _label(line: Line) -> str:
    return line.what.partition(":")[0]


def _contexts(keys: set[UUID]) -> dict[UUID | None, dict[str, Any]]:
    rows = Context.objects.filter(pk__in=keys).values_list("pk", "metadata")
    return {key: metadata or {} for key, metadata in rows}


def _people(contexts: Iterable[dict[str, Any]]) -> dict[int, str]:
    keys = {context["user"] for context in contexts if isinstance(context.get("user"), int)}
    return {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=keys)}
