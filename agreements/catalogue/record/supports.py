"""Evidence as a page shows it, sorted under the values that it stands under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, wording
from agreements.catalogue.listing.cards import language_of
from agreements.catalogue.pages.agreement import Support, Value
from agreements.catalogue.pages.parts import Text, When
from agreements.catalogue.record.disputable import token_of
from agreements.domain.activity import Trace
from agreements.domain.dates import UnreadableDate, parse_date
from agreements.domain.standpoints import Standpoint, standpoint
from agreements.domain.vocabulary import LANGUAGES, STRENGTHS
from agreements.models import Agreement, Evidence

LONGEST_DIGEST = 700
Key = tuple[str, int | None]
"""A value, and the row that carries it where it is not a column of the agreement."""


class Supports:
    """All evidence of one agreement that the reader may see."""

    def __init__(self, agreement: Agreement, language: str) -> None:
        self.language = language
        self._under: dict[Key, list[Support]] = defaultdict(list)
        self.quotes: dict[int, list[Text]] = defaultdict(list)
        """Sentences quoted from each press item."""
        self.traces: list[Trace] = []
        """When its dated sources spoke of it."""
        rows = Evidence.objects.beside_public().for_page().filter(agreement=agreement).order_by("-supports", "pk")
        for row in sorted(rows, key=lambda each: STRENGTHS.codes.index(each.strength)):
            self._under[row.value, row.row_id].append(_support(row, language))
            self.traces += _traces(row)
            if row.revision and row.quote:
                self._quote(row.revision.item_id, Text(row.quote, row.revision.language))

    def of(self, value: str, row: int | None = None) -> tuple[Support, ...]:
        """What stands under a value, the strongest first; what disputes it last."""
        return tuple(sorted(self._under.get((value, row), ()), key=lambda each: not each.supports))

    def value(
        self, value: str, text: Text, row: int | None = None, *, address: str = "", side: str = ""
    ) -> tuple[Value, ...]:
        """The value with what supports it, then each other value that a disputing source reports.

        `side` is the side whose own act the value is; else its account is told by who says so.
        """
        held = self.held(value, row)
        own = Value(text, address, held, strongest(held), counted=_counted(held), side=side or _side(held))
        return (own, *self.rivals(value, row))

    def rivals(self, value: str, row: int | None = None) -> tuple[Value, ...]:
        """Each other value that disputing sources report."""
        return tuple(_reported(self.of(value, row), self.language, is_date=value == "action"))

    def held(self, value: str, row: int | None = None) -> tuple[Support, ...]:
        """What stands under the value itself."""
        return tuple(each for each in self.of(value, row) if each.supports or not each.reported)

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


def _reported(standing: tuple[Support, ...], language: str, *, is_date: bool) -> Iterable[Value]:
    """Competing values, each with the sources that report it; a date in the reader's words."""
    rivals: dict[Text, list[Support]] = defaultdict(list)
    for each in standing:
        if not each.supports and each.reported:
            rivals[_date(each.reported, language) if is_date else _worded(each.reported)].append(each)
    for text, found in rivals.items():
        strength = next((code for code in STRENGTHS if code in {each.strength.code for each in found}), "")
        notes = dict.fromkeys(each.note for each in found if each.note)
        yield Value(
            text,
            "",
            tuple(found),
            strength,
            is_reported_only=True,
            note=" ".join(notes),
            counted=_counted(found),
            side=_side(found),
        )


def _worded(reported: str) -> Text:
    return Text(reported, language_of(reported))


def _date(reported: str, language: str) -> Text:
    """A date in the reader's words; what is no plain date stays as the source words it."""
    try:
        date = parse_date(reported)
    except UnreadableDate:
        return _worded(reported)
    return Text(date.format(language), language) if date else _worded(reported)


def _counted(supports: Iterable[Support]) -> str:
    """How many sources, in words; a source that speaks twice is one."""
    named = {each.link or each.press_address or str(each.title) for each in supports}
    return in_words(len(named - {""}))


def in_words(sources: int) -> str:
    if not sources:
        return ""
    words = _("one two three four five six seven eight nine").split()
    said = words[sources - 1] if sources <= len(words) else str(sources)
    return ngettext("%(said)s source", "%(said)s sources", sources) % {"said": said}


def _side(supports: Iterable[Support]) -> str:
    """The one side whose sources say so; none where both do, or neither."""
    sides = {each.side for each in supports if each.side}
    return sides.pop() if len(sides) == 1 else ""


def _support(row: Evidence, language: str) -> Support:
    title, publisher, date, spoken, link = _source(row, language)
    item = row.revision.item_id if row.revision else None
    stands = standpoint(link, publisher, spoken) if row.strength != "judgement" else Standpoint()
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
        side=stands.side,
        is_official=stands.is_official,
        token=token_of(row.value, row.row_id, row.action.kind if row.action else ""),
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
