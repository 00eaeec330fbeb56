"""What changed in one record since it was published: who, when, which value, what it was and what it is."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from pghistory.models import Context

from agreements.catalogue import wording
from agreements.catalogue.histories import Event, events
from agreements.catalogue.pages.agreement import Change, Edit
from agreements.catalogue.record.retold import Names, edits
from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement

MOST = 30
"""Changes told, the newest; the publication is told in any case."""
UPKEEP = None
Together = tuple[UUID | None, datetime.date]
"""One change: its context and its day. All upkeep of the register itself on one day is one."""


def changes(agreement: Agreement, language: str) -> tuple[Change, ...]:
    """Newest first, the publication last; what happened before it is nobody's. At most nine queries."""
    history = events(agreement.pk)
    publication = next((each for each in history if each.after.get("record_state") == "published"), None)
    if publication is None:
        return ()
    since = [each for each in history if each.at >= publication.at and each.context != publication.context]
    made = _made({each.context for each in since if each.context})
    undone = _undone(since, made)
    since = [each for each in since if each.context not in undone]
    groups: dict[Together, list[Event]] = defaultdict(list)
    for each in reversed(since):
        groups[each.context if _user(made, each.context) else UPKEEP, each.at.date()].append(each)
    names = Names.of((version for each in since for version in (each.before, each.after)), language)
    told = (_change(context, day, found, made, names) for (context, day), found in list(groups.items())[:MOST])
    first = Change(wording.on_day(publication.at, language), "", _("published"))
    return (*(each for each in told if each.what or each.edits), first)


def _change(context: UUID | None, day: datetime.date, found: list[Event], made: Made, names: Names) -> Change:
    maker = made.get(context, NOBODY)
    came = [_("%(id)s was merged into it") % {"id": maker.took_in}] if maker.took_in else []
    return Change(
        wording.on_day(day, names.language),
        _name(maker.user) if maker.user else "",
        "; ".join([*came, *_moves(found), *_sources(found, names.language)]),
        tuple(_edits(found, names)),
        maker.told,
    )


def _edits(found: Iterable[Event], names: Names) -> Iterable[Edit]:
    """The events stand newest first; a reader reads them as they were made."""
    for each in reversed(list(found)):
        if each.concerns != "evidence":
            yield from edits(each.concerns, each.before, each.after, names)


def _moves(found: Iterable[Event]) -> Iterable[str]:
    """Where the record itself went."""
    said = {"withdrawn": _("withdrawn"), "merged": _("merged into another record"), "published": _("published again")}
    for each in found:
        state = each.after.get("record_state", "")
        if each.concerns == "record" and state != each.before.get("record_state") and state in said:
            yield said[state]


def _sources(found: Iterable[Event], language: str) -> Iterable[str]:
    """Under which values sources were added, changed and taken away."""
    under: dict[str, dict[str, None]] = {"added": {}, "changed": {}, "removed": {}}
    for each in found:
        if each.concerns == "evidence":
            done = "changed" if each.before and each.after else "added" if each.after else "removed"
            under[done][VALUES.label((each.after or each.before)["value"], language)] = None
    words = {
        "added": _("support added under: %(values)s"),
        "changed": _("support changed under: %(values)s"),
        "removed": _("support removed under: %(values)s"),
    }
    return [words[done] % {"values": ", ".join(values)} for done, values in under.items() if values]


class Maker(NamedTuple):
    """Who made a change, why, where they told readers, and the public record that was merged into this one by it.

    `decision` and `undoes` name a decision that may be taken back, and one that was.
    """

    user: User | None = None
    told: str = ""
    took_in: str = ""
    decision: str = ""
    undoes: str = ""


Made = dict[UUID | None, Maker]
NOBODY = Maker()


def _made(contexts: set[UUID]) -> Made:
    rows: dict[UUID, dict[str, Any]] = dict(Context.objects.filter(pk__in=contexts).values_list("pk", "metadata"))
    users = {key: (metadata or {}).get("user") for key, metadata in rows.items()}
    named = User.objects.in_bulk([user for user in users.values() if isinstance(user, int)])
    unknown = User()
    return {
        key: Maker(named.get(user, unknown) if user else None, *_said(rows[key] or {})) for key, user in users.items()
    }


def _said(metadata: dict[str, Any]) -> Iterable[str]:
    return (str(metadata.get(name, "")) for name in Maker._fields[1:])


def _undone(since: Iterable[Event], made: Made) -> set[UUID | None]:
    """Decisions that were taken back, with their taking back: nothing of them is left to tell."""
    times = {each.context: each.at for each in since}
    standing: dict[str, list[UUID | None]] = defaultdict(list)
    undone: set[UUID | None] = set()
    for context in sorted(times, key=lambda one: (times[one], bool(made.get(one, NOBODY).undoes))):
        maker = made.get(context, NOBODY)
        if maker.undoes and standing[maker.undoes]:
            undone |= {context, standing[maker.undoes].pop()}
        elif maker.decision:
            standing[maker.decision].append(context)
    return undone


def _user(made: Made, context: UUID | None) -> User | None:
    return made.get(context, NOBODY).user


def _name(user: User) -> str:
    """The name under which they stand in public; never the one they sign in with."""
    return user.get_full_name() or _("An editor of the register")
