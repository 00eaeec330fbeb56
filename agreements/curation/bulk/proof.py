"""Rows of the sheet of evidence: which value they stand under, and the source that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.curation.bulk.shape import SHEET_OF_VALUE
from agreements.curation.bulk.understanding import Understood
from agreements.models import Evidence, PressItem, PressItemRevision

if TYPE_CHECKING:
    from agreements.curation.bulk.planning import Change, Planner

Refusal = tuple[str, str]
"""A column and what is wrong there."""
_UNADDRESSED = re.compile(r"https://press\.invalid/([0-9]{1,12})")
"""What stands for the address of a press item that has none."""


def supported(agreements: Iterable[int]) -> set[tuple[str, int | None, int]]:
    """What stands on something already: value, the row that carries it, agreement."""
    rows = Evidence.objects.filter(agreement__in=list(agreements), supports=True).order_by()
    return {(row.value, row.row_id, row.agreement_id) for row in rows}


def complete(planner: Planner, row: Understood, change: Change) -> Refusal | None:
    """Fill in what follows from what is given, and find the row that carries the value; or say what is wrong."""
    given = change.given = dict(row.given)
    return (
        _strength(given)
        or _carrier(planner, row, change)
        or _press(given)
        or _names_somebody_else(planner, given)
        or _is_there_already(planner, row, change)
    )


def _strength(given: dict[str, str]) -> Refusal | None:
    source = given.get("reference") or given.get("press")
    follows = "quotation" if given.get("quote") else "reference" if source else "judgement"
    strength = given.setdefault("strength", follows)
    if strength == "quotation" and not (given.get("quote") and given.get("press")):
        return "quote", _("A quotation needs the press item it stands in and the exact sentence.")
    if strength == "reference" and not source:
        return "reference", _("Say which page or press item it refers to.")
    if strength == "judgement" and source:
        return "strength", _("A judgement names no source. With a source it is a reference.")
    if strength != "quotation" and given.get("quote"):
        return "strength", _("Where there is a sentence, it is a quotation.")
    return None


def _carrier(planner: Planner, row: Understood, change: Change) -> Refusal | None:
    sheet, label = SHEET_OF_VALUE.get(row.given.get("value", "")), row.given.get("row", "")
    if sheet is None:
        return ("row", _("This value is one of the agreement itself and has no row.")) if label else None
    if not label:
        return "row", _("Give the mark of the row of the sheet “%(sheet)s” that carries the value.") % {
            "sheet": sheet.name
        }
    found = planner.labels.get((sheet.name, row.owner, label))
    here = planner.by_owner[sheet.name].get(row.owner, [])
    change.points_at = found or next((held for held in here if held.mark == label), None)
    if change.points_at is None:
        return "row", _("No row of the sheet “%(sheet)s” of this agreement has this mark.") % {"sheet": sheet.name}
    if id(getattr(change.points_at, "held", change.points_at)) in planner.leaving:
        return "row", _("This row is taken out, by this same file.")
    return None


def _press(given: dict[str, str]) -> Refusal | None:
    if not given.get("press"):
        return None
    revision = revision_of(given)
    if revision is None:
        return "press", _("The register holds no press item of this address, or not this version of its text.")
    given["text"] = revision.content_sha256
    if given["strength"] != "quotation":
        return None
    if revision.text_kind != "original":
        return "quote", _("That text is a digest of ours, which is never quoted. Use a reference.")
    start = int(given.get("start") or revision.text.find(given["quote"]))
    if start < 0 or revision.text[start : start + len(given["quote"])] != given["quote"]:
        return "quote", _("This sentence does not stand in that text. Copy it letter for letter.")
    given["start"] = str(start)
    return None


def link(planner: Planner, change: Change) -> Refusal | None:
    """Of a press item that is said to be about an agreement: whether the register holds it."""
    change.given = dict(change.given)
    if planner.by is not None:
        change.given.pop("accepted_at", None)
    if item_of(change.given["press"]) is None:
        return "press", _("The register holds no press item of this address.")
    return None


def item_of(key: str) -> PressItem | None:
    """The press item that the sheets name so."""
    unaddressed = _UNADDRESSED.fullmatch(key)
    named = {"pk": int(unaddressed[1]), "address__isnull": True} if unaddressed else {"address": key}
    return PressItem.objects.filter(**named).first()


def revision_of(given: dict[str, str]) -> PressItemRevision | None:
    """The version of a press item's text that a row means."""
    item = item_of(given["press"])
    if item is None:
        return None
    if given.get("text"):
        return item.revisions.filter(content_sha256=given["text"]).first()
    return item.current


def _names_somebody_else(planner: Planner, given: dict[str, str]) -> Refusal | None:
    """Nobody accepts in another's name. The keeper at the command line moves what others accepted."""
    if planner.by is None:
        return None
    own = planner.by.get_full_name() or "An editor of the register"
    if given.get("accepted_name", own) != own:
        return "accepted_name", _("You cannot accept in another’s name. Leave the cell empty to stand for it yourself.")
    given.pop("accepted_name", None)
    given.pop("accepted_on", None)
    return None


def _is_there_already(planner: Planner, row: Understood, change: Change) -> Refusal | None:
    """The same evidence twice is one row."""
    given = change.given
    mark = getattr(change.points_at, "mark", "") or getattr(getattr(change.points_at, "held", None), "mark", "")
    wanted = {name: given.get(name, "") for name in row.sheet.same} | {"row": mark}
    wanted["supports"] = wanted["supports"] or "yes"
    for held in planner.by_owner["evidence"].get(row.owner, []):
        if all(held.cells[name] == value for name, value in wanted.items()):
            change.held, change.kind = held, "same"
            return None
    change.kind = "new"
    return None
