"""Public values that stand on nothing, on an editor’s word or on our own digest, and those that sources dispute."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from agreements.curation.quality.finding import Finding
from agreements.curation.standing import COLUMNS, READ, ROWS, values_without
from agreements.curation.targets import RELATED
from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement, Evidence
from agreements.models.evidence import ROW_OF_VALUE

OWN_WORDS = ("summary_en", "summary_ko")
"""Values that are in our own words anyway."""
PLACES = {value: f"{rows}-group" for value, rows in RELATED.items()} | {"status": "actions-group"}
"""Where on the form of a record a value that has rows of its own is entered."""


def without_any() -> QuerySet[Agreement]:
    """Published records with a value that nothing supports."""
    bare = Q()
    for column in COLUMNS:
        value = column.removesuffix("_id")
        filled = Q(**{f"{column}__isnull": False}) if column.endswith("_id") else ~Q(**{column: ""})
        bare |= (
            filled
            & ~Q(**{column: "not-established"} if column in ("legal_nature", "level") else {"pk": 0})
            & ~Q(Exists(_supporting().filter(agreement=OuterRef("pk"), value=value)))
        )
    for value, rows in ROWS.items():
        table = Agreement._meta.get_field(rows).related_model
        column = ROW_OF_VALUE[value]
        own = _supporting().filter(**{column: OuterRef("pk"), "value": value})
        bare |= Q(Exists(table._default_manager.filter(~Exists(own), agreement=OuterRef("pk"))))  # type: ignore[union-attr]
    return Agreement.objects.published().filter(bare).prefetch_related(*READ).order_by("public_id")


def tell_without_any(row: Agreement, language: str) -> Finding:
    bare = list(values_without(row))
    values = ", ".join(dict.fromkeys(VALUES.label(value, language) for value, _row in bare))
    return Finding("agreement", row.pk, _name(row, language), values, "stands-on")


def judged_only() -> QuerySet[Evidence]:
    """Judgements that nothing but other judgements stands beside."""
    sourced = _beside().exclude(strength="judgement")
    rows = _supporting().filter(strength="judgement").exclude(value__in=OWN_WORDS)
    return _told(rows.filter(~Exists(sourced)))


def digest_only() -> QuerySet[Evidence]:
    """Digests of ours that no source as it stands supports: the item is to be read in the original."""
    better = _beside().exclude(strength="judgement").exclude(revision__text_kind="digest")
    return _told(_supporting().filter(revision__text_kind="digest").filter(~Exists(better)))


def undecided_rivals() -> QuerySet[Evidence]:
    """Values that a source gives otherwise, where no note beside it or under ours says why ours is kept."""
    explained = _beside().exclude(note="")
    return _told(Evidence.objects.filter(supports=False, note="").exclude(reported="").filter(~Exists(explained)))


def tell_rival(row: Evidence, language: str) -> Finding:
    """What decides it is a judgement under the value, with a note that says why."""
    return replace(tell(row, language), place="id_note", strength="judgement")


def tell(row: Evidence, language: str) -> Finding:
    """The value, and what is said of it; something better is put under it."""
    value = VALUES.label(row.value, language)
    source = row.reference or (row.revision.item if row.revision else None)
    said = _("reported as “%(value)s”") % {"value": row.reported} if row.reported and not row.supports else ""
    note = " · ".join(filter(None, [value, said, str(source or row.accepted_name)]))
    target = f"{row.value}:{row.row_id}" if row.row_id else row.value
    return Finding("agreement", row.agreement_id, _name(row.agreement, language), note, target=target)


def place_of(value: str) -> str:
    """Where on the form of a record a value is entered."""
    return PLACES.get(value, f"id_{value}")


def _supporting() -> QuerySet[Evidence]:
    return Evidence.objects.filter(supports=True)


def _beside() -> QuerySet[Evidence]:
    """Support of the same value, and of the same row where it has one."""
    same = Q(agreement=OuterRef("agreement"), value=OuterRef("value"))
    for column in dict.fromkeys(ROW_OF_VALUE.values()):
        same &= Q(**{column: OuterRef(column)}) | Q(**{f"{column}__isnull": True})
    return _supporting().filter(same)


def _told(rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    public = rows.filter(agreement__record_state="published")
    return (
        public.select_related("agreement", "reference", "revision__item")
        .defer("revision__text")
        .order_by(F("agreement__public_id"), "value", "pk")
    )


def _name(row: Agreement, language: str) -> str:
    return f"{row.public_id} {row.title(language)}"
