"""A new agreement that is there already: most likely this file, or another one that states it, a second time.

A record under a name of the file's own, such as new-1, is the one of the register that has its title. Where all
that the file says of it is so already, nothing is to be done; where not, a person must say whether it is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.curation.bulk.kinds import Link
from agreements.curation.bulk.understanding import Understood
from agreements.domain.text import fold
from agreements.models import Agreement

if TYPE_CHECKING:
    from agreements.curation.bulk.planning import Plan

Rows = dict[str, list[Understood]]
TITLES = ("title_en", "title_ko")


def recognise(rows: Rows) -> dict[str, str]:
    """The public ids of the file's own names, which the rows carry from now on."""
    own = [row for row in rows.get("agreements", ()) if row.owner and not row.owner.upper().startswith("UKKR-")]
    if not own:
        return {}
    known = {fold(title): public_id for public_id, title in _titles()}
    found = {row.owner: public_id for row in own if (public_id := _found(row, known))}
    if found:
        for row in (row for several in rows.values() for row in several):
            _rename(row, found)
    return {public_id: name for name, public_id in found.items()}


def refuse_if_other(plan: Plan, again: dict[str, str], say: Callable[..., None]) -> None:
    """A record recognised by its title that would change is perhaps another one."""
    changing = {change.owner for change in plan.effective if change.sheet.noun == "agreements"}
    for change in plan.changes:
        if change.sheet.name == "agreements" and change.owner in again and change.owner in changing:
            message = _(
                "%(id)s has this title, and not all that the file says of it. If it is the same agreement, write its id"
                " in place of “%(name)s” in every sheet; if it is not, tell the titles apart."
            )
            say("agreements", change.number, "title_en", message % {"id": change.owner, "name": again[change.owner]})
    _refuse_doubles(plan, say)


def _refuse_doubles(plan: Plan, say: Callable[..., None]) -> None:
    """Two new records of one title could not be told apart later."""
    first: dict[str, int] = {}
    for change in plan.changes:
        if change.sheet.name != "agreements" or change.kind != "new" or change.owner.startswith("UKKR-"):
            continue
        for column in TITLES:
            title = fold(change.given.get(column, ""))
            if title and first.setdefault(title, change.number) != change.number:
                message = _("Row %(n)s has the same title. Tell the two apart, or keep one.")
                say("agreements", change.number, column, message % {"n": first[title]}, change.given[column])


def _found(row: Understood, known: dict[str, str]) -> str | None:
    titles: Iterable[str] = (row.given.get(column, "") for column in TITLES)
    return next((known[fold(title)] for title in titles if title and fold(title) in known), None)


def _rename(row: Understood, found: dict[str, str]) -> None:
    for column in row.sheet.columns:
        is_key = column.name == row.sheet.key or (isinstance(column.kind, Link) and column.kind.to == "agreements")
        if is_key and row.sheet.noun == "agreements" and row.given.get(column.name) in found:
            row.given[column.name] = found[row.given[column.name]]


def _titles() -> Iterator[tuple[str, str]]:
    for public_id, *titles in Agreement.objects.linkable().order_by().values_list("public_id", *TITLES):
        yield from ((public_id, title) for title in titles if title)
