"""How one agreement stands to another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import RELATIONS
from agreements.models.agreement import Agreement
from agreements.models.rules import of_a_standing, one_of, with_history


@with_history()
class Relation(models.Model):
    """`agreement` amends, renews, supersedes, implements … `to`. The other direction is computed, never stored."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=16, choices=RELATIONS.choices)
    to = models.ForeignKey(Agreement, models.CASCADE, related_name="inverse_relations", verbose_name=_("to"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["agreement", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind", "to"],
                name="relation_once",
                violation_error_message=_("This relation stands here already."),
            ),
            models.CheckConstraint(
                condition=~Q(agreement=F("to")),
                name="relation_to_another",
                violation_error_message=_("An agreement has no relation to itself."),
            ),
            one_of("relation", "kind", RELATIONS.codes),
        ]
        triggers = [of_a_standing("agreement", "agreement"), of_a_standing("to", "agreement")]

    def __str__(self) -> str:
        return f"{RELATIONS.label(self.kind, 'en')} {self.to.public_id}"
