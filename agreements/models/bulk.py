"""A file of many records, kept between being looked at and being applied, so that what is applied is what was shown."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class BulkFile(models.Model):
    """One file of one person. Its bytes go when it is applied or has waited too long; what came of it stays."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField()
    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("by"))
    uploaded_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)
    """Once applied: how many rows were new and changed, and the public ids of the agreements touched."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "sha256"], condition=Q(applied_at__isnull=True), name="bulk_file_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(content=b""), name="bulk_file_gone_when_applied"
            ),
        ]

    def __str__(self) -> str:
        return self.name
