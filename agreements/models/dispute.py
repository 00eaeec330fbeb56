"""What readers say is wrong with a public record, one case a note, and what became of it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import CASE_STATES, LANGUAGES, VALUES
from agreements.models.agreement import Agreement
from agreements.models.rules import composed, one_of, with_history

ANSWERED = ("upheld", "partly", "refused", "withdrawn")
"""States with an outcome that readers are told."""
CHANGED = ("upheld", "partly")


class DisputeQuerySet(models.QuerySet["Dispute"]):
    def waiting(self) -> DisputeQuerySet:
        """Undecided, the oldest first."""
        return self.filter(state="open").order_by("opened_at", "pk")

    def answered(self) -> DisputeQuerySet:
        """With an outcome, the newest first; nothing else of any case is told in public."""
        return self.filter(state__in=ANSWERED).order_by("-decided_at", "-pk")


@with_history(exclude=["said", "source", "ticket"])
class Dispute(models.Model):
    """One reader's note on one value of a published record.

    ::

        open ──uphold──▶ upheld, partly        ──join──▶ joined (decided with another case)
          ▲  ──refuse──▶ refused               ──set aside──▶ spam, deleted after a month
          │  ──take back─▶ withdrawn
          └───────────── reopen ◀─ any of them

    What the reader wrote is nobody's to read but the editors', whatever becomes of the case, and is kept out of the
    history. Which value it is, when it was sent and, once decided, the outcome are public.
    """

    number = models.CharField(_("number"), max_length=24, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="disputes", verbose_name=_("agreement"))
    value = models.CharField(_("value"), max_length=16, blank=True, help_text=_("Empty: the record as a whole."))
    row = models.PositiveBigIntegerField(null=True, blank=True)
    """The row that carried the value. It may be gone since, which may well be the outcome."""
    kind = models.CharField(max_length=24, blank=True)
    """Of an action: which; so that the case can be named when the row is gone."""
    shown = models.CharField(_("as it was shown"), max_length=600, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices)
    said = models.TextField(_("what it should say"))
    source = models.CharField(_("where that can be read"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=CASE_STATES.choices, default="open")
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    outcome_en = models.TextField(_("outcome in English"), blank=True)
    outcome_ko = models.TextField(_("outcome in Korean"), blank=True)
    change = models.UUIDField(_("change"), null=True, blank=True, help_text=_("The change of the record it led to."))
    opened_at = models.DateTimeField(_("sent"), db_default=TransactionNow())
    """By the same clock as the history of the record: what is changed later is newer."""
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.CharField(max_length=64, unique=True, editable=False)
    """Of the form it was sent with: the same form sent twice is one case."""

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader’s note")
        verbose_name_plural = _("readers’ notes")
        ordering = ["opened_at", "pk"]
        permissions = [("decide_dispute", _("Can decide on readers’ notes"))]
        indexes = [models.Index(fields=["opened_at"], condition=Q(state="open"), name="dispute_open")]
        constraints = [
            models.CheckConstraint(condition=Q(number__regex=r"^UKKR-C-\d{4}-\d{4,}$"), name="dispute_number_shape"),
            one_of("dispute", "value", ("", *VALUES.codes)),
            one_of("dispute", "state", CASE_STATES.codes),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True, change__isnull=True)
                & Q(outcome_en="", outcome_ko="")
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="dispute_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | ~Q(outcome_en="") | ~Q(outcome_ko=""),
                name="dispute_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CHANGED, change__isnull=False) | ~Q(state__in=CHANGED) & Q(change__isnull=True),
                name="dispute_upheld_by_a_change",
            ),
            models.CheckConstraint(
                condition=Q(state="joined", joined_to__isnull=False) | ~Q(state="joined") & Q(joined_to__isnull=True),
                name="dispute_joined_to_something",
            ),
            *composed("dispute", "said", "source", "outcome_en", "outcome_ko"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def is_answered(self) -> bool:
        return self.state in ANSWERED


class DisputeContact(models.Model):
    """Where the sender asked to be answered. Kept apart from the case, in no history, and deleted when it is closed."""

    dispute = models.OneToOneField(Dispute, models.CASCADE, primary_key=True, related_name="contact")
    email = models.EmailField(_("e-mail"), max_length=254)

    def __str__(self) -> str:
        return self.email


class CaseCounter(models.Model):
    """The last number given out in a year, so that no case number is ever given twice."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
