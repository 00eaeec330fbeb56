"""Who entered into an agreement, for which side, and who acted for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import CAPACITIES, SIDES
from agreements.models.agreement import Agreement
from agreements.models.organisation import Organisation
from agreements.models.person import Person
from agreements.models.rules import composed, of_a_standing, one_of, with_history


@with_history()
class Signatory(models.Model):
    """A body of one side, under the name it bore then, and the person and post stated, if any were."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    side = models.CharField(_("side"), max_length=8, choices=SIDES.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("organisation"))
    name_then = models.CharField(
        _("name as signed"),
        max_length=300,
        blank=True,
        help_text=_("Leave empty when it is the body’s name today."),
    )
    capacity = models.CharField(_("capacity"), max_length=12, choices=CAPACITIES.choices, default="signed")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, verbose_name=_("person"))
    post = models.CharField(_("post, as stated"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["agreement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "capacity", "person"],
                nulls_distinct=False,
                name="signatory_once",
                violation_error_message=_("This body stands here already, in this capacity and for this person."),
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(post=""),
                name="signatory_post_has_person",
                violation_error_message=_("A post is somebody’s: name the person, or leave the post empty."),
            ),
            one_of("signatory", "side", SIDES.codes),
            one_of("signatory", "capacity", CAPACITIES.codes),
            *composed("signatory", "name_then", "post"),
        ]
        triggers = [
            of_a_standing("agreement", "agreement"),
            of_a_standing("organisation", "organisation"),
            of_a_standing("person", "person"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.person})" if self.person else str(self.organisation)
