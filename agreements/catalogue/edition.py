"""Which state of the public catalogue a page is made from."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from agreements.models import Candidate, CatalogueVersion, Evidence, PressItemRevision, Review


@dataclass(frozen=True, slots=True)
class Edition:
    """`number` rises with every change; `writer` is the database transaction that wrote it, so that two editions of
    one number (a restored backup, a test rolled back) are told apart. The others are the last row
    stored of what pages also show."""

    number: int = 0
    writer: str = ""
    press: int = 0
    read: int = 0
    decided: int = 0
    evidence: int = 0
    shown: tuple[int, str] | None = None
    """The stamp of the index that pages are made from, where it is not yet this edition's own."""

    @property
    def stamp(self) -> tuple[int, str]:
        """Names the state of the published agreements alone."""
        return self.number, self.writer

    @property
    def fingerprint(self) -> str:
        """Names everything that a page depends on: the records, the press, and the day, since dates pass."""
        rows = f"{self.press}.{self.read}.{self.decided}.{self.evidence}"
        shown = f".of.{self.shown[0]}.{self.shown[1]}" if self.shown else ""
        return f"{self.number}.{self.writer}.{rows}.{timezone.now():%Y%m%d}{shown}"


def current() -> Edition:
    """One query, by primary keys; written out, since every answer asks it and most cost little else."""
    with connection.cursor() as cursor:
        cursor.execute(_QUERY)
        row = cursor.fetchone()
    return Edition(*row) if row else Edition()


_LAST = ", ".join(
    f"coalesce((SELECT max(id) FROM {table._meta.db_table}), 0)"  # noqa: S608  # our tables
    for table in (PressItemRevision, Candidate, Review, Evidence)
)
_QUERY = f"SELECT number, xmin::text, {_LAST} FROM {CatalogueVersion._meta.db_table} WHERE id = 1"  # noqa: S608  # our tables
