"""Two people at one record: what each of them changed since it was opened, put together, and where they disagree.

The form carries what it showed when it was opened. A field that only one of them changed has that one's value; a field
that both changed keeps what this one typed, with the other's beside it, and nothing is saved until they have seen it.
Rows that only one of them added or removed are there or gone; a row that one changed and the other removed stays. Every
row that the other added or removed, or that stays against somebody's wish, is named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from agreements.admin.numbers import number

Fields = dict[str, str]
Place = tuple[str, str, str]
"""Kind of row, number of the row, name of the field; the first two are empty for the form's own."""
HELD = ("id", "agreement", "DELETE")
"""Fields of a row that say which row it is."""


@dataclass
class Shown:
    """A whole form as a browser would send it: its own fields, and the fields of each row by its number."""

    head: Fields = field(default_factory=dict)
    rows: dict[str, dict[str, Fields]] = field(default_factory=dict)
    bound: dict[Place, tuple[Any, str]] = field(default_factory=dict)
    """The field that shows each value, and the value; not carried by the form."""
    empty: dict[str, list[Any]] = field(default_factory=dict)
    """The fields of an empty row of each kind; not carried by the form either."""

    @classmethod
    def of(cls, form: Any, formsets: Iterable[Any]) -> Shown:
        """What forms show that nobody has typed into."""
        shown = cls()
        for one, value in _values(form):
            shown.head[one.name] = value
            shown.bound["", "", one.name] = one, value
        for formset in formsets:
            rows = shown.rows[formset.prefix] = {}
            shown.empty[formset.prefix] = [one for one, _value in _values(formset.empty_form)]
            for line in formset.initial_forms:
                key = str(line.instance.pk)
                rows[key] = {}
                for one, value in _values(line):
                    rows[key][one.name] = value
                    shown.bound[formset.prefix, key, one.name] = one, value
        return shown

    def written(self) -> str:
        return json.dumps([self.head, self.rows], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Shown | None:
        """None for what is no such thing."""
        try:
            head, rows = json.loads(text)
            whole = cls(_fields(head), {str(name): _rows(lines) for name, lines in rows.items()})
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        return whole


@dataclass
class Together:
    """`data` is the form with both people's changes; `theirs` the other's value beside each field that both changed, by
    the field's name in `data`. The lists name rows, each in words."""

    data: QueryDict
    theirs: dict[str, tuple[str, str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    """Rows that the other added."""
    removed: list[str] = field(default_factory=list)
    """Rows that the other removed and this person had left as they were."""
    kept_of_mine: list[str] = field(default_factory=list)
    """Rows that the other removed while this person changed them."""
    kept_of_theirs: list[str] = field(default_factory=list)
    """Rows that this person removed while the other changed them."""


def together(sent: QueryDict, opened: Shown, now: Shown) -> Together:
    """What this person sent, what the form showed when it was opened, and what it would show now."""
    whole, wording = Together(sent.copy()), _Wording(opened, now)
    for name, value in now.head.items():
        mine, was = _sent(sent, name, opened.head.get(name, "")), opened.head.get(name, "")
        _settle(whole, name, mine, was, value, wording.of("", "", name))
    for prefix, lines in now.rows.items():
        if f"{prefix}-TOTAL_FORMS" in sent:
            _Rows(whole, prefix, opened.rows.get(prefix, {}), lines, wording).settle(list(_lines(sent, prefix)))
    return whole


class _Wording:
    """Values and rows as a person reads them; one query for each table that values name rows of."""

    def __init__(self, opened: Shown, now: Shown) -> None:
        self._bound = dict(now.bound)
        for prefix, rows in opened.rows.items():
            for key in rows.keys() - now.rows.get(prefix, {}).keys():
                for one in now.empty.get(prefix, ()):
                    self._bound[prefix, key, one.name] = one, rows[key].get(one.name, "")
        self._rows = _rows_named(self._bound.values())

    def of(self, prefix: str, key: str, name: str) -> str:
        return _words(*self._bound[prefix, key, name], self._rows)

    def row(self, prefix: str, key: str) -> str:
        said = [self.of(*place) for place, (_one, value) in self._bound.items() if place[:2] == (prefix, key) and value]
        return " · ".join(said)


def _settle(whole: Together, name: str, mine: str, was: str, theirs: str, words: str) -> None:
    if mine in (was, theirs):
        whole.data[name] = theirs
    elif theirs != was:
        whole.theirs[name] = (theirs, words)
    if not whole.data.get(name):
        whole.data[name] = ""


@dataclass
class _Rows:
    """The rows of one kind: as the form showed them when it was opened, and as they stand now."""

    whole: Together
    prefix: str
    opened: Mapping[str, Fields]
    now: Mapping[str, Fields]
    wording: _Wording

    def settle(self, sent: list[Fields]) -> None:
        """Rows that stand now come first, as a form must have it; then those that this person added, or keeps."""
        mine = {line["id"]: line for line in sent if line.get("id")}
        _forget_lines(self.whole.data, self.prefix)
        for place, key in enumerate(self.now):
            self._standing(f"{self.prefix}-{place}-", key, mine.get(key))
        for key in [key for key in self.opened if key not in self.now]:
            self._tell_of_removed(key, mine.get(key, {}))
        kept = [line for line in sent if self._is_kept(line)]
        for place, line in enumerate(kept, start=len(self.now)):
            for name in line.keys() - set(HELD):
                self.whole.data[f"{self.prefix}-{place}-{name}"] = line[name]
        self.whole.data[f"{self.prefix}-INITIAL_FORMS"] = str(len(self.now))
        self.whole.data[f"{self.prefix}-TOTAL_FORMS"] = str(len(self.now) + len(kept))

    def _standing(self, start: str, key: str, line: Fields | None) -> None:
        data, was = self.whole.data, self.opened.get(key)
        if was is None:
            self.whole.added.append(self.wording.row(self.prefix, key))
        data[f"{start}id"] = key
        if line is None:
            for name, theirs in self.now[key].items():
                data[f"{start}{name}"] = theirs
            return
        for name in HELD:
            if line.get(name):
                data[f"{start}{name}"] = line[name]
        if line.get("DELETE") and was != self.now[key]:
            del data[f"{start}DELETE"]
            self.whole.kept_of_theirs.append(self.wording.row(self.prefix, key))
        for name, theirs in self.now[key].items():
            data[f"{start}{name}"] = typed = line.get(name, "")
            words = self.wording.of(self.prefix, key, name)
            _settle(self.whole, f"{start}{name}", typed, (was or {}).get(name, ""), theirs, words)

    def _tell_of_removed(self, key: str, line: Fields) -> None:
        """Of rows that both removed nothing is told."""
        if not line.get("DELETE"):
            told = self.whole.kept_of_mine if self._is_kept(line) else self.whole.removed
            told.append(self.wording.row(self.prefix, key))

    def _is_kept(self, line: Fields) -> bool:
        """A new line, unless the other added the very same; or one that this person changed and the other removed."""
        key = line.get("id", "")
        if line.get("DELETE") or key in self.now:
            return False
        if key:
            return _typed_over(line, self.opened.get(key, {}))
        added = [values for key, values in self.now.items() if key not in self.opened]
        return not any(not _typed_over(line, values) for values in added)


def _forget_lines(data: QueryDict, prefix: str) -> None:
    for name in [name for name in data if re.match(rf"{re.escape(prefix)}-[0-9]+-", name)]:
        del data[name]


def _typed_over(line: Fields, was: Fields) -> bool:
    return any(value != was.get(name, "") for name, value in line.items() if name not in HELD)


def _lines(sent: QueryDict, prefix: str) -> Iterator[Fields]:
    total = number(sent.get(f"{prefix}-TOTAL_FORMS", "")) or 0
    for place in range(min(total, 1000)):
        start = f"{prefix}-{place}-"
        yield {name[len(start) :]: _sent(sent, name, "") for name in sent if name.startswith(start)}


def _sent(sent: QueryDict, name: str, otherwise: str) -> str:
    return sent.get(name, otherwise).replace("\r\n", "\n")


def _values(form: Any) -> Iterator[tuple[Any, str]]:
    """Each field with its value as a browser would send it."""
    for bound in form:
        if bound.name in HELD or bound.name in ("support", "supporting_page", "supporting_item", "reason_for_change"):
            continue
        value = bound.value()
        if isinstance(bound.field.widget, forms.CheckboxInput):
            yield bound, "on" if value else ""
        else:
            yield bound, "" if value is None else str(value.pk if isinstance(value, Model) else value)


def _rows_named(values: Iterable[tuple[Any, str]]) -> dict[tuple[type[Model], str], str]:
    keys: dict[type[Model], set[str]] = {}
    for bound, value in values:
        if number(value) is not None and (table := _table(bound)):
            keys.setdefault(table, set()).add(value)
    found = {table: table._default_manager.in_bulk(list(wanted)) for table, wanted in keys.items()}
    return {(table, str(key)): str(row) for table, rows in found.items() for key, row in rows.items()}


def _table(bound: Any) -> type[Model] | None:
    """The table of which the field names a row."""
    return bound.field.queryset.model if isinstance(bound.field, forms.ModelChoiceField) else None  # type: ignore[union-attr]


def _words(bound: Any, value: str, rows: Mapping[tuple[type[Model], str], str]) -> str:
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return "✓" if value else "–"
    if not value:
        return "–"
    if table := _table(bound):
        return rows.get((table, value), value)
    return str(dict(getattr(bound.field, "choices", ())).get(value, value)).strip()


def _fields(value: Any) -> Fields:
    return {str(name): str(one) for name, one in value.items()}


def _rows(value: Any) -> dict[str, Fields]:
    return {str(key): _fields(one) for key, one in value.items()}
