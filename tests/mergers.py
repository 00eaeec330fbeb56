"""Mergers by somebody who compares the two as they stand and decides at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from agreements.curation import merging
from agreements.curation.merging import ground
from agreements.models import Merger


def as_they_stand(keep: Any, away: Any) -> str:
    """What the page of the two would say of them now."""
    found = type(keep)._default_manager.in_bulk([keep.pk, away.pk])
    return ground.version(*found.values())


def _merge(verb: Any, *, keep: Any, away: Any, **told: Any) -> Merger:
    merger: Merger = verb(keep=keep, away=away, **{"version": as_they_stand(keep, away), **told})
    return merger


merge_agreements = partial(_merge, merging.merge_agreements)
merge_organisations = partial(_merge, merging.merge_organisations)
merge_people = partial(_merge, merging.merge_people)
