"""A step of publication that waits for a second pair of eyes."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.rules import one_of

STEPS = [("publish", _("publication")), ("withdraw", _("withdrawal"))]


class SecondLookQuerySet(models.QuerySet["SecondLook"]):
    def waiting(self) -> SecondLookQuerySet:
        return self.filter(closed_at__isnull=True)


class SecondLook(models.Model):
    """Who asked for which step, and who closed the matter: by taking the step, or by sending the record back."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="second_looks")
    step = models.CharField(_("step"), max_length=8, choices=STEPS)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    was_taken = models.BooleanField(default=False)
    """Whether the step was taken in the end."""

    objects = SecondLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("second look")
        verbose_name_plural = _("second looks")
        ordering = ["asked_at", "pk"]
        constraints = [
            one_of("second_look", "step", tuple(code for code, _label in STEPS)),
            models.UniqueConstraint(
                fields=["agreement", "step"], condition=Q(closed_at__isnull=True), name="second_look_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(was_taken=False), name="second_look_taken_when_closed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.step}"

    @property
    def who(self) -> str:
        return self.asked_by.get_full_name() or self.asked_by.username
