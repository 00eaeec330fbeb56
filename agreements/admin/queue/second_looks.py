"""The steps that wait for a second pair of eyes, on the first page: each with the page on which it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from agreements.curation import second_look
from agreements.curation.merging import ground
from agreements.models import SecondLook


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who asked for which step, what it is about, and where it is taken."""

    look: SecondLook
    what: str
    address: str


def waiting() -> list[Waiting]:
    """One query for them, and one for each noun of which a pair is to be merged."""
    looks = second_look.waiting()
    pairs = {noun: _standing(noun, looks) for noun in {look.noun for look in looks if look.noun}}
    return [one for look in looks if (one := _of(look, pairs))]


def _standing(noun: str, looks: Sequence[SecondLook]) -> dict[int, Any]:
    keys = {key for look in looks if look.noun == noun for key in (look.first, look.second)}
    return ground.TABLES[noun]._default_manager.filter(merged_into=None).in_bulk(keys)


def _of(look: SecondLook, pairs: dict[str, dict[int, Any]]) -> Waiting | None:
    """Nothing for a pair of which one is gone or merged by now."""
    if look.step != "merge":
        noun, key = ("candidate", look.candidate_id) if look.step == "add" else ("agreement", look.agreement_id)
        return Waiting(look, str(look.agreement), reverse(f"admin:agreements_{noun}_change", args=[key]))
    rows = pairs[look.noun]
    if look.first not in rows or look.second not in rows:
        return None
    address = reverse(f"admin:agreements_merger_compare_{look.noun}", args=[look.first])
    return Waiting(look, f"{rows[look.first]} – {rows[look.second]}", f"{address}?with={look.second}")
