"""Every agreement in time, with the visits and summits at which they were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, edition, occasions, wording
from agreements.catalogue.filters import understand
from agreements.catalogue.index import shelf
from agreements.catalogue.index.facets import Result
from agreements.catalogue.insights.groups import FAMILIES, FORMS_OF
from agreements.catalogue.insights.page import moved
from agreements.catalogue.listing import options
from agreements.catalogue.listing.cards import cards
from agreements.catalogue.listing.years import Span
from agreements.catalogue.pages.agreements import AgreementCard, Chip, Choice, Problem
from agreements.catalogue.pages.chronicle import ChroniclePage, Entry, Part, Period, Stretch, YearOfAgreements
from agreements.catalogue.pages.parts import Head, Link, Text, When
from agreements.catalogue.selection import Selection
from agreements.domain.vocabulary import SECTORS
from agreements.models import Occasion

MOST = 400
"""Agreements on one page."""
SINGLE_DECADES = 4
WAYS = ("form", "sector")
FAMILY_OF = {form: family for family, forms in FORMS_OF.items() for form in forms}
Place = tuple[Link, When]
"""An occasion and when it was."""
Held = tuple[AgreementCard, str]
"""An agreement and the slug of its occasion, or nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page stands on: a selection, and what is told apart."""

    result: Result
    by: str
    language: str

    def address(self, selection: Selection, by: str | None = None) -> str:
        return f"{addresses.root(self.language)}timeline/{_tail(selection, by or self.by)}"


def chronicle(data: QueryDict, language: str, now: edition.Edition | None = None) -> tuple[str, ChroniclePage]:
    """The canonical query string, and the agreements that a list would show for it. Queries: one for the occasions
    beyond those of a list."""
    now = now or edition.current()
    understood = understand(data, language)
    result = shelf.current(now).select(replace(understood.selection, sort="newest", page=1))
    by = data.get("by", "")
    asked = Asked(result, by if by in WAYS else WAYS[0], language)
    page = _page(asked, understood.problems)
    if not understood.problems:
        keys = result.page(0, MOST, language)
        shown = cards(keys, language, now, result.selection.as_of)
        years = tuple(_years(_with_occasions(keys, shown, result), asked))
        page = replace(page, years=years, shown=len(shown), parts=_parts(shown, asked))
    return _tail(result.selection, asked.by).removeprefix("?"), page


def _tail(selection: Selection, by: str) -> str:
    query = replace(selection, sort="", page=1).query
    told = [f"by={by}"] if by != WAYS[0] else []
    joined = "&".join(filter(None, [query, *told]))
    return f"?{joined}" if joined else ""


def _page(asked: Asked, problems: tuple[Problem, ...]) -> ChroniclePage:
    selection, language = asked.result.selection, asked.language
    chips = options.chips(replace(selection, sort=""), asked.result.index, language)
    words, query = options.sentence(chips), replace(selection, sort="").query
    insights, path = (f"{addresses.root(language)}{page}/" for page in ("insights", "timeline"))
    title = f"{_('Timeline')}: {words}" if words else _("Timeline")
    return ChroniclePage(
        head=Head(title, _("Every agreement in time, with the visits and summits at which it was made.")),
        total=len(asked.result),
        unfiltered=len(asked.result.index.everything),
        chips=tuple(_keeping(asked.by, chip) for chip in moved(chips, path, language)),
        sentence=words,
        clear=asked.address(Selection()),
        list_address=addresses.agreements(language, query),
        insights_address=f"{insights}?{query}" if query else insights,
        periods=() if problems else tuple(_periods(asked)),
        ways=_ways(asked),
        parts=(),
        years=(),
        shown=0,
        problems=problems,
    )


def _keeping(by: str, chip: Chip) -> Chip:
    """What is told apart stays so when a choice is taken out."""
    if by == WAYS[0]:
        return chip
    return replace(chip, remove=f"{chip.remove}{'&' if '?' in chip.remove else '?'}by={by}")


def _ways(asked: Asked) -> tuple[Choice, ...]:
    texts = {"form": _("By form"), "sector": _("By sector")}
    selection = asked.result.selection
    return tuple(Choice(way, texts[way], asked.address(selection, way), way == asked.by) for way in WAYS)


def _periods(asked: Asked) -> Iterable[Period]:
    """All of time, then decades; those long ago are one."""
    chosen = asked.result.selection.of("year")
    always = asked.result.selection.without("year")
    wide = asked.result.index.select(always)
    counts = {int(year): count for year, count in wide.within("year").items()}
    yield Period(_("All years"), len(wide), asked.address(always), not chosen)
    for span in _decades(sorted(counts)):
        count = sum(each for year, each in counts.items() if year in span)
        if count:
            address = asked.address(always.with_("year", span.token))
            yield Period(span.words, count, address, chosen == (span.token,))


def _decades(years: Sequence[int]) -> list[Span]:
    if not years:
        return []
    first = max(years[0] // 10 * 10, years[-1] // 10 * 10 - 10 * (SINGLE_DECADES - 1))
    decades = [Span(start, start + 9) for start in range(first, years[-1] + 1, 10)]
    return [Span(None, first - 1), *decades] if years[0] < first else decades


def _parts(shown: Iterable[AgreementCard], asked: Asked) -> tuple[Part, ...]:
    """What the colours stand for, in the order of the vocabulary."""
    names = FAMILIES if asked.by == "form" else SECTORS
    found = {_part(card, asked.by) for card in shown}
    return tuple(Part(code, Text(names.label(code, asked.language), asked.language)) for code in names if code in found)


def _part(card: AgreementCard, by: str) -> str:
    if by == "form":
        return FAMILY_OF.get(card.form.code, "other-forms")
    first = card.sectors[0].code if card.sectors else "other"
    return SECTORS[first].parent or first


def _years(shown: Sequence[Held], asked: Asked) -> Iterable[YearOfAgreements]:
    """Newest first; what no source dates comes last."""
    places, counts = _places(asked), asked.result.within("year")
    by_year: dict[str, list[Held]] = {}
    for card, slug in shown:
        by_year.setdefault(card.when.iso[:4], []).append((card, slug))
    before = 0
    for year, held in by_year.items():
        stretches = tuple(_stretches(held, places, asked))
        if not year:
            yield YearOfAgreements("", len(held), "", stretches)
            continue
        query = replace(asked.result.selection.without("year").with_("year", year), sort="").query
        silence = max(0, before - int(year) - 1) if before else 0
        listed = addresses.agreements(asked.language, query)
        yield YearOfAgreements(year, counts.get(year, len(held)), listed, stretches, silence)
        before = int(year)


def _stretches(held: Iterable[Held], places: Mapping[str, Place], asked: Asked) -> Iterable[Stretch]:
    """Agreements of one occasion stand together, at the newest of them."""
    gathered: list[tuple[str, list[Entry]]] = []
    for card, slug in held:
        at = next((entries for each, entries in gathered if slug and each == slug), None)
        if at is None and not slug and gathered and not gathered[-1][0]:
            at = gathered[-1][1]
        if at is None:
            gathered.append((slug, at := []))
        at.append(Entry(card, _part(card, asked.by)))
    for slug, entries in gathered:
        link, when = places.get(slug, (None, wording.NO_DAY))
        yield Stretch(link, when, tuple(entries))


def _with_occasions(keys: Sequence[int], shown: Sequence[AgreementCard], result: Result) -> list[Held]:
    """Each card and the slug of its occasion, if it has one; none has where a record was withdrawn this moment."""
    of: dict[int, str] = {}
    for slug, held in result.index.choices["occasion"].items():
        of.update(dict.fromkeys((result.index.ids[number] for number in result.numbers & held), slug))
    slugs = [of.get(key, "") for key in keys] if len(keys) == len(shown) else [""] * len(shown)
    return list(zip(shown, slugs, strict=True))


def _places(asked: Asked) -> dict[str, Place]:
    """Every occasion of the result: one query."""
    rows = Occasion.objects.in_published().filter(slug__in=asked.result.within("occasion"))
    return {row.slug: (_link(row, asked.language), occasions.lasted(row, asked.language)) for row in rows}


def _link(row: Occasion, language: str) -> Link:
    return Link(wording.name(row, language), addresses.noun(language, "occasions", row.slug))
