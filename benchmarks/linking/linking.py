"""Linking as the pull does it, on the catalogue as it stands, with some agreements left out on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.ingest.known import Catalogue, Known
from agreements.ingest.link import Verdict, catalogue, link_all
from agreements.ingest.reported import Reported
from benchmarks.linking.labels import Text


@dataclass
class Without(Catalogue):
    """A catalogue that finds everything but some agreements."""

    hidden: frozenset[str] = frozenset()

    def near(self, reports: Sequence[Reported]) -> list[tuple[Known, ...]]:
        found = super().near(reports)
        return [tuple(one for one in near if one.public_id not in self.hidden) for near in found]


def link(text: Text, hidden: frozenset[str]) -> list[Verdict]:
    """The verdicts on a text's labelled mentions, as if `hidden` were not in the register."""
    whole = catalogue()
    known = Without(whole.index, whole.names, whole.load, whole.held, hidden)
    return link_all([labelled.mention for labelled in text.mentions], text.document, known)
