"""What stands under a public value: the exact sentence, a source said to support it, or an editor's judgement."""

from __future__ import annotations

import pgtrigger
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.domain.vocabulary import STRENGTHS, VALUES
from agreements.models.action import Action
from agreements.models.agreement import Agreement, AgreementName, SectorTag
from agreements.models.amount import Amount
from agreements.models.press import PressItemRevision
from agreements.models.reference import Reference
from agreements.models.relation import Relation
from agreements.models.rules import composed, of_a_standing, one_of, with_history
from agreements.models.signatory import Signatory

ROW_OF_VALUE = {
    "action": "action",
    "place": "action",
    "signatory": "signatory",
    "amount": "amount",
    "relation": "relation",
    "sector": "sector_tag",
    "other_name": "other_name",
}
"""Values that live in rows of their own, and the column that names the row; other values are columns of Agreement."""
ROWS = tuple(dict.fromkeys(ROW_OF_VALUE.values()))


def _names_its_row() -> Q:
    """True where a value with rows of its own names one row of its table, and any other value none."""
    condition = Q(**{f"{row}__isnull": True for row in ROWS}) & ~Q(value__in=list(ROW_OF_VALUE))
    for row in ROWS:
        values = [value for value, column in ROW_OF_VALUE.items() if column == row]
        others = Q(**{f"{other}__isnull": True for other in ROWS if other != row})
        condition |= Q(value__in=values) & Q(**{f"{row}__isnull": False}) & others
    return condition


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def public(self) -> EvidenceQuerySet:
        """What stands under values that the public sees: a relation to an unpublished record is not one."""
        return self.beside_public().filter(agreement__record_state="published")

    def beside_public(self) -> EvidenceQuerySet:
        """What would stand under the values of a record whatever its own state, were it public."""
        return self.filter(Q(relation__isnull=True) | Q(relation__to__record_state="published"))

    def for_page(self) -> EvidenceQuerySet:
        """With the source of each, for the page of an agreement."""
        return self.select_related("reference", "revision__item", "accepted_by", "action")


@with_history()
class Evidence(models.Model):
    """One support, or dispute, of one value. Offsets count characters of the revision's text, which never changes."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="evidence")
    value = models.CharField(_("value"), max_length=16, choices=VALUES.choices)
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="evidence")
    signatory = models.ForeignKey(Signatory, models.CASCADE, null=True, blank=True, related_name="evidence")
    amount = models.ForeignKey(Amount, models.CASCADE, null=True, blank=True, related_name="evidence")
    relation = models.ForeignKey(Relation, models.CASCADE, null=True, blank=True, related_name="evidence")
    sector_tag = models.ForeignKey(SectorTag, models.CASCADE, null=True, blank=True, related_name="evidence")
    other_name = models.ForeignKey(AgreementName, models.CASCADE, null=True, blank=True, related_name="evidence")
    strength = models.CharField(_("strength"), max_length=10, choices=STRENGTHS.choices)
    revision = models.ForeignKey(
        PressItemRevision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("text"),
    )
    quote = models.TextField(_("quotation"), blank=True)
    prefix = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=80, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    reference = models.ForeignKey(Reference, models.PROTECT, null=True, blank=True, related_name="evidence")
    supports = models.BooleanField(_("supports"), default=True, help_text=_("Off when the source disputes the value."))
    reported = models.CharField(_("value as reported"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_name = models.CharField(
        _("accepted by"), max_length=200, help_text=_("Who stands for it, as the page says it.")
    )
    accepted_on = models.DateField(_("accepted on"))

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["agreement", "value", "pk"]
        constraints = [
            one_of("evidence", "value", VALUES.codes),
            one_of("evidence", "strength", STRENGTHS.codes),
            models.CheckConstraint(condition=_names_its_row(), name="evidence_names_its_row"),
            models.CheckConstraint(
                condition=Q(strength="quotation", revision__isnull=False, start__isnull=False, end__gt=F("start"))
                & ~Q(quote="")
                | ~Q(strength="quotation") & Q(quote="", start__isnull=True, end__isnull=True),
                name="evidence_quotation_has_quote",
            ),
            models.CheckConstraint(
                condition=~Q(strength="reference") | Q(reference__isnull=False) | Q(revision__isnull=False),
                name="evidence_reference_has_source",
            ),
            models.CheckConstraint(
                condition=~Q(strength="judgement") | Q(reference__isnull=True, revision__isnull=True),
                name="evidence_judgement_has_no_source",
            ),
            models.CheckConstraint(condition=~Q(accepted_name=""), name="evidence_accepted_by_somebody"),
            *composed("evidence", "quote", "reported"),
        ]
        triggers = [
            of_a_standing("agreement", "agreement"),
            pgtrigger.Trigger(
                name="quote_at_its_offset",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__strength="quotation"),
                declare=[("found", "record")],
                func="""
                    SELECT substring(text FROM NEW.start + 1 FOR NEW."end" - NEW.start) AS quote, text_kind
                      INTO found FROM agreements_pressitemrevision WHERE id = NEW.revision_id;
                    IF found.quote IS DISTINCT FROM NEW.quote THEN
                        RAISE EXCEPTION 'the quotation does not stand at its offset in the text'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    IF found.text_kind <> 'original' THEN
                        RAISE EXCEPTION 'a quotation is only ever from an original text'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_strength_display()}: {self.get_value_display()}"

    @property
    def row_id(self) -> int | None:
        """The row that carries the value, where the value is not a column of the agreement."""
        column = ROW_OF_VALUE.get(self.value)
        identifier: int | None = getattr(self, f"{column}_id") if column else None
        return identifier
