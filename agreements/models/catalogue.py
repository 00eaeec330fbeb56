"""What the public catalogue keeps beside the records to answer quickly: its version and its search entries."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from agreements.models.agreement import Agreement


class CatalogueVersion(models.Model):
    """A number that rises in the same transaction as any change of what the public sees. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="catalogue_version_one_row")]

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def rise(cls) -> None:
        """Say that the public catalogue has changed; to be called inside the transaction that changes it."""
        CatalogueVersion.objects.bulk_create([CatalogueVersion(id=1, number=0)], ignore_conflicts=True)
        CatalogueVersion.objects.filter(id=1).update(number=models.F("number") + 1)


class SearchEntry(models.Model):
    """The words of one published agreement, in both languages, weighted by where they stand."""

    agreement = models.OneToOneField(Agreement, models.CASCADE, primary_key=True, related_name="search_entry")
    words = SearchVectorField()
    recipe = models.PositiveSmallIntegerField(db_default=0)
    """Which way of making entries made this one; `catalogue.search` knows the present way."""

    class Meta:
        indexes = [GinIndex(fields=["words"], name="search_entry_words")]

    def __str__(self) -> str:
        return str(self.agreement_id)
