"""How the public values are known: by the strongest evidence under each."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Case, Count, IntegerField, Min, Q, Value, When

from agreements.catalogue import wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.kept import Kept
from agreements.catalogue.pages.parts import Tally, Text
from agreements.domain.vocabulary import STRENGTHS
from agreements.models import Evidence
from agreements.models.evidence import ROWS

_kept: Kept[Mapping[str, int]] = Kept(2)


def strengths(now: Edition, language: str) -> tuple[Tally, ...]:
    """Values of published agreements by strength, the strongest first: one query an edition."""
    counts = _kept.get(now.fingerprint, _counted)
    total = sum(counts.values())
    return tuple(
        Tally(Text(term.label(language), language), counts[code], "", wording.share(counts[code], total), code)
        for code, term in STRENGTHS.items()
        if counts[code]
    )


def _counted() -> Mapping[str, int]:
    """How many values have each strength as their best."""
    places = (When(strength=code, then=Value(place)) for place, code in enumerate(STRENGTHS))
    rows = Evidence.objects.public().filter(supports=True).order_by()
    values = rows.values("agreement_id", "value", *(f"{row}_id" for row in ROWS))
    best = values.annotate(best=Min(Case(*places, output_field=IntegerField())))
    codes = {code.replace("-", "_"): place for place, code in enumerate(STRENGTHS)}
    found = best.aggregate(**{code: Count("best", filter=Q(best=place)) for code, place in codes.items()})
    return {code: found[code.replace("-", "_")] for code in STRENGTHS}
