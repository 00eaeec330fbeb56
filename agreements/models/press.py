"""Press items, every version of their text, and the agreements a curator has accepted them for."""

from __future__ import annotations

import pgtrigger
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import LANGUAGES, TEXT_KINDS
from agreements.models.agreement import Agreement
from agreements.models.rules import Dated, composed, of_a_standing, one_of, partial_date, with_history
from agreements.models.source import RawDocument, Source

READ_STATES = [
    ("waiting", _("Waiting to be read")),
    ("read", _("Read")),
    ("failed", _("Could not be read")),
]
MOST_ATTEMPTS = 3


class PressItemQuerySet(models.QuerySet["PressItem"]):
    def for_list(self) -> PressItemQuerySet:
        """With everything that a row of a list shows, in a constant number of queries."""
        return self.select_related("current").order_by(models.F("date").desc(nulls_last=True), "-pk")


class PressItem(Dated):
    """One article, release or page, whatever number of times it was found. `date` is its own day of publication."""

    address = models.URLField(
        _("address"),
        max_length=4000,
        null=True,
        blank=True,
        unique=True,
        help_text=_("Canonical; empty if unknown."),
    )
    link = models.URLField(_("link"), max_length=4000, blank=True, help_text=_("The address as it was given."))
    title = models.CharField(_("title"), max_length=1000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices)
    current = models.OneToOneField(
        "agreements.PressItemRevision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    cluster = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("same release as"),
        help_text=_("The first item seen with this release, in either language."),
    )
    first_seen_at = models.DateTimeField(_("first seen"), db_default=Now())
    last_seen_at = models.DateTimeField(_("last seen"), db_default=Now())
    agreements = models.ManyToManyField(Agreement, through="PressLink", related_name="press_items")

    objects = PressItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("press item")
        verbose_name_plural = _("press items")
        ordering = ["-pk"]
        indexes = [
            models.Index(models.F("date").desc(nulls_last=True), models.F("id").desc(), name="press_item_newest")
        ]
        constraints = [*partial_date("press_item"), *composed("press_item", "title", "publisher")]

    def __str__(self) -> str:
        if self.title or self.link:
            return self.title or self.link
        return gettext("A text without a title, kept on %(day)s") % {"day": date_format(self.first_seen_at)}


class Sighting(models.Model):
    """That a source holds an item under a name of its own: a file's path, a feed's entry id."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="sightings")
    key = models.CharField(_("name at the source"), max_length=1000)
    item = models.ForeignKey(PressItem, models.CASCADE, related_name="sightings")
    seen_sha256 = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField(_("last seen"), db_default=Now())

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="sighting_once")]

    def __str__(self) -> str:
        return self.key


class PressItemRevisionQuerySet(models.QuerySet["PressItemRevision"]):
    def waiting(self) -> PressItemRevisionQuerySet:
        """Texts not yet read that nobody holds, by the database's clock."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=Now())
        return self.filter(free, read_state="waiting", attempts__lt=MOST_ATTEMPTS)


class PressItemRevision(models.Model):
    """One version of an item's text, fixed when stored, so that offsets never move. Reading it is leased work."""

    item = models.ForeignKey(PressItem, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=1000, blank=True)
    text = models.TextField(_("text"))
    text_kind = models.CharField(_("kind of text"), max_length=8, choices=TEXT_KINDS.choices)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices)
    content_sha256 = models.CharField(max_length=64)
    signature = ArrayField(models.BigIntegerField(), default=list)
    raw = models.ForeignKey(RawDocument, models.PROTECT, related_name="revisions")
    stored_at = models.DateTimeField(_("stored"), db_default=Now())
    read_state = models.CharField(_("reading"), max_length=8, choices=READ_STATES, default="waiting")
    read_at = models.DateTimeField(_("read at"), null=True)
    reader_version = models.CharField(_("reader"), max_length=40, blank=True)
    is_relevant = models.BooleanField(_("about a UK–Korea agreement"), null=True)
    also_read = models.JSONField(
        _("also read"), default=list, help_text=_("Counts of documents and deals with third countries: never proposed.")
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_by = models.CharField(max_length=100, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = PressItemRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a press item")
        verbose_name_plural = _("versions of press items")
        ordering = ["item", "number"]
        indexes = [
            GinIndex(fields=["signature"], name="revision_signature", fastupdate=False),
            models.Index(fields=["id"], condition=Q(read_state="waiting"), name="revision_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["item", "content_sha256"], name="revision_content_once"),
            one_of("revision", "text_kind", TEXT_KINDS.codes),
            one_of("revision", "read_state", tuple(code for code, _label in READ_STATES)),
            models.CheckConstraint(
                condition=~Q(read_state="read") | Q(read_at__isnull=False, is_relevant__isnull=False),
                name="revision_read_at",
            ),
            *composed("revision", "title", "text"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="text_is_fixed", fields=["item", "text", "text_kind", "content_sha256", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.item} (version {self.number})"


@with_history()
class PressLink(models.Model):
    """That an item is about an agreement, as a curator accepted or the starter catalogue states."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="press_links")
    item = models.ForeignKey(PressItem, models.CASCADE, related_name="links")
    accepted_at = models.DateTimeField(_("accepted"), db_default=Now())
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("press link")
        verbose_name_plural = _("press links")
        constraints = [models.UniqueConstraint(fields=["agreement", "item"], name="press_link_once")]
        triggers = [of_a_standing("agreement", "agreement")]

    def __str__(self) -> str:
        return f"{self.agreement.public_id} – {self.item}"
