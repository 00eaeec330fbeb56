"""Which agreement the last part of an address means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from agreements.catalogue import addresses
from agreements.models import Agreement, PublicIdCounter

_NAME = re.compile(r"(UKKR-\d{4}-\d{3,9})(?:-.*)?", re.IGNORECASE | re.ASCII | re.DOTALL)
LONGEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class Found:
    """`key` is the published record at `address`; `is_gone` says that it was public once and was withdrawn."""

    key: int | None = None
    address: str = ""
    is_gone: bool = False


NOTHING = Found()


def find(name: str, language: str) -> Found:
    """By public id; what was never public is not found. A merged record leads to the one it was merged into."""
    match = _NAME.fullmatch(name)
    public_id = match.group(1).upper() if match else ""
    row = _read(public_id) if public_id else None
    if row is None and public_id and _was_public(public_id):
        return Found(is_gone=True)
    for _step in range(LONGEST_CHAIN):
        if row is None or row.published_at is None:
            return NOTHING
        if row.is_published:
            return Found(row.pk, addresses.agreement(language, row.public_id, row.slug))
        if row.record_state == "withdrawn":
            return Found(is_gone=True)
        row = row.merged_into
    return NOTHING


def _was_public(public_id: str) -> bool:
    """Whether a record that is no more was public once. History is asked only of numbers that were given out."""
    _register, year, number = public_id.split("-")
    if not PublicIdCounter.objects.filter(year=int(year), last__gte=int(number)).exists():
        return False
    history: type[Model] = apps.get_model("agreements", "AgreementEvent")
    return history._default_manager.filter(public_id=public_id, record_state="published").exists()


def _read(public_id: str) -> Agreement | None:
    return Agreement.objects.select_related("merged_into__merged_into").filter(public_id=public_id).first()
