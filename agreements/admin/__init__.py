"""The editing room: data entry and review, on Django's admin. One module a noun; what a page is made of, in packages.

::

    entry      an agreement's form and its rows        queue    the press's proposals, one by one and many at once
    keeping    history, merging, notes, files          access   the door, accounts, rules of the house

Thin: what a person does here goes through `curation`, which holds every rule. May import `curation`, `catalogue`,
`models` and what lies below.
"""

from agreements.admin import (
    accounts,
    agreement,
    candidate,
    dispute,
    evidence,
    occasion,
    organisation,
    person,
    press,
    reference,
    review,
    source,
)
from agreements.admin.access import door
from agreements.admin.keeping import merging

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
