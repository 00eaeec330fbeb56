"""Which press items are one release: what was read in each, and the pairs that were found alike, with the reasons."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from agreements.models.press import PressItem, PressItemRevision


class Story(models.Model):
    """What one item tells, in terms of no language. `keys` are by day and body, agreement or sum."""

    item = models.OneToOneField(PressItem, models.CASCADE, primary_key=True, related_name="story")
    revision = models.ForeignKey(PressItemRevision, models.CASCADE, related_name="+")
    keys = ArrayField(models.CharField(max_length=80), default=list)
    facts = models.JSONField(_("as compared"), default=dict)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [GinIndex(fields=["keys"], name="story_keys", fastupdate=False)]

    def __str__(self) -> str:
        return str(self.item)


class SameStory(models.Model):
    """Two items that are one release by themselves, whatever the others of their cluster say."""

    first = models.ForeignKey(PressItem, models.CASCADE, related_name="+")
    second = models.ForeignKey(PressItem, models.CASCADE, related_name="+")
    points = models.FloatField(_("points"))
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("pair of items")
        verbose_name_plural = _("pairs of items")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="same_story_once"),
            models.CheckConstraint(condition=models.Q(first__lt=F("second")), name="same_story_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}"
