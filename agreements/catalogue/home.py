"""The front page, and the words about the register."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, edition, press, shelf, tallies, wording
from agreements.catalogue.cards import cards
from agreements.catalogue.edition import Edition
from agreements.catalogue.pages.parts import Head
from agreements.catalogue.pages.site import AboutPage, HomePage
from agreements.catalogue.selection import Selection
from agreements.models import Source

SHOWN = 6
SIGNED = ("signed", "provisional", "in-force", "in-effect", "completed", "expired", "terminated", "superseded")
TALKS = ("announced", "negotiating", "agreed")


def home(language: str, now: Edition | None = None) -> HomePage:
    """What the register is and holds."""
    now = now or edition.current()
    index = shelf.current(now)
    everything = index.select(Selection())
    signed, talks = (index.select(_of_status(codes)) for codes in (SIGNED, TALKS))
    return HomePage(
        head=Head(_("What the United Kingdom and the Republic of Korea have agreed"), description(len(everything))),
        list_address=addresses.agreements(language),
        total=len(everything),
        newest=cards(signed.page(0, SHOWN, language), language, now),
        talks=cards(talks.page(0, SHOWN, language), language, now),
        talks_address=addresses.agreements(language, talks.selection.query),
        sectors=tallies.sectors(everything, language),
        statuses=tallies.in_vocabulary_order(tallies.of_facet(everything, "status", language), "status"),
        last_checked=wording.on_day(Source.objects.aggregate(last=Max("last_checked_at"))["last"], language),
        organisations=len(index.names["organisation"]),
        occasions=len(index.names["occasion"]),
        press_items=press.public().count(),
    )


def about(language: str, now: Edition | None = None) -> AboutPage:
    """Method and terms are words of the template."""
    total = len(shelf.current(now).ids)
    head = Head(_("About the register"), _("What it is, how it is made, what its words mean, and who may use it."))
    return AboutPage(head, total, addresses.agreements(language))


def description(total: int) -> str:
    words = _("A public register of %(count)d agreements between the two countries, each value with its evidence.")
    return words % {"count": total}


def _of_status(codes: tuple[str, ...]) -> Selection:
    selection = Selection()
    for code in codes:
        selection = selection.with_("status", code)
    return selection
