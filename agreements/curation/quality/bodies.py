"""Bodies and parties that are not put where they belong."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation.quality.finding import Finding
from agreements.domain.vocabulary import ORGANISATION_KINDS, SIDES
from agreements.models import Agreement, Organisation, OrganisationName, Signatory

STATE = ("government", "ministry", "agency", "parliament", "local")
"""Kinds of body that belong to a state."""


def unplaced() -> QuerySet[Organisation]:
    """Bodies of no kind, and bodies of a state that are said to be of neither."""
    loose = Q(kind="other") | Q(side="other", kind__in=STATE)
    return Organisation.objects.in_published().filter(loose).order_by("name_en", "name_ko", "pk")


def ended() -> QuerySet[Organisation]:
    """Bodies whose every name is out of use, with none that took their place."""
    today = timezone.now().date()
    names = OrganisationName.objects.filter(organisation=OuterRef("pk"))
    in_use = names.filter(Q(used_until__isnull=True) | Q(used_until__gte=today), is_abbreviation=False)
    rows = Organisation.objects.in_published().filter(Exists(names), ~Exists(in_use), successor__isnull=True)
    return rows.order_by("name_en", "name_ko", "pk")


def one_sided() -> QuerySet[Agreement]:
    """Published records that name no body of the one side or of the other."""
    uk, kr = (Signatory.objects.filter(agreement=OuterRef("pk"), side=side) for side in ("uk", "kr"))
    return Agreement.objects.published().filter(~Exists(uk) | ~Exists(kr)).order_by("public_id")


def tell(row: Organisation, language: str) -> Finding:
    note = f"{SIDES.label(row.side, language)} · {ORGANISATION_KINDS.label(row.kind, language)}"
    return Finding("organisation", row.pk, row.name(language), note, "id_kind")


def tell_ended(row: Organisation, language: str) -> Finding:
    return Finding("organisation", row.pk, row.name(language), _("no name in use, no successor"), "id_successor")


def tell_one_sided(row: Agreement, language: str) -> Finding:
    return Finding("agreement", row.pk, f"{row.public_id} {row.title(language)}", "", "signatories-group")
