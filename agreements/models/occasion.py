"""Visits, summits and meetings at which agreements were made or announced."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import OCCASION_KINDS
from agreements.models.rules import (
    Named,
    composed,
    has_a_name,
    one_of,
    partial_date,
    precision_field,
    with_history,
)


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def in_published(self) -> OccasionQuerySet:
        """Occasions of at least one published agreement."""
        return self.filter(agreement__record_state="published").distinct()


@with_history()
class Occasion(Named):
    """One visit, summit or meeting, from `starts` to `ends` at the precision that sources give."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OCCASION_KINDS.choices, default="other")
    starts = models.DateField(_("starts"), null=True, blank=True)
    starts_precision = precision_field()
    ends = models.DateField(_("ends"), null=True, blank=True)
    ends_precision = precision_field()
    place = models.CharField(_("place"), max_length=200, blank=True)
    reference = models.ForeignKey(
        "agreements.Reference",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("reference"),
        related_name="+",
    )

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["-starts", "name_en"]
        constraints = [
            has_a_name("occasion"),
            one_of("occasion", "kind", OCCASION_KINDS.codes),
            *partial_date("occasion", "starts"),
            *partial_date("occasion", "ends"),
            *composed("occasion", "name_en", "name_ko"),
        ]

    @property
    def started(self) -> PartialDate | None:
        return PartialDate.at(self.starts, self.starts_precision) if self.starts else None

    @property
    def ended(self) -> PartialDate | None:
        return PartialDate.at(self.ends, self.ends_precision) if self.ends else None


@with_history()
class OccasionClaim(models.Model):
    """A total that a source gave for an occasion, such as 37 documents of which 6 between governments."""

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="claims")
    count = models.PositiveIntegerField(_("number claimed"))
    of_what_en = models.CharField(_("of what, in English"), max_length=200)
    of_what_ko = models.CharField(_("of what, in Korean"), max_length=200, blank=True)
    reference = models.ForeignKey("agreements.Reference", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("claimed total")
        verbose_name_plural = _("claimed totals")
        ordering = ["occasion", "-count"]
        constraints = [
            models.UniqueConstraint(fields=["occasion", "count", "of_what_en"], name="occasion_claim_once"),
            models.CheckConstraint(condition=Q(count__gt=0), name="occasion_claim_counts_something"),
        ]

    def __str__(self) -> str:
        return f"{self.count} {self.of_what_en}"
