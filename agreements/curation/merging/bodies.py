"""Two rows for one body, or for one person, become one, under every name that either carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agreements.curation import agreements
from agreements.curation.audit import change, telling
from agreements.curation.merging import ground, rest
from agreements.curation.merging.columns import AWAY, meetings
from agreements.curation.merging.evidence import Hands
from agreements.curation.refusals import WrongState
from agreements.curation.reviewing.effects import Effects
from agreements.domain.text import has_hangul
from agreements.models import Agreement, CatalogueVersion, Merger, Organisation, Person, Signatory

SEEN_TO = {
    "organisation": {
        *("organisationname.organisation", "signatory.organisation"),
        *("organisation.successor", "organisation.merged_into"),
    },
    "person": {"personname.person", "signatory.person", "person.merged_into"},
}
NAMES = ("name_en", "name_ko", "abbreviation")


def merge_organisations(
    *,
    keep: Organisation,
    away: Organisation,
    by: User,
    reason: str,
    version: str,
    choices: Mapping[str, str] | None = None,
) -> Merger:
    """Give every name and every part that `away` had to `keep`; its address leads there from now on.

    Raises WrongState, Unseen, ground.ChangedSince, agreements.NotReady, PermissionDenied; then nothing has happened.
    """
    return _merge(keep, away, by, reason, choices or {}, version)


def merge_people(
    *,
    keep: Person,
    away: Person,
    by: User,
    reason: str,
    version: str,
    choices: Mapping[str, str] | None = None,
) -> Merger:
    """As `merge_organisations`, for one person who stands in the register twice."""
    return _merge(keep, away, by, reason, choices or {}, version)


def _merge(keep: Any, away: Any, by: User, reason: str, choices: Mapping[str, str], version: str) -> Merger:
    reason = ground.reason_of(reason)
    why = f"“{away}” merged into “{keep}”: {reason}"
    with change(by=by, reason=why, decision=ground.name(ground.noun_of(away), away.pk)), telling(reason):
        touched = hold_agreements_of(keep, away)
        keep, away = ground.hold(keep, away)
        ground.require(by, keep, away)
        ground.check(keep, away, version)
        ground.require_two(by, keep, away)
        if keep.side != away.side:
            raise WrongState(_("They stand on different sides. Correct the side of one first."))
        effects = Effects()
        _carry_out(keep, away, choices, effects)
        refresh(touched)
        ground.forget_as_two(keep, away)
        return ground.note(keep, away, by, reason, effects, touched=touched)


def hold_agreements_of(*rows: Organisation | Person) -> list[int]:
    """The agreements that show these, held before them, as whoever adds to an agreement holds it."""
    column = "organisation" if isinstance(rows[0], Organisation) else "person"
    keys = set(Signatory.objects.filter(**{f"{column}__in": rows}).values_list("agreement_id", flat=True))
    held = Agreement.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
    return [one.pk for one in held]


def refresh(touched: list[int]) -> None:
    for agreement in Agreement.objects.filter(pk__in=touched).order_by("pk"):
        agreements.refresh(agreement)
    CatalogueVersion.rise()


def _carry_out(keep: Any, away: Any, choices: Mapping[str, str], effects: Effects) -> None:
    noun = ground.noun_of(keep)
    _names(keep, away, effects)
    for meeting in list(meetings(noun, keep, away)):
        if meeting.taken(choices) == AWAY and meeting.mine != meeting.theirs:
            effects.fill(keep, **{meeting.name: meeting.theirs})
    for row in list(Signatory.objects.filter(**{noun: away}).select_related("agreement").order_by("pk")):
        _part(row, noun, keep, effects)
    if isinstance(keep, Organisation):
        _succession(keep, away, effects)
    rest.point_at(keep, away, effects, but=SEEN_TO[noun])
    effects.fill(away, merged_into_id=keep.pk)


def _names(keep: Any, away: Any, effects: Effects) -> None:
    """All that either is called, each once; both rows' own names too, whichever heads the page."""
    known = {row.text for row in keep.names.all()}
    for row in away.names.order_by("pk"):
        if row.text in known:
            effects.remove(row)
        else:
            effects.fill(row, **{f"{ground.noun_of(keep)}_id": keep.pk})
            known.add(row.text)
    for one in (keep, away):
        for text in filter(None, (getattr(one, name, "") for name in NAMES)):
            if text not in known:
                known.add(text)
                effects.made(keep.names.create(text=text, language="ko" if has_hangul(text) else "en"))


def _part(row: Signatory, noun: str, keep: Any, effects: Effects) -> None:
    """What it did in one agreement; the same part of both is one."""
    wanted = {"organisation": row.organisation_id, "person": row.person_id, "capacity": row.capacity, noun: keep.pk}
    twin = Signatory.objects.filter(agreement=row.agreement_id, **wanted).exclude(pk=row.pk).first()
    if twin is None:
        effects.fill(row, **{f"{noun}_id": keep.pk})
        return
    Hands(row.agreement, effects).follow(row, twin)
    added = {name: getattr(row, name) for name in ("post", "name_then") if not getattr(twin, name)}
    gained = {name: value for name, value in added.items() if value}
    effects.remove(row)
    if gained:
        effects.fill(twin, **gained)


def _succession(keep: Organisation, away: Organisation, effects: Effects) -> None:
    """Who was renamed into the one taken away was renamed into the other; no body succeeds itself."""
    for body in Organisation.objects.filter(successor=away).order_by("pk"):
        row = keep if body.pk == keep.pk else body
        heir = keep.pk if row is not keep else away.successor_id if away.successor_id != keep.pk else None
        effects.fill(row, successor_id=heir)
