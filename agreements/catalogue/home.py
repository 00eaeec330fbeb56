"""The front page, and the words about the register."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, edition, press, tallies, upcoming, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.index import shelf
from agreements.catalogue.index.facets import Index, Result
from agreements.catalogue.listing.cards import cards, lines
from agreements.catalogue.listing.options import VOCABULARIES
from agreements.catalogue.pages.parts import Head, Tally, Text
from agreements.catalogue.pages.site import AboutPage, HomePage, StatusTerm
from agreements.catalogue.record import soundness
from agreements.catalogue.selection import Selection
from agreements.domain.statuses import steps_to
from agreements.domain.vocabulary import ACTIONS
from agreements.models import Person, Source

SHOWN, SOONEST = 6, 4
SIGNED = ("signed", "provisional", "in-force", "in-effect", "completed", "expired", "terminated", "superseded")
TALKS = ("announced", "negotiating", "agreed")


def home(language: str, now: Edition | None = None) -> HomePage:
    """What the register is and holds."""
    now = now or edition.current()
    index = shelf.current(now)
    everything = index.select(Selection())
    signed, talks = (index.select(_of_status(codes)) for codes in (SIGNED, TALKS))
    strengths = soundness.strengths(now, language)
    to_come = upcoming.page(language)
    return HomePage(
        head=Head(_("What the United Kingdom and the Republic of Korea have agreed"), description(len(everything))),
        list_address=addresses.agreements(language),
        total=len(everything),
        figures=_figures(index, language),
        newest=lines(cards(signed.page(0, SHOWN, language), language, now)),
        talks=lines(cards(talks.page(0, SHOWN, language), language, now)),
        talks_total=len(talks),
        talks_address=addresses.agreements(language, talks.selection.query),
        due=to_come.upcoming[:SOONEST],
        due_total=to_come.total,
        sectors=tallies.sectors(everything, language),
        standings=tallies.stretches(
            tallies.in_vocabulary_order(tallies.of_facet(everything, "status", language), "status")
        ),
        strengths=tallies.stretches(strengths),
        values=sum(tally.count for tally in strengths),
        last_checked=wording.on_day(Source.objects.aggregate(last=Max("last_checked_at"))["last"], language),
    )


def _figures(index: Index, language: str) -> tuple[Tally, ...]:
    people = Person.objects.in_published().count()
    counts = (
        ("agreements", _("agreements"), len(index.everything)),
        ("organisations", _("bodies"), len(index.names["organisation"])),
        ("people", _("people"), people),
        ("occasions", _("visits and meetings"), len(index.names["occasion"])),
        ("press", _("press items"), press.public().count()),
    )
    root = addresses.root(language)
    return tuple(Tally(Text(words, language), count, f"{root}{kind}/", code=kind) for kind, words, count in counts)


def about(language: str, now: Edition | None = None) -> AboutPage:
    """Method and terms are words of the template; the vocabulary comes with its figures. No query beyond the index."""
    everything = shelf.current(now).select(Selection())
    statuses = _vocabulary(everything, "status", language)
    return AboutPage(
        head=Head(_("About the register"), _("What it is, how it is made, what its words mean, and who may use it.")),
        total=len(everything),
        list_address=addresses.agreements(language),
        corrections=addresses.corrections(language),
        statuses=tuple(StatusTerm(tally, _steps(tally.code, language)) for tally in statuses),
        forms=_vocabulary(everything, "form", language),
        legal_natures=_vocabulary(everything, "legal_nature", language),
        levels=_vocabulary(everything, "level", language),
        today=wording.on_day(timezone.now(), language),
        address=settings.SITE_ORIGIN.rstrip("/") + addresses.root(language),
    )


def _vocabulary(everything: Result, facet: str, language: str) -> tuple[Tally, ...]:
    """Every term of a facet in its order, those without an agreement too."""
    held = {tally.code: tally for tally in tallies.of_facet(everything, facet, language)}
    return tuple(
        held.get(code) or Tally(Text(term.label(language), language), 0, "", code=code)
        for code, term in VOCABULARIES[facet].items()
    )


def _steps(status: str, language: str) -> tuple[str, ...]:
    return tuple(ACTIONS.label(kind, language) for kind in steps_to(status))


def description(total: int) -> str:
    words = _("A public register of %(count)d agreements between the two countries, each value with its evidence.")
    return words % {"count": total}


def _of_status(codes: tuple[str, ...]) -> Selection:
    selection = Selection()
    for code in codes:
        selection = selection.with_("status", code)
    return selection
