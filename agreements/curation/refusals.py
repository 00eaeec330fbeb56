"""Why a verb of curation is not carried out, where more than one verb says so."""

from __future__ import annotations


class WrongState(ValueError):
    """The record is not in a state from which this can be done."""


class NotReady(ValueError):
    """The record may not be published yet; `reasons` says what is missing, in words for a curator."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class ReasonNeeded(ValueError):
    """A rejection, a merger or a change taken back says why."""
