"""What the register knows it lacks, and which agreements lack it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.listing.cards import cards, lines
from agreements.catalogue.listing.paging import pages_of, paginate
from agreements.catalogue.pages.parts import Head
from agreements.catalogue.pages.site import Gap, GapPage
from agreements.catalogue.tallies import choosing
from agreements.models import Agreement

SIZE = 50
_PAGE = re.compile(r"[1-9][0-9]{0,5}")


class NoSuchPage(ValueError):
    """A page was asked for that is no number, or lies beyond the last."""


@dataclass(frozen=True, slots=True)
class _Lack:
    label: Promise
    condition: Q
    facet: tuple[str, str] | None = None
    """The choice of the list that shows the same."""


LACKS = {
    "korean-title": _Lack(_("Without a Korean title"), Q(title_ko="")),
    "english-title": _Lack(_("Without an English title"), Q(title_en="")),
    "korean-summary": _Lack(_("Without a Korean summary"), Q(summary_ko="")),
    "english-summary": _Lack(_("Without an English summary"), Q(summary_en="")),
    "date": _Lack(_("Status without a stated date"), Q(status_date=None)),
    "status": _Lack(_("Status not established"), Q(status="unclear"), ("status", "unclear")),
    "legal-nature": _Lack(
        _("Legal nature not established"), Q(legal_nature="not-established"), ("legal_nature", "not-established")
    ),
    "level": _Lack(_("Level not established"), Q(level="not-established"), ("level", "not-established")),
    "person": _Lack(_("No person named for either side"), ~Q(signatories__person__isnull=False)),
    "quotation": _Lack(_("No value with a quotation"), ~Q(evidence__strength="quotation")),
}


def counted(language: str) -> Iterable[Gap]:
    """How many lack each, of all: one query."""
    public = Agreement.objects.published()
    names = {code: code.replace("-", "_") for code in LACKS}
    counts = public.aggregate(
        every=Count("pk", distinct=True),
        **{
            names[code]: Count("pk", distinct=True, filter=Q(pk__in=public.filter(lack.condition).values("pk")))
            for code, lack in LACKS.items()
        },
    )
    for code, lack in LACKS.items():
        count, of = counts[names[code]], counts["every"]
        yield Gap(str(lack.label), count, of, wording.share(count, of), _address(code, language) if count else "")


def page(code: str, asked: str, language: str) -> GapPage | None:
    """One page of those that lack it, newest number first; none where there is no such thing to lack."""
    if code not in LACKS:
        return None
    if not _PAGE.fullmatch(asked or "1"):
        raise NoSuchPage(_("A page is a number from 1 on."))
    public = Agreement.objects.published()
    rows = public.filter(LACKS[code].condition).order_by("-public_id")
    number, total = int(asked or 1), rows.count()
    if number > (last := pages_of(total, SIZE)):
        raise NoSuchPage(_("There is no page %(page)d; the last one is %(last)d.") % {"page": number, "last": last})
    label, own = str(LACKS[code].label), f"{addresses.root(language)}coverage/{code}/"
    keys = list(rows.values_list("pk", flat=True)[(number - 1) * SIZE : number * SIZE])
    return GapPage(
        head=Head(label, _description() % {"count": total, "all": public.count()}),
        label=label,
        total=total,
        of=public.count(),
        lines=lines(cards(keys, language)),
        pagination=paginate(number, total, SIZE, lambda each: f"{own}?page={each}" if each > 1 else own),
    )


def _description() -> str:
    return str(_("%(count)d of %(all)d published agreements."))


def _address(code: str, language: str) -> str:
    facet = LACKS[code].facet
    if facet:
        return addresses.agreements(language, choosing(*facet).query)
    return f"{addresses.root(language)}coverage/{code}/"
