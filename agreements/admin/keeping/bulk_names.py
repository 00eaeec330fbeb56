"""What the keys in a file stand for: the names of the bodies, people, occasions, agreements and pages it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from agreements.admin.entry.row_words import said
from agreements.curation.bulk.kinds import Kind, Link, Press
from agreements.curation.bulk.planning import Change, Plan
from agreements.curation.bulk.register import Held
from agreements.curation.bulk.shape import BY_NAME
from agreements.models import PressItem


class LinkedNames:
    """The names of all rows that a plan's differences point at: those the file brings, and the register's."""

    def __init__(self, plan: Plan, changes: Iterable[Change]) -> None:
        self._own = plan.titles
        wanted: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            for one in change.differences:
                if to := _points_to(change.sheet.by_name[one.column].kind):
                    wanted[to] |= {one.old, one.new} - {""}
        self._found = {to: _names(to, keys) for to, keys in wanted.items()}

    def of(self, kind: Kind, key: str) -> str:
        """The name before the key; the key alone where it is nobody's name."""
        to = _points_to(kind)
        name = self._found.get(to, {}).get(key) or self._own.get((to, key), "")
        return f"{name} · {key}" if name and name != key and key not in name else name or key


def row_words(pointed: Change | Held | None) -> str:
    """What a row that carries a value says: a row of the register, or one that the file brings."""
    held = pointed.held if isinstance(pointed, Change) else pointed
    if held is not None:
        return said(held.row)
    return " · ".join(one.new for one in pointed.differences) if isinstance(pointed, Change) else ""


def _points_to(kind: Kind) -> str:
    return kind.to if isinstance(kind, Link) else "press" if isinstance(kind, Press) else ""


def _names(to: str, keys: set[str]) -> dict[str, str]:
    if to == "press":
        rows = PressItem.objects.filter(address__in=keys)
        return {row.address: str(row) for row in rows if row.address}
    key = BY_NAME[to].key
    return {
        str(getattr(row, key)): said(row) for row in BY_NAME[to].model._default_manager.filter(**{f"{key}__in": keys})
    }
