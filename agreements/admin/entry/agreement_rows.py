"""What hangs on an agreement, in the order in which a person tells it: who, what happened when, on what, how much."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.admin.base import SentenceInline
from agreements.admin.entry.agreement_form import ActionForm, AmountForm, DoubtForm, SectorForm, SectorRows
from agreements.models import (
    Action,
    AgreementName,
    Amount,
    Document,
    Doubt,
    Identifier,
    PressLink,
    Relation,
    SectorTag,
    Signatory,
)


class SignatoryInline(SentenceInline):
    model = Signatory
    anchor = "signatory"
    fields = ("side", "organisation", "capacity", "person", "post", "name_then")
    autocomplete_fields = ("organisation", "person")
    verbose_name_plural = _("Who: the body of each side, and who acted for it where a source says so")
    adds = _("Add another body or person")


class ActionInline(SentenceInline):
    model = Action
    anchor = "action"
    form = ActionForm
    fields = ("kind", "when", "side", "place", "nature", "occasion", "note")
    autocomplete_fields = ("occasion",)
    verbose_name_plural = _("What happened and when; the status follows from it")
    adds = _("Add another step")


class SectorInline(SentenceInline):
    model = SectorTag
    anchor = "sector_tag"
    form = SectorForm
    formset = SectorRows
    fields = ("sector", "is_primary")
    verbose_name_plural = _("On what: sectors, one of them the primary one")
    adds = _("Add another sector")


class AmountInline(SentenceInline):
    model = Amount
    anchor = "amount"
    form = AmountForm
    fields = ("sum", "kind", "payer", "period", "note")
    autocomplete_fields = ("payer",)
    verbose_name_plural = _("How much: sums of money, typed as they are written")
    adds = _("Add another sum")


class RelationInline(SentenceInline):
    model = Relation
    anchor = "relation"
    fk_name = "agreement"
    fields = ("kind", "to", "note")
    autocomplete_fields = ("to",)
    verbose_name_plural = _("How it stands to other agreements")
    adds = _("Add another relation")


class DocumentInline(SentenceInline):
    model = Document
    anchor = "document"
    fields = ("title", "language", "address", "is_authentic")
    verbose_name_plural = _("Documents: official texts that can be read")
    adds = _("Add another document")


class IdentifierInline(SentenceInline):
    model = Identifier
    fields = ("scheme", "value")
    verbose_name_plural = _("Identifiers: its numbers in other registers")
    adds = _("Add another number")


class NameInline(SentenceInline):
    model = AgreementName
    anchor = "other_name"
    fields = ("text", "language")
    adds = _("Add another name")


class DoubtInline(SentenceInline):
    model = Doubt
    form = DoubtForm
    fields = ("text_en", "text_ko")
    verbose_name_plural = _("Doubts: what a reader should know is uncertain")
    adds = _("Add another doubt")


class PressInline(SentenceInline):
    model = PressLink
    fields = ("item", "accepted_by", "accepted_at")
    readonly_fields = ("accepted_by", "accepted_at")
    autocomplete_fields = ("item",)
    verbose_name_plural = _("In the press")
    adds = _("Add another press item")


FIRST = (SignatoryInline, ActionInline, SectorInline, AmountInline, RelationInline)
FOLDED = (DocumentInline, IdentifierInline, NameInline, DoubtInline, PressInline)
EVERY = (*FIRST, *FOLDED)
LINES_OF_A_NEW_ONE: dict[Any, int] = {SignatoryInline: 2, ActionInline: 1, SectorInline: 1}
"""A new record opens with a line for each thing that publication asks for."""
