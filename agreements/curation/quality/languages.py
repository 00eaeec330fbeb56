"""What is there in one of the two languages only."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from agreements.curation.quality.finding import Finding
from agreements.models import Agreement, Occasion, Organisation, Person
from agreements.models.rules import Named


def lacking(column: str) -> Any:
    """Published records whose `column` is empty."""

    def rows() -> QuerySet[Agreement]:
        return Agreement.objects.published().filter(**{column: ""}).order_by("public_id")

    def tell(row: Agreement, language: str) -> Finding:
        return Finding("agreement", row.pk, f"{row.public_id} {row.title(language)}", "", f"id_{column}")

    return {"rows": rows, "tell": tell}


def named_in_one(table: type[Organisation] | type[Person] | type[Occasion]) -> Any:
    """Bodies, people and occasions of published records that have a name in one language only."""

    def rows() -> QuerySet[Any]:
        public: Any = table.objects.in_published()
        found: QuerySet[Any] = public.filter(Q(name_en="") | Q(name_ko=""))
        return found.order_by("name_en", "name_ko", "pk")

    def tell(row: Named, language: str) -> Finding:
        missing = "name_en" if not row.name_en else "name_ko"
        note = _("no English name") if missing == "name_en" else _("no Korean name")
        return Finding(str(table._meta.model_name), row.pk, row.name(language), note, f"id_{missing}")

    return {"rows": rows, "tell": tell}
