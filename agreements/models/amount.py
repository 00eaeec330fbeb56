"""Money that an agreement concerns."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.domain.money import Money
from agreements.domain.vocabulary import MONEY_KINDS
from agreements.models.agreement import Agreement
from agreements.models.rules import composed, of_a_standing, one_of, with_history


@with_history()
class Amount(models.Model):
    """One sum or range of sums, in absolute units of its currency, as a source states it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="amounts")
    kind = models.CharField(_("kind"), max_length=20, choices=MONEY_KINDS.choices, default="not-established")
    minimum = models.DecimalField(_("amount, or least"), max_digits=20, decimal_places=2)
    maximum = models.DecimalField(_("most, if a range"), max_digits=20, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217, such as GBP or KRW."))
    payer = models.ForeignKey(
        "agreements.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payer")
    )
    period = models.CharField(_("period"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("amount")
        verbose_name_plural = _("amounts")
        ordering = ["agreement", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__gte=0, maximum__gte=F("minimum")),
                name="amount_in_order",
                violation_error_message=_("The most is not less than the least, and neither is below zero."),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                name="amount_currency_code",
                violation_error_message=_("A currency is three capital letters, such as GBP or KRW."),
            ),
            one_of("amount", "kind", MONEY_KINDS.codes),
            *composed("amount", "note"),
        ]
        triggers = [of_a_standing("agreement", "agreement"), of_a_standing("payer", "organisation")]

    def __str__(self) -> str:
        return self.money.format("en")

    @property
    def money(self) -> Money:
        return Money(self.minimum, self.maximum, self.currency)
