"""What every merger begins and ends with: both records held in a fixed order, unchanged since they were compared."""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from agreements.curation import rights, second_look
from agreements.curation.audit import change
from agreements.curation.refusals import ReasonNeeded, Unseen, WrongState
from agreements.curation.reviewing.effects import Effects
from agreements.domain.text import clean
from agreements.models import Agreement, KnownAsTwo, Merger, Organisation, Person

Record = Agreement | Organisation | Person
AnyRecord = TypeVar("AnyRecord", Agreement, Organisation, Person)
TABLES: dict[str, type[Agreement] | type[Organisation] | type[Person]] = {
    "agreement": Agreement,
    "organisation": Organisation,
    "person": Person,
}
ROWS_OF = {
    "agreement": (
        *("actions", "signatories", "amounts", "sector_tags", "other_names", "relations", "inverse_relations"),
        *("doubts", "documents", "identifiers", "press_links", "evidence", "candidates"),
    ),
    "organisation": ("names", "signatory_set", "predecessors"),
    "person": ("names", "signatory_set"),
}
"""What is compared of a record besides its own columns."""
UNTOLD = {"updated_at", "status_as_at"}


class ChangedSince(Exception):
    """One of the two has changed since they were compared; what was chosen may no longer be what is meant."""


def noun_of(record: models.Model) -> str:
    return str(record._meta.model_name)


def name(noun: str, away: int) -> str:
    """What the history calls the merger of this record into another; of several, each was undone before the next."""
    return f"merger of {noun} {away}"


def version(*records: Record) -> str:
    """A mark of both records and of all that hangs on them, which changes when anything of it does."""
    told = [_told(record) for record in sorted(records, key=lambda one: one.pk)]
    return hashlib.sha256(json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()[:32]


def _told(record: Record) -> dict[str, Any]:
    own = {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in UNTOLD
    }
    for name in ROWS_OF[noun_of(record)]:
        own[name] = list(getattr(record, name).order_by("pk").values())
        for row in own[name]:
            row.pop("updated_at", None)
            row.pop("status_as_at", None)
    return own


def hold(first: AnyRecord, second: AnyRecord) -> tuple[AnyRecord, AnyRecord]:
    """Both as they stand now, kept from everybody until this is complete: the older one is always taken first."""
    if first.pk == second.pk:
        raise WrongState(_("A record is not merged with itself."))
    table = type(first)
    rows = table._default_manager.select_for_update(of=("self",)).order_by("pk")
    held = {row.pk: row for row in rows.filter(pk__in=[first.pk, second.pk])}
    if len(held) < 2:
        raise WrongState(_("One of the two is no more; reload the page."))
    return held[first.pk], held[second.pk]


def check(keep: Record, away: Record, seen: str) -> None:
    """Refuse what is merged already, and two that are not as they were when somebody compared them, or that nobody says
    to have compared."""
    for record in (keep, away):
        if record.merged_into_id is not None:
            raise WrongState(_("“%(record)s” has been merged already; reload the page.") % {"record": record})
    if not seen:
        raise Unseen
    if seen != version(keep, away):
        raise ChangedSince(
            _("One of the two has been changed since you compared them. Look again; nothing was merged.")
        )


def reason_of(reason: str) -> str:
    given = clean(reason).strip()
    if not given:
        raise ReasonNeeded(_("Say in a few words why the two are one."))
    return given


def may_merge(by: User, keep: Record, away: Record) -> bool:
    """Whether this person may merge, and undo a merger of, these two."""
    return by.is_active and by.has_perms(_permissions(keep, away))


def require(by: User, keep: Record, away: Record) -> None:
    """Who enters records may merge drafts; what readers have seen is merged by those who publish."""
    rights.require(by, *_permissions(keep, away))


def against(by: User, keep: Record, away: Record) -> list[str]:
    """Why this person may not merge them alone; empty when they may."""
    return second_look.merging(keep, away, by=by) if _are_public(keep, away) else []


def require_two(by: User, keep: Record, away: Record) -> None:
    """Raise second_look.Needed where another person has to merge them."""
    if reasons := against(by, keep, away):
        raise second_look.Needed(reasons)


def may_ask(by: User, keep: Record) -> bool:
    """Whether this person may ask another one to merge it."""
    return by.is_active and by.has_perm(_change(keep))


def ask(*, keep: Any, away: Any, by: User, reason: str, version: str) -> None:
    """Ask another person to merge the two, where the house rules want two. Raises as a merger does."""
    reason = reason_of(reason)
    with change(by=by, reason="merger asked for"):
        keep, away = hold(keep, away)
        rights.require(by, _change(keep))
        check(keep, away, version)
        second_look.ask_to_merge(keep, away, by=by, reason=reason)


def _permissions(keep: Record, away: Record) -> list[str]:
    return [_change(keep), rights.PUBLISH] if _are_public(keep, away) else [_change(keep)]


def _change(record: Record) -> str:
    return f"agreements.change_{noun_of(record)}"


def _are_public(*records: Record) -> bool:
    """Whether readers have seen one of them."""
    return any(_was_public(record) for record in records)


def _was_public(record: Record) -> bool:
    if isinstance(record, Agreement):
        return record.published_at is not None
    return record.signatory_set.filter(agreement__published_at__isnull=False).exists()


def note(keep: Record, away: Record, by: User, reason: str, effects: Effects, **more: Any) -> Merger:
    """The row by which the merger can be seen and taken back; nobody is asked for it any longer."""
    second_look.close_of_pair(keep, away, by=by, taken="merge")
    return Merger.objects.create(
        noun=noun_of(keep),
        kept=keep.pk,
        away=away.pk,
        kept_name=str(keep)[:600],
        away_name=str(away)[:600],
        reason=reason,
        by=by,
        effects={**effects.as_dict(), **more},
    )


def forget_as_two(keep: Record, away: Record) -> None:
    """Who merges two has found them to be one, whatever was thought before."""
    first, second = sorted((keep.pk, away.pk))
    KnownAsTwo.objects.filter(noun=noun_of(keep), first=first, second=second).delete()
