"""Press items that are public, and the page of one."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.listing.cards import cards
from agreements.catalogue.mentions import mentions
from agreements.catalogue.pages.nouns import PressItemPage
from agreements.catalogue.pages.parts import Head, Link, Text
from agreements.catalogue.record.supports import outside
from agreements.domain.vocabulary import LANGUAGES, TEXT_KINDS
from agreements.models import PressItem
from agreements.models.press import PressItemQuerySet

LONGEST_DIGEST = 5000
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


def public() -> PressItemQuerySet:
    """Items whose text is held."""
    return PressItem.objects.filter(current__isnull=False)


def page(number: str, language: str) -> PressItemPage | None:
    """One item by its number; none where there is none."""
    if not _NUMBER.fullmatch(number):
        return None
    item = public().select_related("current").filter(pk=int(number)).first()
    return _page(item, language) if item else None


OPENING, LONGEST_OPENING = 8, 300
"""Words by which a text without a title is called, and the characters they are taken from."""


def title_of(item: PressItem) -> Text:
    """Its own title, else how its text begins."""
    if item.title or not item.current:
        return Text(item.title or _("Untitled"), item.language)
    return Text(Truncator(" ".join(item.current.text[:LONGEST_OPENING].split())).words(OPENING), item.language)


def _page(item: PressItem, language: str) -> PressItemPage:
    held = item.current
    assert held is not None  # only items with a text are public
    title = title_of(item)
    links = item.links.filter(agreement__record_state="published").order_by("agreement__public_id")
    accepted = list(links.values_list("agreement_id", flat=True))
    return PressItemPage(
        head=Head(str(title), " · ".join(filter(None, (item.publisher, wording.when(item.when, language).text)))),
        title=title,
        publisher=item.publisher,
        date=wording.when(item.when, language),
        language=wording.label(LANGUAGES, item.language, language),
        link=outside(item.link),
        text_kind=wording.label(TEXT_KINDS, held.text_kind, language),
        digest=Text(held.text[:LONGEST_DIGEST], held.language) if held.text_kind == "digest" else wording.NOTHING,
        copies=_copies(item, language),
        cards=cards(accepted, language),
        mentions=mentions(held, language, accepted),
        versions=item.revisions.count(),
        first_seen=wording.on_day(item.first_seen_at, language),
        last_seen=wording.on_day(item.last_seen_at, language),
    )


def _copies(item: PressItem, language: str) -> tuple[Link, ...]:
    """Other items of its cluster, which is named by the first of them, in either language."""
    first = item.cluster_id or item.pk
    rows: Any = public().filter(Q(cluster=first) | Q(pk=first)).exclude(pk=item.pk).order_by("pk")
    return tuple(Link(title_of(row), addresses.noun(language, "press", row.pk), _copy_note(row, item)) for row in rows)


def _copy_note(copy: PressItem, item: PressItem) -> str:
    """Its publisher; where it is in another language, that too."""
    told = {"en": _("the same release in English"), "ko": _("the same release in Korean")}
    return " · ".join(
        filter(None, (copy.publisher, told.get(copy.language, "") if copy.language != item.language else ""))
    )
