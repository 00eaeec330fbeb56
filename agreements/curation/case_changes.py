"""What was changed of a disputed value since its case was opened: what an upheld case must be able to point at."""

from __future__ import annotations

from uuid import UUID

from agreements.catalogue.histories import Event, events
from agreements.models import Dispute
from agreements.models.evidence import ROW_OF_VALUE

CONCERNS = {"action": "action", "place": "action", "sector": "sector"}
COLUMN = {"occasion": "occasion_id"}
DERIVED = {"status": "action"}
"""Values that follow from rows, and which."""


def since(dispute: Dispute) -> list[Event]:
    """Changes of the value itself, oldest first; of the record as a whole any change but of what stands under it."""
    return [each for each in _after(dispute) if each.concerns != "evidence" and _touches(dispute, each)]


def support_since(dispute: Dispute) -> list[Event]:
    """Changes of what stands under the value, oldest first."""
    return [each for each in _after(dispute) if each.concerns == "evidence" and _stands_under(dispute, each)]


def last_change(dispute: Dispute, *, in_part: bool = False) -> UUID | None:
    """The change that an upheld case points at; one that is upheld in part may point at changed evidence too."""
    found = [*since(dispute), *(support_since(dispute) if in_part else ())]
    changes = [each.context for each in sorted(found, key=lambda each: each.at) if each.context]
    return changes[-1] if changes else None


def _after(dispute: Dispute) -> list[Event]:
    return [each for each in events(dispute.agreement_id) if each.at >= dispute.opened_at]


def _touches(dispute: Dispute, event: Event) -> bool:
    value = dispute.value
    if not value:
        return event.concerns != "record" or _differs(event)
    if value in DERIVED:
        return event.concerns == DERIVED[value]
    if value not in ROW_OF_VALUE:
        column = COLUMN.get(value, value)
        return event.concerns == "record" and event.before.get(column) != event.after.get(column)
    if event.concerns != CONCERNS.get(value, value):
        return False
    is_same_row = dispute.row is None or dispute.row == (event.after or event.before)["pgh_obj_id"]
    return is_same_row and (value != "place" or event.before.get("place") != event.after.get("place"))


def _differs(event: Event) -> bool:
    """Whether the record itself changed, and not only where it stands."""
    own = {"record_state", "published_at", "published_by_id"}
    names = {name for name in {*event.before, *event.after} if not name.startswith("pgh_")} - own
    return any(event.before.get(name) != event.after.get(name) for name in names)


def _stands_under(dispute: Dispute, event: Event) -> bool:
    version = event.after or event.before
    if dispute.value and version["value"] != ("action" if dispute.value == "status" else dispute.value):
        return False
    column = ROW_OF_VALUE.get(dispute.value)
    return not column or dispute.row is None or version[f"{column}_id"] == dispute.row
