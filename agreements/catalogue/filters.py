# mypy: disallow-subclassing-any=false
"""The one definition of a list of agreements: which parameters there are and which agreements each lets through.

Page, interface for programs, feed, export and alert all read it; the bitmaps of `facets` are held equal to it by test.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any

import django_filters
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Collate, ExtractYear, Lower
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agreements.catalogue import fields, search
from agreements.catalogue.dating import with_date
from agreements.catalogue.pages.agreements import Problem
from agreements.catalogue.selection import FACETS, NEWEST, RELEVANCE, Selection
from agreements.domain.vocabulary import FORMS, LEGAL_NATURES, LEVELS, SECTORS, STATUSES
from agreements.models import Agreement, Occasion, Organisation
from agreements.models.agreement import AgreementQuerySet

LABELS = {
    "q": _("Search"),
    "sector": _("Sector"),
    "form": _("Form"),
    "status": _("Status"),
    "year": _("Year"),
    "organisation": _("Organisation"),
    "occasion": _("Occasion"),
    "level": _("Level"),
    "legal_nature": _("Legal nature"),
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


class Codes(django_filters.MultipleChoiceFilter):
    field_class = fields.Repeated


class Years(django_filters.MultipleChoiceFilter):
    field_class = fields.Years


class Slugs(django_filters.MultipleChoiceFilter):
    field_class = fields.Slugs


class Words(django_filters.CharFilter):
    field_class = fields.Words


class OneOf(django_filters.ChoiceFilter):
    field_class = fields.OneOf


class PageNumber(django_filters.Filter):
    field_class = fields.PageNumber


def _bodies(slugs: Iterable[str]) -> set[str]:
    return set(Organisation.objects.in_published().filter(slug__in=slugs).values_list("slug", flat=True))


def _occasions(slugs: Iterable[str]) -> set[str]:
    return set(Occasion.objects.in_published().filter(slug__in=slugs).values_list("slug", flat=True))


class AgreementFilter(django_filters.FilterSet):
    """Repeating a parameter means OR, different parameters mean AND. Without choices: every published agreement."""

    q = Words(method="find")
    sector = Codes(choices=SECTORS.choices, method="on_sectors")
    form = Codes(choices=FORMS.choices)
    status = Codes(choices=STATUSES.choices)
    year = Years(method="in_years")
    organisation = Slugs(known=_bodies, method="with_bodies")
    occasion = Slugs(known=_occasions, field_name="occasion__slug", distinct=False)
    level = Codes(choices=LEVELS.choices)
    legal_nature = Codes(choices=LEGAL_NATURES.choices)
    sort = OneOf(choices=list(SORTS.items()), method="leave")
    page = PageNumber(method="leave")

    class Meta:
        model = Agreement
        fields: Sequence[str] = ()

    def __init__(self, data: Any, queryset: AgreementQuerySet | None = None, *, language: str = "en") -> None:
        super().__init__(data, Agreement.objects.published() if queryset is None else queryset)
        self.language = language

    def find(self, agreements: AgreementQuerySet, _name: str, words: str) -> AgreementQuerySet:
        return search.search(agreements, words)

    def on_sectors(self, agreements: AgreementQuerySet, _name: str, codes: list[str]) -> AgreementQuerySet:
        """A parent sector includes its children."""
        if not codes:
            return agreements
        wide = {each for code in codes for each in SECTORS.with_children(code)}
        return agreements.filter(sector_tags__sector__in=wide).distinct()

    def in_years(self, agreements: AgreementQuerySet, _name: str, years: list[str]) -> AgreementQuerySet:
        """The year of signature, else announcement, else the first dated step."""
        if not years:
            return agreements
        return with_date(agreements).annotate(year=ExtractYear("dated")).filter(year__in=map(int, years))

    def with_bodies(self, agreements: AgreementQuerySet, _name: str, slugs: list[str]) -> AgreementQuerySet:
        """Bodies that entered into the agreement, themselves and not those they took over from."""
        return agreements.filter(signatories__organisation__slug__in=slugs).distinct() if slugs else agreements

    def leave(self, agreements: AgreementQuerySet, _name: str, _value: object) -> AgreementQuerySet:
        """Order and page narrow nothing."""
        return agreements

    @property
    def selection(self) -> Selection:
        """What was understood; what was not is in `problems`."""
        self.is_valid()
        data = self.form.cleaned_data
        chosen = {facet: tuple(data.get(facet) or ()) for facet in FACETS}
        return Selection(
            q=data.get("q") or "",
            choices=MappingProxyType({facet: values for facet, values in chosen.items() if values}),
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
        return in_order(self.qs, self.selection.order, self.language)


def understand(data: QueryDict | None, language: str) -> AgreementFilter:
    """The filter for a query string. A single-valued parameter that is given twice counts as it was given last."""
    return AgreementFilter(data if data is not None else QueryDict(), language=language)


def filter_for(selection: Selection, language: str = "en") -> AgreementFilter:
    """The filter that a selection means."""
    return AgreementFilter(QueryDict(selection.query), language=language)


def in_order(agreements: AgreementQuerySet, order: str, language: str) -> AgreementQuerySet:
    """In a total order, so that no page repeats a row; undated ones come last."""
    if order == "title":
        first, second = ("title_ko", "title_en") if language.startswith("ko") else ("title_en", "title_ko")
        title = Case(When(**{first: ""}, then=F(second)), default=F(first))
        return agreements.order_by(Collate(Lower(title), "C"), "-public_id")
    newest = F("dated").desc(nulls_last=True)
    if order == "oldest":
        return with_date(agreements).order_by(F("dated").asc(nulls_last=True), "public_id")
    if order == "status":
        places = (When(status=code, then=Value(place)) for place, code in enumerate(STATUSES))
        place = Case(*places, output_field=IntegerField())
        return with_date(agreements).order_by(place, newest, "-public_id")
    if order == RELEVANCE:
        return with_date(agreements).order_by("-rank", newest, "-public_id")  # type: ignore[misc]  # of search
    return with_date(agreements).order_by(newest, "-public_id")
