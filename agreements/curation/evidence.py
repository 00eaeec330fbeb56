"""Putting evidence under a public value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from agreements.curation.audit import Stand
from agreements.models import Agreement, Evidence, PressItemRevision, Reference
from agreements.models.evidence import ROW_OF_VALUE

CONTEXT = 60
"""Characters kept before and after a quotation, to find it again and to read it in."""


@dataclass(frozen=True, slots=True)
class Support:
    """What stands under a value: a span of a text that is held, a page that is named, or a judgement.

    `reported` is the value as the source gives it, where that differs from the register's; `supports` is off when the
    source disputes the value.
    """

    strength: str
    reference: Reference | None = None
    revision: PressItemRevision | None = None
    start: int | None = None
    end: int | None = None
    supports: bool = True
    reported: str = ""
    note: str = ""


def judgement(note: str = "") -> Support:
    """An editor's own judgement, for a value that no source states."""
    return Support("judgement", note=note)


def found_in(
    revision: PressItemRevision, start: int, end: int, *, supports: bool = True, reported: str = ""
) -> Support:
    """What a text that is held says at a span: a quotation from an original, a reference from a digest of ours."""
    if revision.text_kind == "original":
        return Support("quotation", revision=revision, start=start, end=end, supports=supports, reported=reported)
    return Support("reference", revision=revision, supports=supports, reported=reported)


def prepare(
    *, agreement: Agreement, value: str, support: Support, stand: Stand, row: models.Model | None = None
) -> Evidence:
    """The evidence row, not yet saved. `row` carries the value where it is not a column of the agreement."""
    if (value in ROW_OF_VALUE) != (row is not None):
        raise ValueError(f"evidence for {value} {'needs' if value in ROW_OF_VALUE else 'takes no'} row of its own")
    evidence = Evidence(
        agreement=agreement,
        value=value,
        strength=support.strength,
        reference=support.reference,
        revision=support.revision,
        supports=support.supports,
        reported=support.reported[:500],
        note=support.note,
        accepted_by=stand.by,
        accepted_name=stand.name,
        accepted_on=stand.on,
        **_quotation(support),
    )
    if row is not None:
        setattr(evidence, ROW_OF_VALUE[value], row)
    return evidence


def add(
    *, agreement: Agreement, value: str, support: Support, stand: Stand, row: models.Model | None = None
) -> Evidence:
    """Put one support under a value; the same support twice is one row."""
    evidence = prepare(agreement=agreement, value=value, support=support, stand=stand, row=row)
    same = Evidence.objects.filter(**{name: getattr(evidence, name) for name in IDENTITY}).first()
    if same:
        return same
    evidence.save()
    return evidence


IDENTITY = (
    *("agreement", "value", "strength", "revision", "reference", "start", "end", "supports", "reported"),
    *dict.fromkeys(ROW_OF_VALUE.values()),
)


def _quotation(support: Support) -> dict[str, Any]:
    if support.strength != "quotation" or support.revision is None or support.start is None or support.end is None:
        return {}
    text, start, end = support.revision.text, support.start, support.end
    return {
        "quote": text[start:end],
        "prefix": _words_before(text, start),
        "suffix": _words_after(text, end),
        "start": start,
        "end": end,
    }


def _words_before(text: str, start: int) -> str:
    """The whole words of at most CONTEXT characters right before `start`."""
    cut = text[max(0, start - CONTEXT) : start]
    return cut if start <= CONTEXT or text[start - CONTEXT - 1].isspace() else cut.partition(" ")[2] or cut


def _words_after(text: str, end: int) -> str:
    """The whole words of at most CONTEXT characters right after `end`."""
    cut, rest = text[end : end + CONTEXT], text[end + CONTEXT :]
    return cut if not rest or rest[0].isspace() else cut.rpartition(" ")[0] or cut
