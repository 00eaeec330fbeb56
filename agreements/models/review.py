"""Every decision on a candidate: who, when, what, why. Rows are added and never changed."""

from __future__ import annotations

import pgtrigger
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.models.agreement import Agreement
from agreements.models.candidate import Candidate
from agreements.models.rules import one_of

DECISIONS = [
    ("accept", _("Accepted as a new agreement")),
    ("merge", _("Merged into an agreement")),
    ("reject", _("Rejected")),
    ("reopen", _("Reopened")),
    ("undo", _("Undone")),
    ("edit", _("Edited")),
    ("defer", _("Put off")),
    ("second", _("Second source asked for")),
    ("resume", _("Taken up again")),
]
UNDOABLE = ("accept", "merge", "reject", "defer", "second")
"""Decisions that can be taken back."""
GROUNDS = [
    ("not-uk-korea", _("Not between the United Kingdom and Korea")),
    ("no-agreement", _("Not an agreement")),
    ("duplicate", _("A duplicate of another proposal")),
    ("commercial", _("A commercial contract, below the register’s scope")),
    ("misread", _("Misread by the machine")),
]
"""The usual grounds of a rejection."""


class Review(models.Model):
    """One decision. `effects` names the rows that it made, so that undoing takes back exactly those."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="reviews")
    decision = models.CharField(_("decision"), max_length=8, choices=DECISIONS)
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, blank=True, related_name="+")
    agreement_public_id = models.CharField(max_length=16, blank=True)
    note = models.TextField(_("note"), blank=True)
    ground = models.CharField(_("ground"), max_length=16, choices=GROUNDS, blank=True, default="")
    effects = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    batch = models.UUIDField(
        _("batch"), null=True, blank=True, help_text=_("The same for all that were taken at once.")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-at", "-pk"]
        constraints = [
            one_of("review", "decision", tuple(code for code, _label in DECISIONS)),
            one_of("review", "ground", ("", *(code for code, _label in GROUNDS))),
            models.CheckConstraint(
                condition=~Q(decision="reject") | ~Q(note="") | ~Q(ground=""), name="review_reject_says_why"
            ),
            models.CheckConstraint(
                condition=Q(decision="undo", undoes__isnull=False) | ~Q(decision="undo") & Q(undoes__isnull=True),
                name="review_undo_names_what",
            ),
        ]
        indexes = [models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="review_of_a_batch")]
        triggers = [
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="no_change", exclude=["agreement"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} · {self.by}"

    @property
    def why(self) -> str:
        """The ground and the note, in words."""
        return ": ".join(filter(None, [str(self.get_ground_display()) if self.ground else "", self.note]))
