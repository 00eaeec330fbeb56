"""Every public page that a search engine should know of: where it is and when it last changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agreements.catalogue import addresses, press
from agreements.domain.vocabulary import SECTORS
from agreements.models import Agreement, Occasion, Organisation, Person

PLACES = (
    "",
    "agreements/",
    "sectors/",
    "organisations/",
    "people/",
    "occasions/",
    "press/",
    "timeline/",
    "upcoming/",
    "insights/",
    "coverage/",
    "corrections/",
    "about/",
)
NOUNS: dict[str, Any] = {"organisations": Organisation, "people": Person, "occasions": Occasion}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page. `changed` is none where only what stands on the page changes, not the thing itself."""

    path: str
    """In English; `addresses.in_language` gives the other."""
    changed: datetime.datetime | None = None


def places() -> list[Entry]:
    """The pages that are there whatever the register holds."""
    return [Entry(f"/{place}") for place in PLACES]


def agreements() -> list[Entry]:
    rows = Agreement.objects.published().order_by("pk").values_list("public_id", "slug", "updated_at")
    return [Entry(addresses.agreement("en", public_id, slug), changed) for public_id, slug, changed in rows]


def nouns() -> list[Entry]:
    """Bodies, people and occasions of published agreements, and the sectors that have one."""
    return [
        *_sectors(),
        *(entry for kind, table in NOUNS.items() for entry in _rows(kind, table.objects.in_published())),
    ]


def press_items() -> list[Entry]:
    rows = press.public().order_by("pk").values_list("pk", "current__stored_at")
    return [Entry(addresses.noun("en", "press", key), changed) for key, changed in rows]


def _rows(kind: str, rows: QuerySet[Any]) -> Iterator[Entry]:
    for slug in rows.order_by("slug").values_list("slug", flat=True):
        yield Entry(addresses.noun("en", kind, slug))


def _sectors() -> Iterator[Entry]:
    tagged = set(Agreement.objects.published().values_list("sector_tags__sector", flat=True))
    for code in SECTORS:
        if tagged & set(SECTORS.with_children(code)):
            yield Entry(addresses.noun("en", "sectors", code))
