"""What the machine read in one press item about one agreement, waiting for a curator."""

from __future__ import annotations

import pgtrigger
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import LANGUAGES
from agreements.models.agreement import Agreement
from agreements.models.press import PressItemRevision
from agreements.models.rules import one_of

MATCHES = [
    ("new", _("New: nothing like it in the catalogue")),
    ("matched", _("Matched with one agreement")),
    ("ambiguous", _("Ambiguous: may be one of several")),
]
CANDIDATE_STATES = [
    ("open", _("Waiting for a curator")),
    ("accepted", _("Accepted as a new agreement")),
    ("merged", _("Merged into an agreement")),
    ("rejected", _("Rejected")),
]
DECIDED = ("accepted", "merged", "rejected")


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def waiting(self) -> CandidateQuerySet:
        """Not yet decided, what is worth a curator's minute first: new ones, then ambiguous, then matched.

        Last come those on which a curator has decided in another copy of the release.
        """
        worth = models.Case(
            models.When(models.Exists(_decided_elsewhere()), then=3),
            models.When(match="new", then=0),
            models.When(match="ambiguous", then=1),
            default=2,
        )
        return self.filter(state="open").order_by(worth, "created_at", "pk")

    def of_one_instrument(self, candidate: Candidate) -> CandidateQuerySet:
        """The proposals of the same instrument from other copies of its release, decided ones first."""
        head = candidate.instrument_id or candidate.pk
        return (
            self.filter(Q(instrument=head) | Q(pk=head))
            .exclude(pk=candidate.pk)
            .order_by(models.F("decided_at").desc(nulls_last=True), "pk")
        )

    def settled_as(self) -> CandidateQuerySet:
        """With `settled`: the number of the agreement that a copy was accepted as or merged into."""
        return self.annotate(settled=models.Subquery(_decided_elsewhere().values("agreement__public_id")[:1]))

    def for_review(self) -> CandidateQuerySet:
        """With the text and the likely agreements."""
        return self.select_related("revision__item", "agreement").prefetch_related("matches__agreement")


def _decided_elsewhere() -> models.QuerySet[Candidate]:
    """Decisions on other copies of a candidate, for a subquery."""
    head = Coalesce(models.OuterRef("instrument"), models.OuterRef("pk"))
    copies = Candidate.objects.filter(Q(instrument=head) | Q(pk=head), state__in=DECIDED)
    return copies.exclude(pk=models.OuterRef("pk")).order_by(models.F("agreement").desc(nulls_last=True), "pk")


class Candidate(models.Model):
    """A proposed agreement, or a proposed addition to one.

    States::

        open ──accept──▶ accepted
          │ ───merge───▶ merged       each with its review; undo and reopen lead back to open
          └────reject──▶ rejected

    `reading` is what the reader found and is never changed; `edited` is the curator's version of it. A mention that is
    read again has the same fingerprint and stays the same row, whatever was decided on it.
    """

    revision = models.ForeignKey(PressItemRevision, models.PROTECT, related_name="candidates")
    fingerprint = models.CharField(max_length=64)
    position = models.PositiveIntegerField(help_text=_("Where in the text its quote starts."))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices)
    reading = models.JSONField(_("as read"))
    edited = models.JSONField(_("as edited"), null=True, blank=True)
    match = models.CharField(_("match"), max_length=12, choices=MATCHES)
    match_reason = models.TextField(_("why"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=CANDIDATE_STATES, default="open")
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="candidates",
        verbose_name=_("agreement"),
    )
    instrument = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="copies",
        help_text=_("The first proposal of the same instrument from another copy of the release."),
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0, help_text=_("Rises with every change; guards against lost edits."))
    created_at = models.DateTimeField(_("proposed"), db_default=Now())

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["-created_at", "-pk"]
        permissions = [("review_candidate", _("Can accept, merge and reject candidates"))]
        indexes = [models.Index(fields=["match", "created_at"], condition=Q(state="open"), name="candidate_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["revision", "fingerprint"], name="candidate_once"),
            one_of("candidate", "state", ("open", *DECIDED)),
            one_of("candidate", "match", tuple(code for code, _label in MATCHES)),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=DECIDED, decided_at__isnull=False, decided_by__isnull=False),
                name="candidate_decided_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "merged"], agreement__isnull=False)
                | Q(state__in=["open", "rejected"], agreement__isnull=True),
                name="candidate_decided_for_an_agreement",
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="reading_is_fixed", fields=["revision", "fingerprint", "reading"])]

    def __str__(self) -> str:
        stated = self.proposal.get("title") or self.proposal.get("form")
        return f"{stated['value'] if isinstance(stated, dict) else stated} ({self.pk})"

    @property
    def proposal(self) -> dict[str, object]:
        """What a curator would accept: the edited version, else the reading."""
        proposal: dict[str, object] = self.edited or self.reading
        return proposal


class CandidateMatch(models.Model):
    """One agreement that a candidate may be about, how likely, and why."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="matches")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    score = models.FloatField(_("score"), help_text=_("From 0 to 1."))
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("likely agreement")
        verbose_name_plural = _("likely agreements")
        ordering = ["candidate", "-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "agreement"], name="candidate_match_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="candidate_match_score_range"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.public_id} {self.score:.2f}"
