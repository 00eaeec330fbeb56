"""Rules that several tables hold in the same way: dates with precision, composed text, history of every change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import ExtractDay, ExtractMonth
from django.utils.translation import gettext_lazy as _

from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import PRECISIONS

OF_A_MERGED_RECORD = "of_a_merged_record"
"""What the database calls its refusal of a row of a record that is merged."""
Table = TypeVar("Table", bound=type[models.Model])


def with_history(**options: Any) -> Callable[[Table], Table]:
    """Keep every change of a row by a database trigger, bulk edits and imports included, with who made it and why."""
    track: Callable[[Table], Table] = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options
    )
    return track


def of_a_standing(field: str, table: str) -> pgtrigger.Trigger:
    """Refuses a row of a record that has been merged into another, also of one that is just being merged: the row
    waits until that is decided. Whoever merges holds the record FOR UPDATE."""
    return pgtrigger.Trigger(
        name=f"{field}_stands",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{field}_id"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        declare=[("kept", "bigint")],
        func=f"""
            SELECT merged_into_id INTO kept FROM agreements_{table} WHERE id = NEW.{field}_id FOR KEY SHARE;
            IF kept IS NOT NULL THEN
                RAISE EXCEPTION 'this {table} has been merged into another'
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{OF_A_MERGED_RECORD}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608  (our names)
    )


class IsComposed(Func):
    """True where the text is in Unicode's composed form, in which equal Hangul is equal bytes."""

    template = "%(expressions)s IS NFC NORMALIZED"
    output_field = models.BooleanField()
    conditional = True


def composed(name: str, *fields: str) -> list[models.CheckConstraint]:
    """Refuses text that is not composed, in each of `fields`."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__isnull": True}) | Q(IsComposed(F(field))), name=f"{name}_{field}_nfc"
        )
        for field in fields
    ]


def partial_date(name: str, field: str = "date") -> list[models.CheckConstraint]:
    """Refuses a date without its precision, and days or months more exact than the precision says."""
    date, precision = F(field), f"{field}_precision"
    pair = Q(**{f"{field}__isnull": True, precision: "unknown"}) | Q(**{f"{field}__isnull": False}) & ~Q(
        **{precision: "unknown"}
    )
    first_day = ~Q(**{f"{precision}__in": ["month", "year"]}) | Q(Exact(ExtractDay(date), 1))
    first_month = ~Q(**{precision: "year"}) | Q(Exact(ExtractMonth(date), 1))
    return [
        models.CheckConstraint(condition=pair, name=f"{name}_{field}_has_precision"),
        models.CheckConstraint(condition=first_day & first_month, name=f"{name}_{field}_not_widened"),
    ]


class Exact(Func):
    """Plain SQL equality with a number, for conditions on parts of a date."""

    template = "%(expressions)s"
    arg_joiner = " = "
    output_field = models.BooleanField()
    conditional = True

    def __init__(self, expression: Any, number: int) -> None:
        super().__init__(expression, models.Value(number))


def one_of(name: str, field: str, codes: tuple[str, ...]) -> models.CheckConstraint:
    """Refuses a code that is not of the vocabulary."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": codes}), name=f"{name}_{field}_known")


def precision_field(**options: Any) -> models.CharField[str, str]:
    return models.CharField(
        _("precision"), max_length=8, choices=PRECISIONS.choices, default="unknown", editable=False, **options
    )


class Dated(models.Model):
    """A row that happened on a date known to the day, the month, the year, or not at all."""

    date = models.DateField(_("date"), null=True, blank=True)
    date_precision = precision_field()

    class Meta:
        abstract = True

    @property
    def when(self) -> PartialDate | None:
        return PartialDate.at(self.date, self.date_precision) if self.date else None

    @when.setter
    def when(self, value: PartialDate | None) -> None:
        self.date = value.earliest if value else None
        self.date_precision = value.precision if value else "unknown"


class Named(models.Model):
    """A row with a name in English, in Korean or in both; at least one must be there."""

    name_en = models.CharField(_("English name"), max_length=300, blank=True)
    name_ko = models.CharField(_("Korean name"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en or self.name_ko

    def name(self, language: str) -> str:
        """The name in `language`, else the one that there is."""
        return (self.name_ko or self.name_en) if language.startswith("ko") else (self.name_en or self.name_ko)


def has_a_name(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(name_en="") | ~Q(name_ko=""),
        name=f"{name}_has_a_name",
        violation_error_message=_("Give a name in English, in Korean or in both."),
    )
