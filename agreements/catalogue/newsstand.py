"""The list of press items: by month, and narrowed by language, publisher, year and what is held of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any
from urllib.parse import quote_plus

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.listing.fields import shown
from agreements.catalogue.listing.paging import pages_of, paginate
from agreements.catalogue.pages.agreements import Problem
from agreements.catalogue.pages.nouns import PressFilter, PressListPage, PressMonth, PressOption, PressRow
from agreements.catalogue.pages.parts import Head, Text
from agreements.catalogue.press import public, title_of
from agreements.domain.dates import PartialDate
from agreements.domain.text import clean_line
from agreements.domain.vocabulary import LANGUAGES, TEXT_KINDS
from agreements.models import PressItem
from agreements.models.press import PressItemQuerySet

SIZE, MOST_OPTIONS = 50, 200
COLUMNS = {"language": "language", "kind": "current__text_kind", "publisher": "publisher", "year": "year"}
"""Parameters that narrow the list, in the order of the form, and where each looks."""
_PAGE = re.compile(r"[1-9][0-9]{0,8}")
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked of the list; empty for everything."""

    language: str = ""
    kind: str = ""
    publisher: str = ""
    year: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """The canonical query string: known parameters in their one order, defaults left out."""
        pairs = [(name, str(value)) for name, value in asdict(self).items() if value and (name, value) != ("page", 1)]
        return "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)

    def narrowing(self, leave: str = "") -> dict[str, str]:
        """Columns and what they must be, but for one parameter."""
        values: dict[str, str] = {name: getattr(self, name) for name in COLUMNS if name != leave}
        return {COLUMNS[name]: value for name, value in values.items() if value}


def listing(data: Mapping[str, str], language: str) -> PressListPage:
    """One page of the list, newest first: six queries. What cannot be understood is in `problems`."""
    asked, problems = understand(data)
    unfiltered = public().count()
    total = _narrowed(asked).count() if asked.narrowing() else unfiltered
    if asked.page > pages_of(total, SIZE):
        problems += (_beyond(asked.page, pages_of(total, SIZE)),)
    asked = replace(asked, page=min(asked.page, pages_of(total, SIZE)))
    rows = () if problems else _rows(asked, language)
    return PressListPage(
        head=Head(_("Press"), _("Press items that the register has read.")),
        months=tuple(_months(rows, language)),
        pagination=paginate(asked.page, total, SIZE, lambda page: _address(replace(asked, page=page), language)),
        filters=tuple(_filter(asked, name, language) for name in COLUMNS),
        total=total,
        unfiltered=unfiltered,
        problems=problems,
        action=_address(Asked(), language),
        is_narrowed=bool(asked.narrowing()),
        query=asked.query,
    )


def understand(data: Mapping[str, str]) -> tuple[Asked, tuple[Problem, ...]]:
    """What was asked, and each parameter that cannot be understood, with what would be right."""
    readers: dict[str, tuple[Callable[[str], bool], str, str]] = {
        "language": (LANGUAGES.__contains__, _("Language"), _("Write en or ko.")),
        "kind": (TEXT_KINDS.__contains__, _("What we hold"), _("Write original or digest.")),
        "year": (lambda value: bool(_YEAR.fullmatch(value)), _("Year"), _("A year has four digits, such as 2023.")),
        "page": (lambda value: bool(_PAGE.fullmatch(value)), _("Page"), _("Pages are numbered from 1.")),
    }
    given = {name: data.get(name, "") for name in readers}
    wrong = {name for name, value in given.items() if value and not readers[name][0](value)}
    problems = tuple(
        Problem(name, readers[name][1], shown(given[name]), readers[name][2]) for name in readers if name in wrong
    )
    fit = {name: value for name, value in given.items() if value and name not in wrong}
    page = int(fit.pop("page", "1"))
    return Asked(**fit, publisher=clean_line(data.get("publisher", "")[:300]), page=page), problems


def _beyond(page: int, pages: int) -> Problem:
    words = _("There is no page %(page)d; the last one is %(last)d.") % {"page": page, "last": pages}
    return Problem("page", _("Page"), shown(page), words)


def _narrowed(asked: Asked, leave: str = "") -> PressItemQuerySet:
    return public().annotate(year=ExtractYear("date")).filter(**asked.narrowing(leave))


def _rows(asked: Asked, language: str) -> tuple[tuple[PressItem, PressRow], ...]:
    accepted = Count("links", filter=Q(links__agreement__record_state="published"))
    first = (asked.page - 1) * SIZE
    items: Iterable[Any] = _narrowed(asked).for_list().annotate(accepted=accepted)[first : first + SIZE]
    return tuple((item, _row(item, item.accepted, language)) for item in items)


def _row(item: PressItem, agreements: int, language: str) -> PressRow:
    held = item.current
    assert held is not None  # only items with a text are public
    return PressRow(
        address=addresses.noun(language, "press", item.pk),
        title=title_of(item),
        publisher=item.publisher,
        date=wording.when(item.when, language),
        language=wording.label(LANGUAGES, item.language, language),
        kind=wording.label(TEXT_KINDS, held.text_kind, language),
        agreements=agreements,
    )


def _months(rows: Iterable[tuple[PressItem, PressRow]], language: str) -> Iterable[PressMonth]:
    """Rows under their month, or their year where no month is stated."""
    for month, held in groupby(rows, key=lambda row: _month(row[0])):
        yield PressMonth(wording.when(month, language), tuple(row for _item, row in held))


def _month(item: PressItem) -> PartialDate | None:
    when = item.when
    return PartialDate(when.year, when.month) if when else None


def _filter(asked: Asked, name: str, language: str) -> PressFilter:
    """The choices of one parameter, each with how many it would give beside the others."""
    column = COLUMNS[name]
    rows = _narrowed(asked, name).order_by().values_list(column).annotate(count=Count("pk"))
    counts = {str(value): count for value, count in rows if value}
    chosen = getattr(asked, name)
    if chosen:
        counts.setdefault(chosen, 0)
    most = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_OPTIONS]
    values = sorted(most, reverse=True) if name == "year" else sorted(most, key=str.casefold)
    labels = {"language": _("Language"), "kind": _("What we hold"), "publisher": _("Publisher"), "year": _("Year")}
    options = (PressOption(value, _words(name, value, language), counts[value], value == chosen) for value in values)
    return PressFilter(name, labels[name], tuple(options))


def _words(name: str, value: str, language: str) -> Text:
    vocabulary = {"language": LANGUAGES, "kind": TEXT_KINDS}.get(name)
    return Text(vocabulary.label(value, language) if vocabulary else value, language if vocabulary else "")


def _address(asked: Asked, language: str) -> str:
    return f"{addresses.root(language)}press/{'?' if asked.query else ''}{asked.query}"
