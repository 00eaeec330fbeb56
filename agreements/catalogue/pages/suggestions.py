"""What typing into a search box suggests."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.catalogue.pages.parts import Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing of the register whose name begins as typed."""

    kind: str
    """"Agreement", "Organisation", "Person", "Sector" or "Occasion", in the reader's language."""
    text: Text
    """Its name, with runs where the typed words stand in it."""
    note: Text
    """The name that was typed, where it is another than `text`; else nothing."""
    address: str
