"""Where press items come from, when each place was last read, and the bytes that were found there."""

from __future__ import annotations

import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agreements.models.rules import one_of, with_history

SOURCE_KINDS = [("folder", _("Folder of files")), ("curator", _("Entered by a curator"))]
OUTCOMES = [
    ("running", _("Running")),
    ("done", _("Done")),
    ("failed", _("Failed")),
    ("interrupted", _("Interrupted")),
]


class SourceQuerySet(models.QuerySet["Source"]):
    def free(self) -> SourceQuerySet:
        """Sources that nobody holds, by the database's clock."""
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=Now()))

    def due(self) -> SourceQuerySet:
        """Active sources whose time has come and which nobody holds; what curators enter is not looked for anywhere."""
        return self.free().filter(kind="folder", is_active=True, next_check_at__lte=Now())


@with_history(
    fields=["slug", "name", "kind", "location", "is_active", "check_every"],
    model_name="SourceEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Source(models.Model):
    """A place that is read again and again. Its politeness is state on its row: lease, next check, failures; what
    people say of it is kept with its history.

    Work on a source belongs to whoever holds its lease; when the holder dies, the lease runs out and another takes it.
    """

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=SOURCE_KINDS, default="folder")
    location = models.CharField(_("folder or address"), max_length=4000)
    is_active = models.BooleanField(_("active"), default=True)
    check_every = models.DurationField(_("check every"), default=datetime.timedelta(seconds=20))
    next_check_at = models.DateTimeField(_("next check"), db_default=Now())
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease_by = models.CharField(max_length=100, blank=True, editable=False)
    last_checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    last_success_at = models.DateTimeField(_("last read without error"), null=True, editable=False)
    consecutive_failures = models.PositiveIntegerField(default=0, editable=False)
    error = models.TextField(_("last error"), blank=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]
        constraints = [
            one_of("source", "kind", tuple(code for code, _label in SOURCE_KINDS)),
            models.UniqueConstraint(fields=["kind", "location"], name="source_place_once"),
            models.CheckConstraint(
                condition=Q(lease_until__isnull=True, lease_by="") | Q(lease_until__isnull=False) & ~Q(lease_by=""),
                name="source_lease_has_holder",
            ),
            models.CheckConstraint(
                condition=Q(check_every__gt=datetime.timedelta(0)), name="source_checked_at_intervals"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FetchRun(models.Model):
    """One reading of a source: how many documents were new, changed, the same, or refused and why."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(_("started"), db_default=Now())
    finished_at = models.DateTimeField(_("finished"), null=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=OUTCOMES, default="running")
    read = models.PositiveIntegerField(_("read"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    same = models.PositiveIntegerField(_("same"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    refusals = models.JSONField(_("refusals"), default=list, help_text=_("A list of name and reason."))
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("reading of a source")
        verbose_name_plural = _("readings of sources")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["source", "-started_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="running", finished_at__isnull=True)
                | ~Q(outcome="running") & Q(finished_at__isnull=False),
                name="fetch_run_ends_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(read=F("new") + F("changed") + F("same") + F("refused")) | Q(outcome="running"),
                name="fetch_run_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class RawDocument(models.Model):
    """The bytes of a document as they were found, once per content, so that everything can be read again."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    headers = models.JSONField(default=dict)
    stored_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("raw document")
        verbose_name_plural = _("raw documents")
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="raw_document_sha256_shape")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
