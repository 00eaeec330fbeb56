# mypy: disallow-subclassing-any=false
"""The one definition of a list of agreements: which parameters there are and which agreements each lets through.

Page, interface for programs, feed, export and alert all read it; the bitmaps of `facets` are held equal to it by test.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from types import MappingProxyType
from typing import Any

import django_filters
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Collate, ExtractYear, Lower
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agreements.catalogue import search
from agreements.catalogue.index import past
from agreements.catalogue.listing import fields, spoken, years
from agreements.catalogue.listing.dating import standing_on, with_date
from agreements.catalogue.pages.agreements import Problem
from agreements.catalogue.record import heard
from agreements.catalogue.selection import FACETS, NEWEST, RELEVANCE, Selection
from agreements.domain.statuses import ENDED
from agreements.domain.vocabulary import (
    ACTIVITIES,
    FORMS,
    GENERAL_SECTORS,
    LEGAL_NATURES,
    LEVELS,
    SECTORS,
    STATUSES,
    Vocabulary,
)
from agreements.models import Agreement, Occasion, Organisation
from agreements.models.agreement import AgreementQuerySet

LABELS = {
    "q": _("Search"),
    "sector": _("Sector"),
    "form": _("Form"),
    "status": _("Status"),
    "year": _("Year"),
    "organisation": _("Organisation"),
    "counterpart": _("Together with"),
    "occasion": _("Occasion"),
    "level": _("Level"),
    "legal_nature": _("Legal nature"),
    "activity": _("Activity"),
    "year_from": _("From year"),
    "year_to": _("To year"),
    "as_of": _("As it stood on"),
    "sort": _("Sort by"),
    "page": _("Page"),
}
SORTS = {
    RELEVANCE: _("Best match"),
    NEWEST: _("Newest first"),
    "oldest": _("Oldest first"),
    "title": _("Title"),
    "status": _("Status"),
}


SECTOR_CHOICES = Vocabulary(*SECTORS.values(), *GENERAL_SECTORS.values())
"""Sectors, and for each parent what is tagged with itself alone."""


class Light:
    """A filter whose settings are shared by the sets of all requests, which never change them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        same = copy(self)
        if method := getattr(self, "_method", None):
            same.method = method  # type: ignore[attr-defined]  # tells the method whose filter it is
        return same


class Codes(Light, django_filters.MultipleChoiceFilter):
    field_class = fields.Repeated


class Years(Light, django_filters.MultipleChoiceFilter):
    field_class = fields.Years


class Slugs(Light, django_filters.MultipleChoiceFilter):
    field_class = fields.Slugs


class Words(Light, django_filters.CharFilter):
    field_class = fields.Words


class OneOf(Light, django_filters.ChoiceFilter):
    field_class = fields.OneOf


class OneYear(Light, django_filters.Filter):
    field_class = fields.OneYear


class Day(Light, django_filters.Filter):
    field_class = fields.Day


class PageNumber(Light, django_filters.Filter):
    field_class = fields.PageNumber


def _bodies(slugs: Iterable[str]) -> set[str]:
    return set(Organisation.objects.in_published().filter(slug__in=slugs).values_list("slug", flat=True))


def _occasions(slugs: Iterable[str]) -> set[str]:
    return set(Occasion.objects.in_published().filter(slug__in=slugs).values_list("slug", flat=True))


class AgreementFilter(django_filters.FilterSet):
    """Repeating a parameter means OR, different parameters mean AND. Without choices: every published agreement."""

    q = Words(method="find")
    sector = Codes(choices=SECTOR_CHOICES.choices, method="on_sectors")
    form = Codes(choices=FORMS.choices)
    status = Codes(choices=STATUSES.choices, method="of_status")
    year = Years(method="leave")
    organisation = Slugs(known=_bodies, method="with_bodies")
    counterpart = Slugs(known=_bodies, method="with_bodies")
    occasion = Slugs(known=_occasions, field_name="occasion__slug", distinct=False)
    level = Codes(choices=LEVELS.choices)
    legal_nature = Codes(choices=LEGAL_NATURES.choices)
    activity = Codes(choices=ACTIVITIES.choices, method="of_activity")
    year_from = OneYear(method="leave")
    year_to = OneYear(method="leave")
    as_of = Day(method="as_it_stood")
    sort = OneOf(choices=list(SORTS.items()), method="leave")
    page = PageNumber(method="leave")

    _form_class: Any

    class Meta:
        model = Agreement
        fields: Sequence[str] = ()

    def __init__(self, data: Any, queryset: AgreementQuerySet | None = None, *, language: str = "en") -> None:
        super().__init__(data, Agreement.objects.published() if queryset is None else queryset)
        self.language = language

    def get_form_class(self) -> Any:
        """Made once, since it is the same for every request."""
        cls = type(self)
        if "_form_class" not in cls.__dict__:
            cls._form_class = super().get_form_class()
        return cls._form_class

    def find(self, agreements: AgreementQuerySet, _name: str, words: str) -> AgreementQuerySet:
        return search.search(agreements, words)

    def on_sectors(self, agreements: AgreementQuerySet, _name: str, codes: list[str]) -> AgreementQuerySet:
        """A parent sector includes its children; its "general" choice does not."""
        if not codes:
            return agreements
        wide = {
            each
            for code in codes
            for each in ((GENERAL_SECTORS[code].parent,) if code in GENERAL_SECTORS else SECTORS.with_children(code))
        }
        return agreements.filter(sector_tags__sector__in=wide).distinct()

    def of_status(self, agreements: AgreementQuerySet, _name: str, codes: list[str]) -> AgreementQuerySet:
        return agreements.filter(self._standing_at(codes)) if codes else agreements

    def filter_queryset(self, queryset: AgreementQuerySet) -> AgreementQuerySet:
        """Years last, since they stand in three parameters."""
        return self.in_years(super().filter_queryset(queryset))

    def in_years(self, agreements: AgreementQuerySet) -> AgreementQuerySet:
        """The year of signature, else announcement, else the first dated step."""
        chosen = Q()
        for span in filter(None, map(years.read, self.selection.of("year"))):
            first, last = span.first or datetime.MINYEAR, span.last or datetime.MAXYEAR
            chosen |= Q(year__gte=first, year__lte=last)
        if not chosen:
            return agreements
        return with_date(agreements, self.day).annotate(year=ExtractYear("dated")).filter(chosen)

    def of_activity(self, agreements: AgreementQuerySet, _name: str, codes: list[str]) -> AgreementQuerySet:
        """By the newest dated source or step, by the rule of `domain.activity`."""
        if not codes:
            return agreements
        return heard.of_activity(agreements, codes, self.day or past.today(), self._standing_at(ENDED))

    def as_it_stood(self, agreements: AgreementQuerySet, _name: str, day: datetime.date | None) -> AgreementQuerySet:
        """Those of which something was known on the day."""
        return standing_on(agreements, day) if day else agreements

    def with_bodies(self, agreements: AgreementQuerySet, _name: str, slugs: list[str]) -> AgreementQuerySet:
        """Bodies that entered into the agreement, themselves and not those they took over from."""
        return agreements.filter(signatories__organisation__slug__in=slugs).distinct() if slugs else agreements

    def leave(self, agreements: AgreementQuerySet, _name: str, _value: object) -> AgreementQuerySet:
        """Order and page narrow nothing; years are read together."""
        return agreements

    def _standing_at(self, codes: Iterable[str]) -> Q:
        """Being of one of these statuses, on the day asked for."""
        if self.statuses is None:
            return Q(status__in=codes)
        return Q(pk__in=[key for key, status in self.statuses.items() if status in codes])

    @property
    def day(self) -> datetime.date | None:
        """The day looked at; none for today."""
        return self.selection.as_of

    @cached_property
    def statuses(self) -> Mapping[int, str] | None:
        """Where each agreement stood on the day asked for; none for today, which the records themselves say."""
        return past.statuses(self.day) if self.day else None

    @cached_property
    def selection(self) -> Selection:
        """What was understood; what was not is in `problems`."""
        self.is_valid()
        data = self.form.cleaned_data
        chosen = {facet: tuple(data.get(facet) or ()) for facet in FACETS}
        if span := years.span(data.get("year_from"), data.get("year_to")):
            chosen["year"] = tuple(dict.fromkeys((*chosen["year"], span.token)))
        return Selection(
            q=data.get("q") or "",
            choices=MappingProxyType({facet: values for facet, values in chosen.items() if values}),
            as_of=data.get("as_of"),
            sort=data.get("sort") or "",
            page=data.get("page") or 1,
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every parameter that could not be understood, in the order in which the form shows them."""
        return tuple(
            Problem(name, str(LABELS[name]), (error.params or {}).get("value", ""), " ".join(error.messages))
            for name, errors in self.form.errors.as_data().items()
            for error in errors
        )

    @property
    def ordered(self) -> AgreementQuerySet:
        """The agreements in the order meant."""
        return in_order(self.qs, self.selection.order, self.language, self.day, self.statuses)


def understand(data: QueryDict | None, language: str) -> AgreementFilter:
    """The filter for a query string. A single-valued parameter that is given twice counts as it was given last."""
    return AgreementFilter(spoken.understood(data if data is not None else QueryDict()), language=language)


def filter_for(selection: Selection, language: str = "en") -> AgreementFilter:
    """The filter that a selection means."""
    return AgreementFilter(QueryDict(selection.query), language=language)


def in_order(
    agreements: AgreementQuerySet,
    order: str,
    language: str,
    on: datetime.date | None = None,
    statuses: Mapping[int, str] | None = None,
) -> AgreementQuerySet:
    """In a total order, so that no page repeats a row; undated ones come last. `on` is the day looked at."""
    if order == "title":
        first, second = ("title_ko", "title_en") if language.startswith("ko") else ("title_en", "title_ko")
        title = Case(When(**{first: ""}, then=F(second)), default=F(first))
        return agreements.order_by(Collate(Lower(title), "C"), "-public_id")
    newest, dated = F("dated").desc(nulls_last=True), with_date(agreements, on)
    if order == "oldest":
        return dated.order_by(F("dated").asc(nulls_last=True), "public_id")
    if order == "status":
        return dated.order_by(_place_of_status(statuses), newest, "-public_id")
    if order == RELEVANCE:
        return dated.order_by("-rank", newest, "-public_id")  # type: ignore[misc]  # of search
    return dated.order_by(newest, "-public_id")


def _place_of_status(statuses: Mapping[int, str] | None) -> Case:
    places = {code: place for place, code in enumerate(STATUSES)}
    if statuses is None:
        whens = [When(status=code, then=Value(place)) for code, place in places.items()]
    else:
        held = {code: [key for key, status in statuses.items() if status == code] for code in places}
        whens = [When(pk__in=keys, then=Value(places[code])) for code, keys in held.items() if keys]
    return Case(*whens, output_field=IntegerField())
