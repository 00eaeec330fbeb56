"""Records on which the addresses of the editing room are called, in each state that the table of permissions names.

A noun whose addresses have blanks has a stage here: given a state, it makes a row and gives its key. An address with
blanks of another kind has its own entry in `FILLED`, by its name.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType

from agreements.curation import agreements, review
from agreements.curation.quality import CHECKS
from agreements.models import AccessEvent, Agreement, Candidate, Evidence, FetchRun, Merger, Occasion, Reference, Source
from tests.admin.matrix import Address
from tests.cases import make_case
from tests.curation.candidates import make_candidate
from tests.factories import make_agreement, make_organisation, make_person, make_press_item, make_user


def _agreement(state: str) -> int:
    made = make_agreement(published=state in ("published", "withdrawn", "merged"))
    if state == "withdrawn":
        agreements.withdraw(agreement=made, by=None, reason="made for a test")
    if state == "in-review":
        agreements.submit(agreement=made, by=None)
    if state == "merged":
        Agreement.objects.filter(pk=made.pk).update(record_state="merged", merged_into=make_agreement())
    return made.pk


def _candidate(state: str) -> int:
    candidate: Candidate = make_candidate(make_press_item())
    if state == "decided":
        decider = User.objects.create_superuser(f"decider-{candidate.pk}")
        review.reject(candidate=candidate, by=decider, version=candidate.version, note="made for a test")
    return candidate.pk


def _review(state: str) -> Any:
    return Candidate.objects.get(pk=_candidate("decided")).reviews.get().pk


def _evidence(state: str) -> Any:
    return Evidence.objects.filter(agreement=make_agreement()).first().pk  # type: ignore[union-attr]


def _reading(state: str) -> Any:
    return FetchRun.objects.create(source_id=_source(state)).pk


def _source(state: str) -> Any:
    return Source.objects.get_or_create(slug="made", defaults={"name": "Made", "location": "/nowhere"})[0].pk


def _merger(state: str) -> Any:
    kept, away = make_organisation(), make_organisation()
    by = User.objects.create_superuser(f"merger-{kept.pk}")
    nothing: dict[str, Any] = {"made": [], "changed": [], "removed": []}
    ends = {"kept": kept.pk, "away": away.pk}
    return Merger.objects.create(noun="organisation", reason="made", by=by, effects=nothing, **ends).pk


STAGES: dict[str, Callable[[str], Any]] = {
    "agreement": _agreement,
    "candidate": _candidate,
    "review": _review,
    "evidence": _evidence,
    "organisation": lambda state: make_organisation().pk,
    "person": lambda state: make_person().pk,
    "occasion": lambda state: Occasion.objects.create(slug="visit", name_en="A visit", kind="state-visit").pk,
    "reference": lambda state: Reference.objects.create(address="https://example.org/made", title="Made").pk,
    "pressitem": lambda state: make_press_item().item_id,
    "pressitemrevision": lambda state: make_press_item().pk,
    "rawdocument": lambda state: make_press_item().raw_id,
    "source": _source,
    "fetchrun": _reading,
    "user": lambda state: (
        (User.objects.create_superuser("root") if state == "superuser" else make_user(is_staff=True)).pk
    ),
    "dispute": lambda state: make_case(make_agreement()).pk,
    "accessevent": lambda state: AccessEvent.objects.create(kind="failed").pk,
    "merger": _merger,
    "group": lambda state: Group.objects.get(name="curator").pk,
}
FILLED: dict[str, Callable[[str], dict[str, Any]]] = {
    "agreements_merger_compare_agreement": lambda state: {"pk": _agreement("published")},
    "agreements_merger_compare_organisation": lambda state: {"pk": make_organisation().pk},
    "agreements_merger_compare_person": lambda state: {"pk": make_person().pk},
    "bulk_template": lambda state: {"form": "xlsx"},
    "bulk_export_all": lambda state: {"form": "xlsx"},
    "bulk_export": lambda state: {"noun": "agreements", "form": "xlsx"},
    "quality_check": lambda state: {"code": CHECKS[0].code},
    "bulk_preview": lambda state: {"pk": 0},
    "agreements_candidate_batch_done": lambda state: {"batch": uuid.UUID(int=0)},
    "view_on_site": lambda state: {
        "content_type_id": ContentType.objects.get_for_model(Agreement).pk,
        "object_id": _agreement("published"),
    },
}


def has(address: Address) -> bool:
    """Whether the blanks of an address can be filled."""
    return address.noun in STAGES or address.name in {*FILLED, "anything else", "app_list"}
