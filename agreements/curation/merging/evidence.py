"""Evidence changing hands: with its row, with its value, or against the value that was chosen instead of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from agreements.curation.evidence import IDENTITY
from agreements.curation.reviewing.effects import Effects
from agreements.models import Agreement, Evidence
from agreements.models.evidence import ROWS

REPORTED = 500


class Hands:
    """Evidence of one record on its way to another."""

    def __init__(self, keep: Agreement, effects: Effects) -> None:
        self.keep, self.effects = keep, effects

    def give(self, rows: Iterable[Evidence], **columns: Any) -> None:
        """Let the record kept have them, as they are but for `columns`; what it has already is not had twice."""
        for row in rows:
            wanted = {"agreement_id": self.keep.pk, **columns}
            same = {name: getattr(row, name) for name in IDENTITY if f"{name}_id" not in wanted} | wanted
            if Evidence.objects.filter(**same).exclude(pk=row.pk).exists():
                self.effects.remove(row)
            else:
                self.effects.fill(row, **wanted)

    def follow(self, row: Model, to: Model) -> None:
        """What stands under a row stands under its twin from now on."""
        column = column_of(row)
        if column:
            self.give(Evidence.objects.filter(**{column: row}), **{f"{column}_id": to.pk})

    def contradict(self, rows: Iterable[Evidence], said: str, **columns: Any) -> None:
        """What stood under the value not chosen says so beside the other. An editor's judgement of it goes."""
        for row in rows:
            if not row.supports:
                self.give([row], **columns)
            elif row.strength == "judgement":
                self.effects.remove(row)
            else:
                self.give([row], supports=False, reported=row.reported or said[:REPORTED], **columns)


def column_of(row: Model) -> str:
    """The column by which evidence names such a row; nothing where none can stand under it."""
    return next((name for name in ROWS if Evidence._meta.get_field(name).related_model is type(row)), "")
