"""Records found to be one, what putting them together did, and records found to be two though they look alike."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.models.rules import one_of

MERGED_NOUNS = [("agreement", _("agreement")), ("organisation", _("organisation")), ("person", _("person"))]
_CODES = tuple(code for code, _label in MERGED_NOUNS)


def as_they_became(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The same rows of a noun, each that was merged into another replaced by the one that it became in the end."""
    table: Any = rows.model
    standing = rows.filter(merged_into=None)
    reached, moved = set[int](), set(rows.exclude(merged_into=None).values_list("merged_into", flat=True))
    while moved:
        steps = dict(table._default_manager.filter(pk__in=moved).values_list("pk", "merged_into"))
        reached |= {pk for pk, further in steps.items() if further is None}
        moved = {further for further in steps.values() if further is not None}
    found: models.QuerySet[Any] = table._default_manager.filter(Q(pk__in=standing.values("pk")) | Q(pk__in=reached))
    return found


class MergerQuerySet(models.QuerySet["Merger"]):
    def standing(self) -> MergerQuerySet:
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)


class Merger(models.Model):
    """That one record was taken away and all that hung on it given to another. `effects` says what was done to which
    row, so exactly that undoing it restores every one."""

    noun = models.CharField(_("kind"), max_length=12, choices=MERGED_NOUNS)
    kept = models.PositiveBigIntegerField()
    away = models.PositiveBigIntegerField()
    kept_name = models.CharField(_("kept"), max_length=600)
    away_name = models.CharField(_("merged into it"), max_length=600)
    reason = models.TextField(_("why"))
    effects = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_default=Now())
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger of records")
        verbose_name_plural = _("mergers of records")
        ordering = ["-at", "-pk"]
        constraints = [
            one_of("merger", "noun", _CODES),
            models.CheckConstraint(condition=~Q(reason=""), name="merger_says_why"),
            models.CheckConstraint(condition=~Q(kept=F("away")), name="merger_of_two"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merger_undone_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["noun", "away"], condition=Q(undone_at__isnull=True), name="merger_taken_away_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.away_name} → {self.kept_name}"


class KnownAsTwo(models.Model):
    """That a curator looked at two records and found them to be two, so that nobody is asked again."""

    noun = models.CharField(max_length=12, choices=MERGED_NOUNS)
    first = models.PositiveBigIntegerField()
    second = models.PositiveBigIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("pair known to be two")
        verbose_name_plural = _("pairs known to be two")
        constraints = [
            one_of("known_as_two", "noun", _CODES),
            models.UniqueConstraint(fields=["noun", "first", "second"], name="known_as_two_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="known_as_two_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.first} ≠ {self.second}"
