"""The page on which a reader says what is wrong with a record."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.pages.corrections import Choice, DisputePage
from agreements.catalogue.pages.parts import Head, Text
from agreements.catalogue.record import disputable
from agreements.catalogue.record.disputable import Disputable
from agreements.models import Agreement

LONGEST_SHOWN = 110


def page(agreement: Agreement, asked: str, language: str) -> tuple[DisputePage, Disputable | None]:
    """The form, with the value that an address names chosen in it."""
    found = disputable.values(agreement, language)
    chosen = disputable.choose(found, asked)
    choices = tuple(_choice(each, each == chosen) for each in found)
    title = wording.either(agreement.title_en, agreement.title_ko, language)
    description = _("Tell the editors of the register what is wrong, and where to read it.")
    return DisputePage(
        head=Head(_("Something is missing or wrong"), description),
        public_id=agreement.public_id,
        title=title,
        agreement_address=addresses.agreement(language, agreement.public_id, agreement.slug),
        choices=choices,
        chosen=next((each for each in choices if each.is_chosen), None),
    ), chosen


def _choice(value: Disputable, is_chosen: bool) -> Choice:
    shown = Text(Truncator(value.shown.words).chars(LONGEST_SHOWN), value.shown.language)
    return Choice(value.token, value.label, shown, is_chosen)
