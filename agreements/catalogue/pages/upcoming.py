"""The list of what is to come."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.parts import Head, Label, Text, When


@dataclass(frozen=True, slots=True)
class Due:
    """One planned step of one agreement."""

    agreement: Text
    address: str
    kind: Label
    """expires, review-due, or any other step that is planned."""
    when: When
    nature: Label
    """`code`: scheduled, computed (worked out from a stated term; `note` says how) or actual (a source states it)."""
    note: Text
    form: Label
    status: Label
    why: str
    """Why it still stands open though its day has passed; empty for what is to come."""


@dataclass(frozen=True, slots=True)
class UpcomingPage:
    """`pages/upcoming.html`."""

    head: Head
    as_at: When
    """Today."""
    upcoming: tuple[Due, ...]
    """Soonest first."""
    overdue: tuple[Due, ...]
    """The day passed last first."""
    total: int
    """How many are to come; `upcoming` shows the soonest of them."""
    expired_address: str
    """The list of all that have expired."""
    list_address: str
