"""Which state of the public catalogue a page is made from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from agreements.models import Candidate, CatalogueVersion, PressItemRevision


@dataclass(frozen=True, slots=True)
class Edition:
    """`number` rises with every change; `writer` is the database transaction that wrote it, so that two editions of
    one number (a restored backup, a test rolled back) are told apart. `press` and `read` are the last press text and
    the last machine reading that are stored."""

    number: int = 0
    writer: str = ""
    press: int = 0
    read: int = 0

    @property
    def stamp(self) -> tuple[int, str]:
        """Names the state of the published agreements alone."""
        return self.number, self.writer

    @property
    def fingerprint(self) -> str:
        """Names everything that a page depends on: the records, the press, and the day, since dates pass."""
        return f"{self.number}.{self.writer}.{self.press}.{self.read}.{timezone.now():%Y%m%d}"


def current() -> Edition:
    """One query, by primary keys."""
    row = (
        CatalogueVersion.objects.annotate(
            writer=RawSQL("xmin::text", [], output_field=CharField()),
            press=Subquery(PressItemRevision.objects.order_by("-pk").values("pk")[:1]),
            read=Subquery(Candidate.objects.order_by("-pk").values("pk")[:1]),
        )
        .values_list("number", "writer", "press", "read")
        .first()
    )
    return Edition(row[0], row[1], row[2] or 0, row[3] or 0) if row else Edition()
