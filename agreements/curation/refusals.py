"""Why a verb of curation is not carried out, where more than one verb says so."""

from __future__ import annotations


class WrongState(ValueError):
    """The record is not in a state from which this can be done."""
