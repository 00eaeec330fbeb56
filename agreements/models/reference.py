"""A page that a source list names as support, of which the register does not hold the text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import LANGUAGES
from agreements.models.rules import Dated, composed, partial_date, with_history


@with_history()
class Reference(Dated):
    """One page, reused by every claim it supports. `date` is its own day of publication."""

    address = models.URLField(
        _("address"), max_length=4000, unique=True, help_text=_("Canonical form; one row a page.")
    )
    link = models.URLField(
        _("link"), max_length=4000, help_text=_("The address as it was given, which readers follow.")
    )
    title = models.CharField(_("title"), max_length=500, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES.choices, blank=True)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["publisher", "title", "pk"]
        constraints = [*partial_date("reference"), *composed("reference", "title", "publisher")]

    def __str__(self) -> str:
        return self.title or self.publisher or self.address
