"""Taking a merger back: every row as it was, unless later work rests on what it did."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation import agreements
from agreements.curation.audit import change
from agreements.curation.merging import bodies, ground
from agreements.curation.reviewing.effects import CannotUndo, restore
from agreements.models import Agreement, CatalogueVersion, Evidence, Merger
from agreements.models.evidence import ROW_OF_VALUE


def unmerge(*, merger: Merger, by: User) -> Merger:
    """Make two records of one again.

    Raises CannotUndo, which says what rests on it; agreements.NotReady when a public record would be left without what
    publication asks for; PermissionDenied. Then nothing has happened.
    """
    table = ground.TABLES[merger.noun]
    reason = f"merger undone: {merger.away_name} and {merger.kept_name}"
    with change(by=by, reason=reason, undoes=ground.name(merger.noun, merger.away)):
        pair = list(table._default_manager.filter(pk__in=[merger.kept, merger.away]))
        if len(pair) < 2:
            raise CannotUndo(_("One of the two records is no more."))
        touched = merger.effects.get("touched") or []
        _hold(touched)
        held: Any = {one.pk: one for one in pair}
        keep, away = ground.hold(held[merger.kept], held[merger.away])
        ground.require(by, keep, away)
        locked = Merger.objects.select_for_update(of=("self",)).get(pk=merger.pk)
        _refuse(locked, keep, away)
        _restore(locked)
        _bring_in_step(keep, away, touched)
        locked.undone_at, locked.undone_by = timezone.now(), by
        locked.save(update_fields=["undone_at", "undone_by"])
        return locked


def _hold(touched: list[int]) -> None:
    list(Agreement.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=touched).order_by("pk"))


def _refuse(merger: Merger, keep: ground.Record, away: ground.Record) -> None:
    if merger.undone_at is not None:
        raise CannotUndo(_("This merger has already been undone."))
    if keep.merged_into_id is not None:
        raise CannotUndo(_("“%(record)s” has itself been merged since; undo that merger first.") % {"record": keep})
    if away.merged_into_id != keep.pk:
        raise CannotUndo(_("“%(record)s” has been changed since this decision.") % {"record": away})
    for later in Merger.objects.standing().filter(noun=merger.noun, kept=keep.pk, pk__gt=merger.pk):
        if _overlap(merger, later):
            raise CannotUndo(
                _("“%(record)s” was merged into it since; undo that merger first.") % {"record": later.away_name}
            )
    if isinstance(keep, Agreement):
        _refuse_rested_upon(merger.effects, keep)


def _overlap(merger: Merger, later: Merger) -> bool:
    """Whether a later merger touched a row that this one touched."""
    return bool(_touched(merger.effects) & _touched(later.effects))


def _touched(effects: dict[str, Any]) -> set[tuple[str, Any]]:
    return {(entry["model"], entry["pk"]) for part in ("made", "changed", "removed") for entry in effects[part]}


def _refuse_rested_upon(effects: dict[str, Any], keep: Agreement) -> None:
    """Evidence put since under what the merger brought would be left without what it supports."""
    changed = {(entry["model"].partition(".")[2], entry["pk"]) for entry in effects["changed"] + effects["made"]}
    columns = {
        entry["column"].removesuffix("_id")
        for entry in effects["changed"]
        if (entry["model"], entry["pk"]) == ("agreements.agreement", keep.pk)
    }
    for row in Evidence.objects.filter(agreement=keep).exclude(pk__in=effects["stood"]).select_related("agreement"):
        under = _row_of(row)
        if under in changed or (under is None and row.value in columns):
            raise CannotUndo(
                _("Evidence was put since under “%(value)s”, which came with the merger; take it away first.")
                % {"value": row.get_value_display()}
            )


def _row_of(row: Evidence) -> tuple[str, int] | None:
    column = ROW_OF_VALUE.get(row.value)
    table = Evidence._meta.get_field(column).related_model if column else None
    return (table._meta.model_name, row.row_id) if table and row.row_id else None  # type: ignore[return-value]


def _restore(merger: Merger) -> None:
    try:
        with transaction.atomic():
            restore(merger.effects)
    except IntegrityError as error:
        raise CannotUndo(_("What has been entered since stands where a row would return.")) from error


def _bring_in_step(keep: ground.Record, away: ground.Record, touched: list[int]) -> None:
    if not isinstance(keep, Agreement) or not isinstance(away, Agreement):
        bodies.refresh(touched)
        return
    for record in (keep, away):
        agreements.refresh(record)
        agreements.stay_publishable(record)
    CatalogueVersion.rise()
