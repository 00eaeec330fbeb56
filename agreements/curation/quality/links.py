"""Linked pages that are gone or have moved, as the checker of links found them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from agreements.curation.quality.finding import Finding
from agreements.models import Evidence, LinkCheck


def dead() -> QuerySet[LinkCheck]:
    """Pages under public values, and official texts, that are no longer online."""
    return _public().filter(state="dead")


def moved() -> QuerySet[LinkCheck]:
    """Pages that their host has moved for good: the new address is proposed, never taken by itself."""
    return _public().filter(state="moved")


def have_been_asked() -> bool:
    return LinkCheck.objects.filter(asked_at__isnull=False).exists()


def tell(row: LinkCheck, language: str) -> Finding:
    said = row.moved_to or row.answer
    if row.failing_since:
        said = _("%(answer)s, since %(day)s") % {"answer": said, "day": row.failing_since.date().isoformat()}
    if row.reference:
        return Finding("reference", row.reference.pk, str(row.reference), said, "id_link", link=row.link)
    assert row.document
    held = row.document.agreement
    name = f"{held.public_id} {row.document.title}"
    return Finding("agreement", held.pk, name, said, f"row-document-{row.document.pk}", link=row.link)


def _public() -> QuerySet[LinkCheck]:
    used = Evidence.objects.filter(reference=OuterRef("reference"), agreement__record_state="published")
    shown = Q(Exists(used)) | Q(document__agreement__record_state="published")
    return LinkCheck.objects.filter(shown).select_related("reference", "document__agreement").order_by("asked_at", "pk")
