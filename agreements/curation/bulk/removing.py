"""Rows that the file asks to take out: found beyond doubt and shown with what goes with them, or not taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.curation.bulk.register import Held
from agreements.curation.bulk.shape import REMOVE, SHEET_OF_VALUE, Sheet
from agreements.curation.bulk.understanding import Understood

if TYPE_CHECKING:
    from agreements.curation.bulk.planning import Change, Planner


def settle(planner: Planner, row: Understood, change: Change) -> None:
    """Find what the row takes out; or say why that cannot be told. What is not there any more is nothing to be done."""
    here = planner.by_owner[row.sheet.name].get(row.owner, [])
    held = _found(planner, row, here)
    if isinstance(held, str):
        planner.say(row.sheet.name, row.number, REMOVE, held)
        return
    planner.plan.changes.append(change)
    if held is None:
        message = _("The register has no such row: it was taken out or changed since. Nothing is taken out for it.")
        planner.remark(row.sheet.name, row.number, message)
        return
    planner.leaving.add(id(held))
    change.held, change.kind = held, "removed"
    change.leave()
    change.going = _standing_under(planner, row, held)


def _found(planner: Planner, row: Understood, here: list[Held]) -> Held | str | None:
    if not row.mark and set(row.given) <= {row.sheet.parent}:
        return _("Say which row: take it from an export, with its mark.")
    held = next((one for one in here if row.mark and one.mark == row.mark), None)
    if held is None:
        alike = planner.alike(row, here)
        if alike and row.mark.startswith("r-"):
            return planner.moved_on()
        if len(alike) > 1:
            return _("Several rows are like this one. Take it from an export, with its mark.")
        held = alike[0] if alike else None
    if held is not None and planner.claim(row, held):
        return planner.claimed_twice(row, held)
    return held


def _standing_under(planner: Planner, row: Understood, held: Held) -> list[Held]:
    """The evidence under the value that the row is."""
    under = planner.by_owner["evidence"].get(row.owner, []) if row.sheet.value else []
    return [one for one in under if one.cells["row"] == held.mark and _is_of(one, row.sheet)]


def _is_of(evidence: Held, sheet: Sheet) -> bool:
    return SHEET_OF_VALUE.get(evidence.cells["value"]) is sheet
