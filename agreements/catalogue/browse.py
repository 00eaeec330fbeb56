"""The list of agreements: query string in, page object out."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, edition, search, wording
from agreements.catalogue.filters import LABELS, SORTS, understand
from agreements.catalogue.index import past, shelf
from agreements.catalogue.index.facets import Result
from agreements.catalogue.listing import options
from agreements.catalogue.listing.cards import cards
from agreements.catalogue.listing.fields import shown
from agreements.catalogue.listing.paging import pages_of, paginate
from agreements.catalogue.pages.agreements import (
    AgreementCard,
    AgreementListPage,
    Chip,
    Choice,
    Problem,
    Searched,
    Way,
)
from agreements.catalogue.pages.parts import Head, Link, Text
from agreements.catalogue.selection import RELEVANCE, Selection
from agreements.catalogue.words.marking import marked

SIZE = 25


def agreement_list(
    data: QueryDict, language: str, now: edition.Edition | None = None
) -> tuple[Selection, AgreementListPage]:
    """The agreements that the query string asks for, and every way to ask for others.

    Queries: at most nine, and nine more for words; whatever is asked and however many there are.
    """
    now = now or edition.current()
    asked = understand(data, language)
    index = shelf.current(now)
    result = index.select(asked.selection)
    problems = asked.problems or _beyond(result)
    page = _page(result, problems, language)
    if not problems:
        keys = result.page((result.selection.page - 1) * SIZE, SIZE, language)
        page = replace(page, cards=_cards(keys, result, language, now)) if keys else _empty(page, result, language)
    return result.selection, page


def _cards(keys: list[int], result: Result, language: str, now: edition.Edition) -> tuple[AgreementCard, ...]:
    """With what was searched for marked in them."""
    made = cards(keys, language, now, result.selection.as_of)
    if not result.found or len(made) != len(keys):
        return made
    return marked(made, keys, result.found.used, now, language)


def _empty(page: AgreementListPage, result: Result, language: str) -> AgreementListPage:
    """With the ways out of an empty result."""
    return replace(page, ways=_ways(result, page.chips), suggestions=_suggestions(result, language))


def _page(result: Result, problems: tuple[Problem, ...], language: str) -> AgreementListPage:
    selection, index, total = result.selection, result.index, len(result)
    chips = options.chips(selection, index, language)
    sentence = options.sentence(chips)
    number = min(selection.page, pages_of(total, SIZE))
    return AgreementListPage(
        head=_head(sentence, total),
        action=addresses.agreements(language),
        q=selection.q,
        total=total,
        unfiltered=len(index.everything),
        chips=chips,
        sentence=sentence,
        clear=addresses.agreements(language),
        facets=options.facets(result, language),
        sorts=_sorts(selection, language),
        sort=selection.order,
        cards=(),
        pagination=paginate(
            number, total, SIZE, lambda page: addresses.agreements(language, selection.on_page(page).query)
        ),
        address="" if problems else addresses.agreements(language, selection.query),
        update=addresses.update(language),
        problems=problems,
        searched=_searched(result, language) if total else None,
        as_of=wording.on_day(selection.as_of, language),
        latest_day=str(past.latest_day()),
        timeline_address="" if problems or not total else addresses.drawn(language, "timeline", _drawn(selection)),
        insights_address="" if problems or not total else addresses.drawn(language, "insights", _drawn(selection)),
        present=addresses.agreements(language, selection.without("as_of").query) if selection.as_of else "",
    )


def _drawn(selection: Selection) -> str:
    """The query string of the same agreements in pictures, where neither order nor page means anything."""
    return replace(selection, sort="", page=1).query


def _head(sentence: str, total: int) -> Head:
    title = f"{_('Agreements')}: {sentence}" if sentence else _("Agreements")
    found = ngettext("%(count)d agreement", "%(count)d agreements", total) % {"count": total}
    return Head(title, " · ".join(filter(None, (found, sentence))))


def _sorts(selection: Selection, language: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            value=value,
            text=str(text),
            address=addresses.agreements(language, selection.sorted_by(value).query),
            is_on=value == selection.order,
        )
        for value, text in SORTS.items()
        if value != RELEVANCE or selection.q
    )


def _beyond(result: Result) -> tuple[Problem, ...]:
    """A page after the last."""
    page, pages = result.selection.page, pages_of(len(result), SIZE)
    if page <= pages:
        return ()
    message = _("There is no page %(page)d; the last one is %(last)d.") % {"page": page, "last": pages}
    return (Problem("page", str(LABELS["page"]), shown(page), message),)


def _ways(result: Result, chips: tuple[Chip, ...]) -> tuple[Way, ...]:
    """What dropping each applied choice would bring back, most first."""
    ways = [
        Way(
            _("without %(choice)s") % {"choice": chip.text},
            len(result.dropping(chip.parameter, chip.value)),
            chip.remove,
        )
        for chip in chips
    ]
    return tuple(sorted((way for way in ways if way.count), key=lambda way: -way.count))


def _searched(result: Result, language: str) -> Searched | None:
    """What was looked for, where it is not what was typed."""
    found, selection = result.found, result.selection
    if not found or found.is_as_asked:
        return None
    is_other = found.used != found.asked
    quoted = " ".join(f'"{term.typed}"' for term in found.asked)
    exactly = is_other and not any(term.is_exact for term in found.asked)
    return Searched(
        typed=selection.q,
        used=found.words if is_other else selection.q,
        is_partial=bool(found.least),
        exactly=addresses.agreements(language, replace(selection, q=quoted, page=1).query) if exactly else "",
    )


def _suggestions(result: Result, language: str) -> tuple[Link, ...]:
    """Words near to what was typed, each with the list it leads to."""
    if not result.selection.q:
        return ()
    return tuple(
        Link(Text(words, ""), addresses.agreements(language, replace(result.selection, q=words, page=1).query))
        for words in search.suggest(result.selection.q, result.index.stamp)
    )
