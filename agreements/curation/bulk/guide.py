"""What a person who fills in the sheets has to know, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agreements.curation.bulk import kinds
from agreements.curation.bulk.shape import SHEETS, Column

EMPTY = "[empty]"
EMPTIES = frozenset({EMPTY, "[비움]"})
"""What is written into a cell to empty a value, since an empty cell leaves it as it is."""
RULES = (
    _("Each sheet is one kind of row. Dark green heads must be filled in a new row; the others may stay empty."),
    _("An empty cell leaves the value as it is. To empty a value, write [empty]."),
    _("A row that is not in the file stays in the register. To take a row out, write yes in its column remove."),
    _("No file publishes anything, or takes out an agreement, a body, a person, an occasion or a page itself."),
    _("A new agreement is named new-1, new-2 and so on in the column public_id, and by this name in the other sheets."),
    _("The column mark tells a row again. Leave it as it was exported, and empty in a row of your own."),
    _("What a row says stands on the page whose address is in its column reference, or on you: judgement."),
    _("Nothing is applied unless every row is understood. You see every change before it is made."),
    _("Text that begins with = + - or @ has an apostrophe before it, which is taken away again."),
)
_LONG = (kinds.Text,)


def rules() -> Iterator[tuple[str, str]]:
    """Each rule in English and in Korean."""
    return (in_both(rule) for rule in RULES)


@cache
def columns() -> tuple[tuple[str, ...], ...]:
    """Each column: sheet, code, name and meaning in both languages."""
    return tuple(_columns())


def _columns() -> Iterator[tuple[str, ...]]:
    for sheet in SHEETS:
        for column in sheet.columns:
            names, kind, about = in_both(column.label), in_both(column.kind.about), in_both(column.about)
            meaning = [" ".join(filter(None, pair)) for pair in zip(about, kind, strict=True)]
            yield (sheet.name, column.name, *names, *meaning)


def codes() -> Iterator[tuple[str, ...]]:
    """Each code that a column may hold, with its names."""
    for sheet in SHEETS:
        for column in sheet.columns:
            if isinstance(column.kind, kinds.Code):
                for term in column.kind.vocabulary.values():
                    yield sheet.name, column.name, term.code, term.en, term.ko


def width(column: Column) -> int:
    """How wide a column is shown, in characters."""
    if isinstance(column.kind, _LONG) or column.name.startswith("title"):
        return 48
    if isinstance(column.kind, kinds.Address) or column.name.startswith("name") or column.name == "text":
        return 36
    return 22 if isinstance(column.kind, kinds.Link) else 16


def in_both(message: Any) -> tuple[str, str]:
    """A message in English and in Korean."""
    with override("en"):
        english = str(message)
    with override("ko"):
        return english, str(message)
