"""People who signed, witnessed or acted for a side."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.domain.names import person_key
from agreements.domain.vocabulary import LANGUAGES, SIDES
from agreements.models.rules import Named, composed, has_a_name, one_of, with_history


class PersonQuerySet(models.QuerySet["Person"]):
    def standing(self) -> PersonQuerySet:
        """Every one but those that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def in_published(self) -> PersonQuerySet:
        """People who stand on at least one published agreement."""
        return self.filter(signatory__agreement__record_state="published").distinct()

    def known_as(self, name: str) -> PersonQuerySet:
        """People whose name is written like this, in any order of its parts."""
        return self.filter(names__key=person_key(name)).distinct()


@with_history()
class Person(Named):
    """One person. Posts belong to the signatures they were held at, not to the person."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    side = models.CharField(_("side"), max_length=8, choices=SIDES.choices)
    reference = models.ForeignKey(
        "agreements.Reference",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("reference"),
        related_name="+",
    )

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_en", "name_ko"]
        constraints = [
            has_a_name("person"),
            one_of("person", "side", SIDES.codes),
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="person_not_merged_into_itself"),
            *composed("person", "name_en", "name_ko"),
        ]


@with_history()
class PersonName(models.Model):
    """One way in which texts write a person's name."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices)
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["person", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "text"], name="person_name_once"),
            *composed("person_name", "text"),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = person_key(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
