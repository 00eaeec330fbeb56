"""Evidence as a page shows it, sorted under the values that it stands under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.pages.agreement import Support, Value
from agreements.catalogue.pages.parts import Text, When
from agreements.domain.activity import Trace
from agreements.domain.vocabulary import LANGUAGES, STRENGTHS
from agreements.models import Agreement, Evidence

LONGEST_DIGEST = 700
Key = tuple[str, int | None]
"""A value, and the row that carries it where it is not a column of the agreement."""


class Supports:
    """All evidence of one agreement."""

    def __init__(self, agreement: Agreement, language: str) -> None:
        self.language = language
        self._under: dict[Key, list[Support]] = defaultdict(list)
        self.quotes: dict[int, list[Text]] = defaultdict(list)
        """Sentences quoted from each press item."""
        self.traces: list[Trace] = []
        """When its dated sources spoke of it."""
        rows = Evidence.objects.public().for_page().filter(agreement=agreement).order_by("-supports", "pk")
        for row in sorted(rows, key=lambda each: STRENGTHS.codes.index(each.strength)):
            self._under[row.value, row.row_id].append(_support(row, language))
            self.traces += _traces(row)
            if row.revision and row.quote:
                self._quote(row.revision.item_id, Text(row.quote, row.revision.language))

    def of(self, value: str, row: int | None = None) -> tuple[Support, ...]:
        """What stands under a value, the strongest first; what disputes it last."""
        return tuple(sorted(self._under.get((value, row), ()), key=lambda each: not each.supports))

    def value(self, value: str, text: Text, row: int | None = None, *, address: str = "") -> tuple[Value, ...]:
        """The value with what supports it, then each other value that a disputing source reports."""
        standing = self.of(value, row)
        held = tuple(each for each in standing if each.supports or not each.reported)
        return (Value(text, address, held, strongest(held)), *_reported(standing))

    def strengths(self) -> dict[Key, str]:
        """Every value that carries evidence and the strongest of it."""
        return {key: strongest(found) for key, found in self._under.items()}

    def _quote(self, item: int, quote: Text) -> None:
        if quote not in self.quotes[item]:
            self.quotes[item].append(quote)


def strongest(supports: Iterable[Support]) -> str:
    """The strength of the best support, or nothing."""
    found = {each.strength.code for each in supports if each.supports}
    return next((code for code in STRENGTHS if code in found), "")


def _traces(row: Evidence) -> list[Trace]:
    days = (row.revision.item.when if row.revision else None, row.reference.when if row.reference else None)
    return [Trace(day, row.accepted_on) for day in days if day]


def outside(link: str) -> str:
    """An address of another site that a reader may follow; nothing for any other scheme."""
    return link if urlsplit(link).scheme in ("http", "https") else ""


def _reported(standing: tuple[Support, ...]) -> Iterable[Value]:
    """Competing values, each with the sources that report it."""
    rivals: dict[str, list[Support]] = defaultdict(list)
    for each in standing:
        if not each.supports and each.reported:
            rivals[each.reported].append(each)
    for reported, found in rivals.items():
        strength = next((code for code in STRENGTHS if code in {each.strength.code for each in found}), "")
        yield Value(Text(reported, ""), "", tuple(found), strength, is_reported_only=True)


def _support(row: Evidence, language: str) -> Support:
    title, publisher, date, spoken, link = _source(row, language)
    item = row.revision.item_id if row.revision else None
    return Support(
        strength=wording.label(STRENGTHS, row.strength, language),
        supports=row.supports,
        quote=Text(row.quote, row.revision.language) if row.revision and row.quote else wording.NOTHING,
        prefix=row.prefix,
        suffix=row.suffix,
        title=title,
        publisher=publisher,
        date=date,
        language=wording.label(LANGUAGES, spoken, language),
        link=outside(link),
        press_address=addresses.noun(language, "press", item) if item else "",
        digest=_digest(row),
        reported=row.reported,
        note=row.note,
        accepted_by=row.accepted_name,
        accepted_on=wording.on_day(row.accepted_on, language),
    )


def _source(row: Evidence, language: str) -> tuple[Text, str, When, str, str]:
    """Title, publisher, day, language and link of what the evidence comes from."""
    if row.revision:
        item = row.revision.item
        title = Text(row.revision.title or item.title or _("Untitled"), row.revision.language)
        return title, item.publisher, wording.when(item.when, language), item.language, item.link
    if row.reference:
        page = row.reference
        named = page.title or page.publisher or page.address
        return (
            Text(named, page.language),
            page.publisher if page.title else "",
            wording.when(page.when, language),
            page.language,
            page.link,
        )
    return wording.NOTHING, "", wording.NO_DAY, "", ""


def _digest(row: Evidence) -> Text:
    """Our digest, where that is what the register holds of the source."""
    if not row.revision or row.revision.text_kind != "digest":
        return wording.NOTHING
    return Text(row.revision.text[:LONGEST_DIGEST], row.revision.language)
