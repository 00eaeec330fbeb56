"""The editing room: data entry and review, on Django's admin. One module a noun.

Thin: what a person does here goes through `curation`, which holds every rule. May import `curation`, `catalogue`,
`models` and what lies below.
"""

from agreements.admin import (
    accounts,
    agreement,
    candidate,
    dispute,
    door,
    evidence,
    merging,
    occasion,
    organisation,
    person,
    press,
    reference,
    review,
    source,
)

__all__ = [
    "accounts",
    "agreement",
    "candidate",
    "dispute",
    "door",
    "evidence",
    "merging",
    "occasion",
    "organisation",
    "person",
    "press",
    "reference",
    "review",
    "source",
]
