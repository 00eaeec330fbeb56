"""Why a verb of curation is not carried out, where more than one verb says so."""

from __future__ import annotations

from django.utils.translation import gettext as _


class WrongState(ValueError):
    """The record is not in a state from which this can be done."""


class Unseen(ValueError):
    """What was sent does not say which version of the record its sender had before them, so nobody can tell whether
    somebody else has changed it since."""

    def __init__(self) -> None:
        super().__init__(
            _("It cannot be told which version you had before you, so nothing was kept. Open the page again.")
        )


class NotReady(ValueError):
    """The record may not be published yet; `reasons` says what is missing, in words for a curator."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class ReasonNeeded(ValueError):
    """A rejection, a merger or a change taken back says why."""
