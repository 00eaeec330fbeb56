"""Official texts of an agreement, and the numbers under which other registers hold it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import LANGUAGES
from agreements.models.agreement import Agreement
from agreements.models.rules import composed, of_a_standing, with_history


@with_history()
class Document(models.Model):
    """An official text that can be read somewhere."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=500)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices)
    address = models.URLField(_("address"), max_length=4000)
    is_authentic = models.BooleanField(_("authentic text"), null=True, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["agreement", "pk"]
        constraints = [*composed("document", "title")]
        triggers = [of_a_standing("agreement", "agreement")]

    def __str__(self) -> str:
        return self.title


@with_history()
class Identifier(models.Model):
    """A number or code of another register, such as a treaty series."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("register or series"), max_length=100)
    value = models.CharField(_("number or code"), max_length=200)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["agreement", "scheme"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "scheme", "value"], name="identifier_once"),
        ]
        triggers = [of_a_standing("agreement", "agreement")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
