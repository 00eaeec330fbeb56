"""Whether the pages that the register links to still answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.models.document import Document
from agreements.models.reference import Reference
from agreements.models.rules import one_of

LINK_STATES = [
    ("unasked", _("Not asked yet")),
    ("answers", _("Answers")),
    ("failing", _("Did not answer the last time")),
    ("moved", _("Moved for good")),
    ("dead", _("No longer online")),
]


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def due(self) -> LinkCheckQuerySet:
        """Those whose time has come, by the database's clock, the longest waiting first."""
        return self.filter(next_at__lte=Now()).order_by("next_at", "pk")


class LinkCheck(models.Model):
    """What one linked page answered when it was last asked.

    ::

        unasked ──▶ answers ◀──▶ failing ──third failure, two weeks after the first──▶ dead
                        ▲  ╲────▶ moved (301 or 308: a proposal to change the link)      │
                        └───────────────────── answers again ────────────────────────────┘
    """

    reference = models.OneToOneField(
        Reference, models.CASCADE, null=True, blank=True, related_name="link_check", verbose_name=_("reference")
    )
    document = models.OneToOneField(
        Document, models.CASCADE, null=True, blank=True, related_name="link_check", verbose_name=_("document")
    )
    asked = models.CharField(_("address asked"), max_length=4000, blank=True)
    """A link that was changed since is asked anew."""
    state = models.CharField(_("state"), max_length=8, choices=LINK_STATES, default="unasked")
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    moved_to = models.CharField(_("moved to"), max_length=4000, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    asked_at = models.DateTimeField(_("last asked"), null=True, blank=True)
    next_at = models.DateTimeField(_("to be asked again"), db_default=Now())

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        indexes = [models.Index(fields=["next_at"], name="link_check_next")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reference__isnull=False, document__isnull=True)
                | Q(reference__isnull=True, document__isnull=False),
                name="link_check_of_one_thing",
            ),
            one_of("link_check", "state", tuple(code for code, _label in LINK_STATES)),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True) | Q(failures__gt=0, failing_since__isnull=False),
                name="link_check_failing_since",
            ),
        ]

    def __str__(self) -> str:
        return self.link

    @property
    def link(self) -> str:
        """Where readers are sent."""
        if self.reference:
            return self.reference.link
        return self.document.address if self.document else ""
