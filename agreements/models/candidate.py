"""What the machine read in one press item about one agreement, waiting for a curator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
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
    def waiting(self, reads: Sequence[str] = ()) -> CandidateQuerySet:
        """Those that a curator is asked about now, in the order in which they are."""
        return self.at_hand().in_order(reads)

    def in_order(self, reads: Sequence[str] = ()) -> CandidateQuerySet:
        """Texts in a language of `reads` first, and among them what is worth a minute first: new ones, then
        near-certain matches, ambiguous ones, other matches.

        Last come those that a curator has rejected in another copy of the release.
        """
        worth = models.Case(
            models.When(NEAR_CERTAIN, then=WORTH_NEAR_CERTAIN),
            models.When(elsewhere=True, then=4),
            models.When(match="new", then=0),
            models.When(match="ambiguous", then=2),
            default=3,
        )
        foreign = models.Case(models.When(language__in=reads, then=0), default=1) if reads else models.Value(0)
        rows = self.pointed().annotate(foreign=foreign, worth=worth)
        return rows.order_by("foreign", "worth", "created_at", "pk")

    def at_hand(self) -> CandidateQuerySet:
        """Open, and not put off; what had been put off is back when its day has come or a second source is there."""
        return self.filter(~_held(), state="open")

    def put_off(self) -> CandidateQuerySet:
        """Open, and put off for now."""
        return self.filter(_held(), state="open")

    def pointed(self) -> CandidateQuerySet:
        """With `pointed_at`, the agreement that everything says it is about: as which a copy of it was decided, else
        its match; and `elsewhere`, whether a copy was decided on at all."""
        best = CandidateMatch.objects.filter(candidate=models.OuterRef("pk")).order_by("-score", "pk")
        copies = _decided_elsewhere()
        return self.annotate(
            elsewhere=models.Exists(copies),
            settled_on=models.Subquery(copies.values("agreement")[:1]),
            likest=Coalesce(models.Subquery(best.values("agreement")[:1]), 0, output_field=models.BigIntegerField()),
            likeness=Coalesce(models.Subquery(best.values("score")[:1]), 0.0),
        ).annotate(pointed_at=Coalesce("settled_on", "likest", output_field=models.BigIntegerField()))

    def near_certain(self, reads: Sequence[str] = ()) -> CandidateQuerySet:
        """Waiting, and so surely about one agreement that many can be taken at once after a look."""
        return self.waiting(reads).filter(NEAR_CERTAIN)

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

    def reported_since(self, candidate: Candidate) -> CandidateQuerySet:
        """What items of other publishers have said of its instrument since it was put off."""
        found = _reported_since(
            candidate.instrument_id or candidate.pk,
            candidate.pk,
            candidate.fingerprint,
            candidate.matches.values("agreement"),
            candidate.hold.since,
            candidate.revision.item.publisher,
        )
        return found.select_related("revision__item").defer("revision__text", "revision__signature").distinct()

    def for_review(self) -> CandidateQuerySet:
        """With the text, who decided or put it off, what it points at and the likely agreements."""
        rows = self.in_order().select_related("revision__item", "agreement", "decided_by", "hold__by")
        return rows.prefetch_related("matches__agreement")


WORTH_NEAR_CERTAIN = 1
"""The place of near-certain matches in the order of the queue."""
NEAR_CERTAIN_FROM = 0.95
"""The likeness from which a match is near-certain."""
NEAR_CERTAIN = Q(settled_on__isnull=False) & (~Q(match="matched") | Q(likest=models.F("settled_on"))) | Q(
    match="matched", likeness__gte=NEAR_CERTAIN_FROM, elsewhere=False
)
"""Of candidates with what they point at: a copy was decided as this agreement, or it is one of surely that likeness."""


def _held() -> Any:
    """Put off, and neither has the day come nor has another publisher reported it since."""
    today = timezone.now().date()
    reported = _reported_since(
        Coalesce(models.OuterRef("instrument"), models.OuterRef("pk")),
        models.OuterRef("pk"),
        models.OuterRef("fingerprint"),
        CandidateMatch.objects.filter(candidate=models.OuterRef(models.OuterRef("pk"))).values("agreement"),
        models.OuterRef("hold__since"),
        models.OuterRef("revision__item__publisher"),
    )
    return Q(hold__until__gt=today) | Q(hold__kind="second-source") & ~models.Exists(reported)


def _reported_since(head: Any, key: Any, fingerprint: Any, alike: Any, since: Any, publisher: Any) -> CandidateQuerySet:
    """What items of other publishers have said of one instrument since then. The instrument is that of the proposal's
    copies, of its own words, or of the agreements it may be about."""
    same = (
        Q(instrument=head)
        | Q(pk=head)
        | Q(fingerprint=fingerprint)
        | Q(agreement__in=alike)
        | Q(match="matched", matches__agreement__in=alike)
    )
    rows = Candidate.objects.filter(same, created_at__gt=since).exclude(pk=key).exclude(state="rejected")
    return rows.exclude(revision__item__publisher__in=["", publisher])


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

    An open one can be put off by a `Hold`: it is then not asked about until it comes back.

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
