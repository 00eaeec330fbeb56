"""A step of publication that waits for a second pair of eyes."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.candidate import Candidate
from agreements.models.merger import MERGED_NOUNS
from agreements.models.rules import one_of

STEPS = [
    ("publish", _("publication")),
    ("withdraw", _("withdrawal")),
    ("add", _("addition of a proposal")),
    ("merge", _("merger of two records")),
]
_OF_A_RECORD = Q(step__in=["publish", "withdraw"], agreement__isnull=False, candidate__isnull=True, noun="")
_OF_A_PROPOSAL = Q(step="add", agreement__isnull=False, candidate__isnull=False, noun="")
_OF_A_PAIR = Q(step="merge", agreement__isnull=True, candidate__isnull=True, first__lt=F("second")) & ~Q(noun="")
_WAITS = Q(closed_at__isnull=True)


class SecondLookQuerySet(models.QuerySet["SecondLook"]):
    def waiting(self) -> SecondLookQuerySet:
        return self.filter(_WAITS)


class SecondLook(models.Model):
    """Who asked for which step, and who closed the matter: by taking the step, or by sending the record back.

    A record is published or withdrawn; a proposal of the press is added to a record; a pair of records is merged, whose
    `first` and `second` are keys in the table of `noun`, in order.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, related_name="second_looks")
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, related_name="second_looks")
    noun = models.CharField(max_length=12, choices=MERGED_NOUNS, blank=True, default="")
    first = models.PositiveBigIntegerField(null=True)
    second = models.PositiveBigIntegerField(null=True)
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
            one_of("second_look", "noun", ("", *(code for code, _label in MERGED_NOUNS))),
            models.CheckConstraint(
                condition=_OF_A_RECORD | _OF_A_PROPOSAL | _OF_A_PAIR, name="second_look_of_something"
            ),
            models.UniqueConstraint(
                fields=["agreement", "step"],
                condition=_WAITS & Q(candidate__isnull=True),
                name="second_look_asked_once",
            ),
            models.UniqueConstraint(
                fields=["candidate"], condition=_WAITS, name="second_look_of_a_candidate_asked_once"
            ),
            models.UniqueConstraint(
                fields=["noun", "first", "second"], condition=_WAITS, name="second_look_of_a_pair_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(was_taken=False), name="second_look_taken_when_closed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id or self.noun}: {self.step}"

    @property
    def who(self) -> str:
        return self.asked_by.get_full_name() or self.asked_by.username
