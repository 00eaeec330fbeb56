"""Two people at one record: what each of them changed since it was opened, put together, and where they disagree.

The form carries what it showed when it was opened. A field that only one of them changed has that one's value; a field
that both changed keeps what this one typed, with the other's beside it, and nothing is saved until they have seen it.
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
HELD = ("id", "agreement", "DELETE")
"""Fields of a row that say which row it is."""


@dataclass
class Shown:
    """A whole form as a browser would send it: its own fields, and the fields of each row by its number."""

    head: Fields = field(default_factory=dict)
    rows: dict[str, dict[str, Fields]] = field(default_factory=dict)
    words: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """How a person reads a value: by kind of row, number and field; not carried by the form."""

    @classmethod
    def of(cls, form: Any, formsets: Iterable[Any]) -> Shown:
        """What forms show that nobody has typed into."""
        shown = cls()
        for name, value, words in _values(form):
            shown.head[name] = value
            shown.words["", "", name] = words
        for formset in formsets:
            rows = shown.rows[formset.prefix] = {}
            for line in formset.initial_forms:
                key = str(line.instance.pk)
                rows[key] = {}
                for name, value, words in _values(line):
                    rows[key][name] = value
                    shown.words[formset.prefix, key, name] = words
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
    """`data` is the form with both people's changes; `theirs` the other's value beside each field that both changed,
    by the field's name in `data`; `removed` the kinds of rows that the other deleted and this person changed."""

    data: QueryDict
    theirs: dict[str, tuple[str, str]] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


def together(sent: QueryDict, opened: Shown, now: Shown) -> Together:
    """What this person sent, what the form showed when it was opened, and what it would show now."""
    whole = Together(sent.copy())
    for name, value in now.head.items():
        mine, was = _sent(sent, name, opened.head.get(name, "")), opened.head.get(name, "")
        _settle(whole, name, mine, was, value, now.words["", "", name])
    for prefix, lines in now.rows.items():
        if f"{prefix}-TOTAL_FORMS" in sent:
            _settle_rows(whole, sent, prefix, opened.rows.get(prefix, {}), lines, now.words)
    return whole


def _settle(whole: Together, name: str, mine: str, was: str, theirs: str, words: str) -> None:
    if mine in (was, theirs):
        whole.data[name] = theirs
    elif theirs != was:
        whole.theirs[name] = (theirs, words)
    if not whole.data.get(name):
        whole.data[name] = ""


def _settle_rows(
    whole: Together,
    sent: QueryDict,
    prefix: str,
    opened: Mapping[str, Fields],
    now: Mapping[str, Fields],
    words: Mapping[tuple[str, str, str], str],
) -> None:
    """Rows that stand now come first, as a form must have it; then those that this person added, or keeps."""
    lines = list(_lines(sent, prefix))
    mine = {line["id"]: line for line in lines if line.get("id")}
    _forget_lines(whole.data, prefix)
    for place, (key, values) in enumerate(now.items()):
        start, line = f"{prefix}-{place}-", mine.get(key)
        for name in HELD:
            if line and line.get(name):
                whole.data[f"{start}{name}"] = line[name]
        whole.data[f"{start}id"] = key
        for name, theirs in values.items():
            if line is None:
                whole.data[f"{start}{name}"] = theirs
                continue
            whole.data[f"{start}{name}"] = typed = line.get(name, "")
            _settle(whole, f"{start}{name}", typed, opened.get(key, {}).get(name, ""), theirs, words[prefix, key, name])
    kept = [line for line in lines if _is_kept(line, opened, now)]
    whole.removed += [prefix for line in kept if line.get("id")]
    for place, line in enumerate(kept, start=len(now)):
        for name in line.keys() - set(HELD):
            whole.data[f"{prefix}-{place}-{name}"] = line[name]
    whole.data[f"{prefix}-INITIAL_FORMS"] = str(len(now))
    whole.data[f"{prefix}-TOTAL_FORMS"] = str(len(now) + len(kept))


def _forget_lines(data: QueryDict, prefix: str) -> None:
    for name in [name for name in data if re.match(rf"{re.escape(prefix)}-[0-9]+-", name)]:
        del data[name]


def _is_kept(line: Fields, opened: Mapping[str, Fields], now: Mapping[str, Fields]) -> bool:
    """A new line, or one that this person changed while the other deleted it."""
    key = line.get("id", "")
    return key not in now and (not key or _typed_over(line, opened.get(key, {})))


def _typed_over(line: Fields, was: Fields) -> bool:
    return any(value != was.get(name, "") for name, value in line.items() if name not in HELD)


def _lines(sent: QueryDict, prefix: str) -> Iterator[Fields]:
    total = number(sent.get(f"{prefix}-TOTAL_FORMS", "")) or 0
    for place in range(min(total, 1000)):
        start = f"{prefix}-{place}-"
        yield {name[len(start) :]: str(sent[name]) for name in sent if name.startswith(start)}


def _sent(sent: QueryDict, name: str, otherwise: str) -> str:
    return sent.get(name, otherwise).replace("\r\n", "\n")


def _values(form: Any) -> Iterator[tuple[str, str, str]]:
    for bound in form:
        if bound.name in HELD or bound.name in ("support", "supporting_page", "supporting_item", "reason_for_change"):
            continue
        value = bound.value()
        if isinstance(bound.field.widget, forms.CheckboxInput):
            yield bound.name, "on" if value else "", "✓" if value else "–"
            continue
        plain = "" if value is None else str(value.pk if isinstance(value, Model) else value)
        yield bound.name, plain, _words(bound, plain)


def _words(bound: Any, plain: str) -> str:
    if not plain:
        return "–"
    if isinstance(bound.field, forms.ModelChoiceField):
        row = bound.field.queryset.filter(pk=plain).first() if bound.field.queryset is not None else None
        return str(row or plain)
    choices = dict(getattr(bound.field, "choices", ()))
    return str(choices.get(plain, plain)).strip()


def _fields(value: Any) -> Fields:
    return {str(name): str(one) for name, one in value.items()}


def _rows(value: Any) -> dict[str, Fields]:
    return {str(key): _fields(one) for key, one in value.items()}
