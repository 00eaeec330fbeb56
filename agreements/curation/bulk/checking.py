"""What only shows when rows stand side by side: doubles, two primary sectors, sums and dates out of order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.curation.bulk.kinds import YES
from agreements.curation.bulk.register import Held
from agreements.curation.bulk.shape import BY_NAME, REMOVE, Sheet
from agreements.domain.names import organisation_key, person_key
from agreements.models import Agreement, OrganisationName, PersonName

if TYPE_CHECKING:
    from agreements.curation.bulk.planning import Change, Plan

Say = Callable[..., None]
HeldRows = Mapping[str, list[Held]]


def check(plan: Plan, held: HeldRows, say: Say, remark: Say) -> None:
    """Say everything that does not fit together."""
    for sheet in BY_NAME.values():
        changes = [change for change in plan.changes if change.sheet is sheet and change.kind != "removed"]
        leaving = {id(change.held) for change in plan.changes if change.sheet is sheet and change.kind == "removed"}
        _doubles(sheet, changes, [one for one in held[sheet.name] if id(one) not in leaving], say)
        for change in changes:
            if change.kind == "same":
                continue
            for column, message in _RULES.get(sheet.name, _nothing)(_together(change)):
                say(sheet.name, change.number, column, message)
    _primary(plan, held["sectors"], say)
    _own_names(plan, held, say)
    _slugs(plan, say)
    _known_names(plan, remark)


def _together(change: Change) -> dict[str, str]:
    """What the row would hold."""
    return {**(change.held.cells if change.held else change.sheet.usual), **change.given}


def _doubles(sheet: Sheet, changes: list[Change], held: list[Held], say: Say) -> None:
    """Two rows that would be one."""
    names = (sheet.key,) if sheet.key else (sheet.parent, *sheet.same) if sheet.same else ()
    if not names or sheet.name == "evidence":
        return
    first: dict[tuple[str, ...], int] = {}
    touched = {id(change.held) for change in changes if change.held and change.kind == "changed"}
    there = {tuple(one.cells[name] for name in names) for one in held if id(one) not in touched}
    for change in changes:
        cells = _together(change)
        identity = tuple(cells.get(name, "") for name in names)
        earlier = first.setdefault(identity, change.number)
        if earlier != change.number:
            say(
                sheet.name,
                change.number,
                names[-1],
                _("Row %(n)s is about the same one. Keep one of the two.") % {"n": earlier},
            )
        elif change.kind == "changed" and not sheet.key and identity in there:
            say(sheet.name, change.number, names[-1], _("The register has another row like this one."))


def _nothing(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    return iter(())


def _named(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not cells.get("name_en") and not cells.get("name_ko"):
        yield "name_en", _("Give a name in English, in Korean or in both.")
    if cells.get("successor") and cells["successor"] == cells.get("slug"):
        yield "successor", _("A body is not its own successor.")


def _titled(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if not cells.get("title_en") and not cells.get("title_ko"):
        yield "title_en", _("Give a title in English, in Korean or in both.")


def _amount(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    least, most = cells.get("minimum"), cells.get("maximum")
    if least and most and float(most) < float(least):
        yield "maximum", _("The most is not less than the least, and neither is below zero.")


def _signatory(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if cells.get("post") and not cells.get("person"):
        yield "post", _("A post is somebody’s: name the person, or leave the post empty.")


def _relation(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if cells.get("to") and cells["to"] == cells.get("agreement"):
        yield "to", _("An agreement has no relation to itself.")


def _used(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if cells.get("used_from") and cells.get("used_until") and cells["used_from"] > cells["used_until"]:
        yield "used_until", _("The name ends before it begins.")


def _claim(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if cells.get("count") == "0":
        yield "count", _("A total counts something.")


_RULES: dict[str, Callable[[dict[str, str]], Iterator[tuple[str, str]]]] = {
    "agreements": _titled,
    "organisations": _named,
    "people": _named,
    "occasions": _named,
    "amounts": _amount,
    "signatories": _signatory,
    "relations": _relation,
    "organisation_names": _used,
    "occasion_claims": _claim,
}


def _primary(plan: Plan, held: list[Held], say: Say) -> None:
    """One sector is the primary one."""
    changes = [change for change in plan.changes if change.sheet.name == "sectors"]
    replaced = {id(change.held) for change in changes if change.held}
    primary: dict[str, int] = {
        one.cells["agreement"]: 0 for one in held if one.cells["is_primary"] == YES and id(one) not in replaced
    }
    for change in changes:
        if change.kind == "removed" or _together(change).get("is_primary") != YES:
            continue
        if change.owner in primary:
            message = _("Another sector of this agreement is the primary one. Write no in its row, in the same file.")
            say("sectors", change.number, "is_primary", message)
        primary.setdefault(change.owner, change.number)


def _own_names(plan: Plan, held: HeldRows, say: Say) -> None:
    """A body or person is found by the name that it bears, however often that is taken out."""
    for sheet in (BY_NAME["organisation_names"], BY_NAME["person_names"]):
        bearers = {one.cells["slug"]: one.cells for one in held[sheet.noun]}
        bearers |= {change.owner: _together(change) for change in plan.changes if change.sheet.name == sheet.noun}
        for change in plan.changes:
            if change.sheet is sheet and change.kind == "removed" and change.held:
                text, bearer = change.held.cells["text"], bearers[change.owner]
                if text in (bearer.get("name_en"), bearer.get("name_ko"), bearer.get("abbreviation")):
                    say(
                        sheet.name, change.number, REMOVE, _("This is the name that it bears. Change that first."), text
                    )


def _slugs(plan: Plan, say: Say) -> None:
    """An address belongs to one agreement."""
    wanted = {
        change.given["slug"]: change
        for change in plan.effective
        if change.sheet.name == "agreements" and change.given.get("slug")
    }
    for slug, public_id in Agreement.objects.filter(slug__in=wanted).values_list("slug", "public_id"):
        if public_id != wanted[slug].owner:
            say("agreements", wanted[slug].number, "slug", _("%(id)s has this slug already.") % {"id": public_id}, slug)


def _known_names(plan: Plan, remark: Say) -> None:
    """A new body or person under a name that another row of its side carries."""
    for sheet, keyed, table, owner in (
        ("organisations", organisation_key, OrganisationName, "organisation"),
        ("people", person_key, PersonName, "person"),
    ):
        new: dict[str, list[Change]] = defaultdict(list)
        for change in plan.changes:
            if change.sheet.name == sheet and change.kind == "new":
                for column in ("name_en", "name_ko"):
                    if change.given.get(column):
                        new[keyed(change.given[column])].append(change)
        known = table._default_manager.filter(key__in=new).values_list("key", f"{owner}__slug", f"{owner}__side")
        for key, slug, side in known:
            for change in new[key]:
                if side == change.given.get("side"):
                    remark(
                        sheet, change.number, _("“%(slug)s” is known by this name. Is it the same?") % {"slug": slug}
                    )
