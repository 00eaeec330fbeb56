"""The agreement itself: what it is called, what kind of thing it is, and where its record stands."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.domain import vocabulary
from agreements.domain.dates import PartialDate
from agreements.domain.statuses import DerivedStatus, derive
from agreements.models.rules import composed, of_a_standing, one_of, precision_field, with_history


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def published(self) -> AgreementQuerySet:
        """What the public may see. Everything in `catalogue` starts here."""
        return self.filter(record_state="published")

    def linkable(self) -> AgreementQuerySet:
        """What a press mention may turn out to be: every record but the withdrawn and the merged."""
        return self.exclude(record_state__in=["withdrawn", "merged"])

    def for_list(self) -> AgreementQuerySet:
        """With everything that a row of a list shows, in a constant number of queries."""
        return self.select_related("occasion").prefetch_related(
            "sector_tags", "signatories__organisation", models.Prefetch("actions")
        )


@with_history(exclude=["updated_at", "status", "status_date", "status_date_precision", "status_rule", "status_as_at"])
class Agreement(models.Model):
    """One instrument between a British and a Korean side, made or in the making.

    Record states::

        draft ──submit──▶ in-review ──publish──▶ published ──withdraw──▶ withdrawn
          ▲                   │                     ▲   │                    │
          └──────return───────┘                     │   └──merge──▶ merged   │
                                                    └────────publish─────────┘

    The public id is given once, at first sight, and never changes or comes back. Status columns are a cache of what
    `status_on(today)` derives from the actions; nobody types them.
    """

    public_id = models.CharField(_("public id"), max_length=16, unique=True, editable=False)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title_en = models.CharField(_("English title"), max_length=500, blank=True)
    title_ko = models.CharField(_("Korean title"), max_length=500, blank=True)
    form = models.CharField(
        _("form"),
        max_length=20,
        choices=vocabulary.FORMS.choices,
        default="other",
        help_text=_("What the document calls itself. It proves nothing about bindingness."),
    )
    legal_nature = models.CharField(
        _("legal nature"), max_length=16, choices=vocabulary.LEGAL_NATURES.choices, default="not-established"
    )
    level = models.CharField(_("level"), max_length=16, choices=vocabulary.LEVELS.choices, default="not-established")
    summary_en = models.TextField(
        _("English summary"), blank=True, help_text=_("One or two sentences in our own words.")
    )
    summary_ko = models.TextField(
        _("Korean summary"), blank=True, help_text=_("One or two sentences in our own words.")
    )
    occasion = models.ForeignKey(
        "agreements.Occasion", models.PROTECT, null=True, blank=True, verbose_name=_("occasion")
    )
    confidence = models.CharField(
        _("how well supported"), max_length=8, choices=vocabulary.CONFIDENCES.choices, default="medium"
    )
    record_state = models.CharField(
        _("record state"),
        max_length=12,
        choices=vocabulary.RECORD_STATES.choices,
        default="draft",
        editable=False,
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )
    status = models.CharField(
        _("status"), max_length=12, choices=vocabulary.STATUSES.choices, default="unclear", editable=False
    )
    status_date = models.DateField(null=True, editable=False)
    status_date_precision = precision_field()
    status_rule = models.CharField(max_length=20, default="nothing-recorded", editable=False)
    status_as_at = models.DateField(_("status as at"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-public_id"]
        permissions = [("publish_agreement", _("Can publish and withdraw agreements"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title_en="") | ~Q(title_ko=""),
                name="agreement_has_a_title",
                violation_error_message=_("Give a title in English, in Korean or in both."),
            ),
            models.CheckConstraint(
                condition=Q(record_state="merged", merged_into__isnull=False)
                | ~Q(record_state="merged") & Q(merged_into__isnull=True),
                name="agreement_merged_into_something",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="agreement_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(record_state="published") | Q(published_at__isnull=False),
                name="agreement_published_at",
            ),
            models.CheckConstraint(
                condition=Q(public_id__regex=r"^UKKR-\d{4}-\d{3,}$"), name="agreement_public_id_shape"
            ),
            one_of("agreement", "form", vocabulary.FORMS.codes),
            one_of("agreement", "legal_nature", vocabulary.LEGAL_NATURES.codes),
            one_of("agreement", "level", vocabulary.LEVELS.codes),
            one_of("agreement", "status", vocabulary.STATUSES.codes),
            one_of("agreement", "record_state", vocabulary.RECORD_STATES.codes),
            *composed("agreement", "title_en", "title_ko", "summary_en", "summary_ko"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.title_en or self.title_ko}"

    def title(self, language: str) -> str:
        """The title in `language`, else the one that there is; a page says when it is the other language's."""
        return (self.title_ko or self.title_en) if language.startswith("ko") else (self.title_en or self.title_ko)

    def status_on(self, day: datetime.date) -> DerivedStatus:
        """The status on `day`, from the dated actions."""
        return derive([action.dated for action in self.actions.all()], day)

    @property
    def status_since(self) -> PartialDate | None:
        """The date of the action that gives the cached status, where a source states it."""
        return PartialDate.at(self.status_date, self.status_date_precision) if self.status_date else None

    @property
    def is_published(self) -> bool:
        return self.record_state == "published"


@with_history()
class AgreementName(models.Model):
    """Another name under which sources speak of the agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="other_names")
    text = models.CharField(_("name"), max_length=500)
    language = models.CharField(_("language"), max_length=2, choices=vocabulary.LANGUAGES.choices)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["agreement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "text"], name="agreement_name_once"),
            *composed("agreement_name", "text"),
        ]
        triggers = [of_a_standing("agreement", "agreement")]

    def __str__(self) -> str:
        return self.text


@with_history()
class SectorTag(models.Model):
    """That an agreement is on a sector; one of its tags is the primary one."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sector_tags")
    sector = models.CharField(_("sector"), max_length=24, choices=vocabulary.SECTORS.choices)
    is_primary = models.BooleanField(_("primary"), default=False)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["agreement", "-is_primary", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "sector"],
                name="sector_tag_once",
                violation_error_message=_("This sector stands here already."),
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(is_primary=True),
                name="sector_tag_one_primary",
                violation_error_message=_("One sector is the primary one."),
            ),
            one_of("sector_tag", "sector", vocabulary.SECTORS.codes),
        ]
        triggers = [of_a_standing("agreement", "agreement")]

    def __str__(self) -> str:
        return vocabulary.SECTORS.label(self.sector, "en")


@with_history()
class Doubt(models.Model):
    """What a reader should know is uncertain about a record, in the compiler's or an editor's words."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="doubts")
    text_en = models.TextField(_("in English"))
    text_ko = models.TextField(_("in Korean"), blank=True)
    recorded_on = models.DateField(_("recorded on"))

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        ordering = ["agreement", "pk"]
        constraints = [*composed("doubt", "text_en", "text_ko")]
        triggers = [of_a_standing("agreement", "agreement")]

    def __str__(self) -> str:
        return self.text_en[:80]


class PublicIdCounter(models.Model):
    """The last number given out in a year, so that no public id is ever given twice."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
