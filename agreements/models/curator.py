"""What the register knows of a person who works in the editing room, beside their account."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.rules import one_of

READS = [
    ("", _("as the interface")),
    ("en", _("English")),
    ("ko", _("Korean")),
    ("both", _("both")),
]


class Curator(models.Model):
    """One person's own settings. `reads`: the language of texts that they are asked about first."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="curator")
    reads = models.CharField(_("texts I read"), max_length=4, choices=READS, blank=True, default="")

    class Meta:
        verbose_name = _("curator")
        verbose_name_plural = _("curators")
        constraints = [one_of("curator", "reads", tuple(code for code, _label in READS))]

    def __str__(self) -> str:
        return str(self.user)
