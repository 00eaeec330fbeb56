"""How the editing room is run: what administrators decide for everybody. One row, and every change of it kept."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.rules import with_history


@with_history()
class HouseRules(models.Model):
    """Whether one person alone may publish, and whose sign-in needs more than a password."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    four_eyes = models.BooleanField(_("four eyes"), default=False)
    second_factor_for = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("groups that sign in with a code"),
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = _("rules of the house")
        verbose_name_plural = _("rules of the house")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="house_rules_one_row")]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> HouseRules:
        """The rules as they stand; where nobody has set any, those that ask for nothing."""
        return cls.objects.filter(id=1).first() or cls(id=1)
