"""Bodies that enter into agreements, under every name they have carried."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.domain.names import organisation_key
from agreements.domain.vocabulary import LANGUAGES, ORGANISATION_KINDS, SIDES
from agreements.models.rules import Named, composed, has_a_name, one_of, with_history


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing(self) -> OrganisationQuerySet:
        """Every one but those that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def in_published(self) -> OrganisationQuerySet:
        """Bodies that stand on at least one published agreement."""
        return self.filter(signatory__agreement__record_state="published").distinct()

    def known_as(self, name: str) -> OrganisationQuerySet:
        """Bodies that carry or carried this name or abbreviation, in either script."""
        return self.filter(names__key=organisation_key(name)).distinct()


@with_history()
class Organisation(Named):
    """A ministry, agency, company, university or other body. Renamed bodies are a chain of `successor`s."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    side = models.CharField(_("side"), max_length=8, choices=SIDES.choices)
    kind = models.CharField(_("kind"), max_length=16, choices=ORGANISATION_KINDS.choices, default="other")
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("succeeded by"),
        help_text=_("The body that took its place, when it was renamed or reorganised."),
    )
    reference = models.ForeignKey(
        "agreements.Reference",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("reference"),
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_en", "name_ko"]
        constraints = [
            has_a_name("organisation"),
            one_of("organisation", "side", SIDES.codes),
            one_of("organisation", "kind", ORGANISATION_KINDS.codes),
            models.CheckConstraint(condition=~Q(successor=models.F("pk")), name="organisation_not_its_own_successor"),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("pk")), name="organisation_not_merged_into_itself"
            ),
            *composed("organisation", "name_en", "name_ko"),
        ]


@with_history()
class OrganisationName(models.Model):
    """One surface form of a body's name, as texts write it, with the days between which it was in use."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices)
    is_abbreviation = models.BooleanField(_("abbreviation"), default=False)
    used_from = models.DateField(_("used from"), null=True, blank=True)
    used_until = models.DateField(_("used until"), null=True, blank=True)
    key = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "text"], name="organisation_name_once"),
            models.CheckConstraint(
                condition=Q(used_until__isnull=True)
                | Q(used_from__isnull=True)
                | Q(used_from__lte=models.F("used_until")),
                name="organisation_name_in_use_forwards",
            ),
            *composed("organisation_name", "text"),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = organisation_key(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
