"""What changed in one record since it was published, from the history that the database keeps."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import CharField, Model, Q, QuerySet, Value
from django.utils.translation import gettext as _
from pghistory.models import Context

from agreements.catalogue import wording
from agreements.catalogue.pages.agreement import Change
from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement

MOST, READ = 10, 400
ROWS = {
    "ActionEvent": "action",
    "AgreementNameEvent": "other_name",
    "AmountEvent": "amount",
    "RelationEvent": "relation",
    "SectorTagEvent": "sector",
    "SignatoryEvent": "signatory",
    "DoubtEvent": "doubt",
    "DocumentEvent": "document",
    "IdentifierEvent": "identifier",
    "PressLinkEvent": "press",
    "EvidenceEvent": "evidence",
}
"""Tables of history and what a row of each is called."""
VISIBLE = {
    "RelationEvent": Q(to__record_state="published"),
    "EvidenceEvent": Q(relation__isnull=True) | Q(relation__to__record_state="published"),
}
"""What else must hold of a row before its history is told: a relation to an unpublished record is not."""
Event = tuple[datetime.datetime, UUID | None, str, str]
"""When, the change it belongs to, what it concerns, and whether it was an insert, an update or a delete."""


def changes(agreement: Agreement, language: str) -> tuple[Change, ...]:
    """Newest first, one a decision, the publication last: four queries."""
    own = _table("AgreementEvent").filter(pgh_obj_id=agreement.pk)
    began = (
        own.filter(record_state="published").order_by("pgh_id").values_list("pgh_created_at", "pgh_context_id").first()
    )
    if began is None:
        return ()
    since, publication = began
    together: dict[tuple[UUID | None, datetime.date], list[Event]] = defaultdict(list)
    for event in _events(agreement, own, since):
        together[event[1], event[0].date()].append(event)
    newest = list(together.items())[:MOST]
    people = _people({context for (context, _day), _found in newest if context})
    return tuple(
        Change(
            wording.on_day(day, language),
            people.get(context, ""),
            _("published") if context == publication else _what(events, language),
        )
        for (context, day), events in newest
    )


def _events(agreement: Agreement, own: QuerySet[Model], since: datetime.datetime) -> Iterable[Event]:
    columns = ("pgh_created_at", "pgh_context_id", "concerns", "pgh_label")
    parts = [
        _table(table)
        .filter(VISIBLE.get(table, Q()), agreement_id=agreement.pk, pgh_created_at__gte=since)
        .annotate(concerns=_word(noun))
        for table, noun in ROWS.items()
    ]
    first = own.filter(pgh_created_at__gte=since).annotate(concerns=_word("record")).values_list(*columns)
    union = first.union(*(part.values_list(*columns) for part in parts), all=True)
    newest: Iterable[Event] = union.order_by("-pgh_created_at")[:READ]
    return newest


def _table(name: str) -> QuerySet[Model]:
    table: type[Model] = apps.get_model("agreements", name)
    return table._default_manager.order_by()


def _word(noun: str) -> Value:
    return Value(noun, output_field=CharField())


def _people(contexts: set[UUID]) -> dict[UUID | None, str]:
    """Who made each change, under the name they accept; nobody for the register's own upkeep."""
    rows = Context.objects.filter(pk__in=contexts).values_list("pk", "metadata")
    users = {key: (metadata or {}).get("user") for key, metadata in rows}
    named = User.objects.in_bulk([user for user in users.values() if isinstance(user, int)])
    return {key: _name(named.get(user)) if user else "" for key, user in users.items()}


def _name(user: User | None) -> str:
    return (user.get_full_name() if user else "") or _("An editor of the register")


def _what(events: list[Event], language: str) -> str:
    """Which kinds of value were added, changed and removed."""
    said: dict[str, dict[str, None]] = {"insert": {}, "update": {}, "delete": {}}
    for _at, _context, concerns, label in events:
        said.setdefault(label, {})[_noun(concerns, language)] = None
    words = {"insert": _("added"), "update": _("changed"), "delete": _("removed")}
    return "; ".join(f"{words[label]}: {', '.join(nouns)}" for label, nouns in said.items() if nouns and label in words)


def _noun(concerns: str, language: str) -> str:
    own = {
        "record": _("record"),
        "doubt": _("doubt"),
        "document": _("document"),
        "identifier": _("identifier"),
        "press": _("press item"),
        "evidence": _("evidence"),
    }
    return own[concerns] if concerns in own else VALUES.label(concerns, language).lower()
