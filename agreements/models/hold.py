"""Candidates that a curator has put off, until a day or until somebody else reports the same."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.models.candidate import Candidate
from agreements.models.rules import one_of

HOLDS = [
    ("until", _("Put off until a day")),
    ("second-source", _("Waiting for a second source")),
]


class Hold(models.Model):
    """That a candidate waits, by whom and why. Nothing ends it: it is over when its day has come, or when an item of
    another publisher reports the same instrument, and the queue asks for that each time it is read."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="hold")
    kind = models.CharField(_("waits for"), max_length=16, choices=HOLDS)
    until = models.DateField(_("until"), null=True, blank=True)
    why = models.TextField(_("why"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    since = models.DateTimeField(_("since"), db_default=Now())

    class Meta:
        verbose_name = _("candidate put off")
        verbose_name_plural = _("candidates put off")
        constraints = [
            one_of("hold", "kind", tuple(code for code, _label in HOLDS)),
            models.CheckConstraint(
                condition=Q(kind="until", until__isnull=False) | ~Q(kind="until") & Q(until__isnull=True),
                name="hold_until_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.until or ''}".strip()


class Look(models.Model):
    """That somebody has a candidate open before them. It keeps nobody out, and is over soon after they leave."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="looks")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"), db_default=Now())
    seen_at = models.DateTimeField(_("last seen"), db_default=Now())

    class Meta:
        verbose_name = _("look at a candidate")
        verbose_name_plural = _("looks at candidates")
        constraints = [models.UniqueConstraint(fields=["candidate", "by"], name="look_once")]

    def __str__(self) -> str:
        return f"{self.by} · {self.candidate_id}"
