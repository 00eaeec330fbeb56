"""What happened, or is to happen, to an agreement: the dated steps from which its status follows."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from agreements.domain.statuses import DatedAction
from agreements.domain.vocabulary import ACTION_SIDES, ACTIONS, NATURES
from agreements.models.agreement import Agreement
from agreements.models.rules import Dated, composed, of_a_standing, one_of, partial_date, with_history


@with_history()
class Action(Dated):
    """One step. `nature` says whether it took place, is scheduled, or was worked out from a clause."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="actions")
    kind = models.CharField(_("action"), max_length=24, choices=ACTIONS.choices)
    side = models.CharField(_("side"), max_length=8, choices=ACTION_SIDES.choices, default="joint")
    nature = models.CharField(_("nature"), max_length=12, choices=NATURES.choices, default="actual")
    place = models.CharField(_("place"), max_length=200, blank=True)
    occasion = models.ForeignKey(
        "agreements.Occasion", models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("occasion")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("How a computed date was worked out, or what the step was.")
    )
    recorded_on = models.DateField(
        _("recorded on"),
        db_default=TruncDate(Now()),
        help_text=_("The day by which the register knew of it."),
    )

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["agreement", models.F("date").asc(nulls_last=True), "pk"]
        constraints = [
            one_of("action", "kind", ACTIONS.codes),
            one_of("action", "side", ACTION_SIDES.codes),
            one_of("action", "nature", NATURES.codes),
            *partial_date("action"),
            *composed("action", "place", "note"),
        ]
        triggers = [of_a_standing("agreement", "agreement")]

    def __str__(self) -> str:
        return f"{ACTIONS.label(self.kind, 'en')} {self.when.format('en') if self.when else '(date not stated)'}"

    @property
    def dated(self) -> DatedAction:
        return DatedAction(self.kind, self.when, self.nature, self.recorded_on)
