"""Who, when, and who says so: the first thing that a reader of one agreement wants to know."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from agreements.catalogue import wording
from agreements.catalogue.listing.dating import dating_step
from agreements.catalogue.pages.agreement import Gist, Side, Support
from agreements.catalogue.pages.parts import Link, Text
from agreements.catalogue.record.supports import Supports, strongest
from agreements.domain.vocabulary import ACTIONS
from agreements.models import Agreement

VOICES = 3


def gist(
    agreement: Agreement, supports: Supports, sides: Iterable[Side], language: str, on: datetime.date | None
) -> Gist:
    """From the step that dates the agreement in every list; the voices are those behind its date, then those behind who
    took part."""
    step = dating_step(agreement.actions.all(), on)
    held = supports.held("action", step.pk) if step else ()
    named = tuple(side for side in sides if side.parties)
    voices = _voices((*held, *(each for side in named for party in side.parties for each in party.supports)))
    return Gist(
        kind=ACTIONS.label(step.kind, language) if step else "",
        when=wording.when(step.when if step else None, language),
        supports=held,
        strength=strongest(held),
        rivals=supports.rivals("action", step.pk) if step else (),
        sides=named,
        voices=voices[:VOICES],
        more_voices=len(voices[VOICES:]),
    )


def _voices(supports: Iterable[Support]) -> tuple[Link, ...]:
    """Who published each source that says so, once each, with the way to it."""
    found: dict[str, Link] = {}
    for each in supports:
        said = each.publisher or str(each.title)
        if each.supports and said and said not in found:
            text = Text(said, "" if each.publisher else each.title.language)
            found[said] = Link(text, each.press_address or each.link, each.date.text if each.date else "")
    return tuple(found.values())
