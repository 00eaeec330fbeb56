"""Rows for tests, made the way the register makes them: through curation, with evidence under every value."""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from agreements.curation import agreements, evidence
from agreements.curation.audit import Stand
from agreements.domain.dates import PartialDate, parse_date
from agreements.domain.similarity import text_signature
from agreements.models import (
    Agreement,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    PressItem,
    PressItemRevision,
    RawDocument,
)

_numbers = itertools.count(1)
STAND = Stand("The compiler of the tests", datetime.date(2026, 11, 21))
MADE = "made for a test"


def make_user(name: str = "", **options: Any) -> User:
    return User.objects.create_user(name or f"user{next(_numbers)}", password="correct horse battery", **options)


def make_organisation(name_en: str = "", *, side: str = "uk", **columns: Any) -> Organisation:
    number = next(_numbers)
    name_en = name_en or ("" if columns.get("name_ko") else f"Ministry {number}")
    body = Organisation.objects.create(
        slug=columns.pop("slug", f"body-{number}"),
        name_en=name_en,
        side=side,
        kind=columns.pop("kind", "ministry"),
        **columns,
    )
    for text, language in ((body.name_en, "en"), (body.name_ko, "ko"), (body.abbreviation, "en")):
        if text:
            OrganisationName.objects.create(organisation=body, text=text, language=language)
    return body


def make_person(name_en: str = "", *, side: str = "uk", **columns: Any) -> Person:
    number = next(_numbers)
    name_en = name_en or ("" if columns.get("name_ko") else f"Person Number {number}")
    person = Person.objects.create(slug=f"person-{number}", name_en=name_en, side=side, **columns)
    for text, language in ((person.name_en, "en"), (person.name_ko, "ko")):
        if text:
            PersonName.objects.create(person=person, text=text, language=language)
    return person


def make_agreement(
    title_en: str = "",
    *,
    published: bool = True,
    bodies: Iterable[Organisation] | None = None,
    sectors: Iterable[str] = ("semiconductors",),
    action: str = "signed",
    on: str = "22 November 2023",
    **columns: Any,
) -> Agreement:
    """An agreement of two bodies with one dated action, every value standing on a judgement; public unless told not."""
    when = parse_date(on)
    agreement = agreements.create(
        year=when.year if when else 2023,
        by=None,
        reason=MADE,
        title_en=title_en or ("" if columns.get("title_ko") else f"Memorandum number {next(_numbers)}"),
        **{"form": "mou", **columns},
    )
    step = agreements.record_action(agreement=agreement, kind=action, when=when, by=None, reason=MADE)
    _stand(agreement, "action", step)
    for body in bodies or (make_organisation(side="uk"), make_organisation(side="kr")):
        row = agreements.add_signatory(agreement=agreement, organisation=body, by=None, reason=MADE)
        _stand(agreement, "signatory", row)
    for sector in sectors:
        _stand(agreement, "sector", agreements.tag_sector(agreement=agreement, sector=sector, by=None, reason=MADE))
    for value in ("title_en", "title_ko", "form", "summary_en", "summary_ko", "occasion"):
        if getattr(agreement, value):
            _stand(agreement, value)
    return agreements.publish(agreement=agreement, by=None) if published else agreement


def _stand(agreement: Agreement, value: str, row: Any = None) -> None:
    evidence.add(agreement=agreement, value=value, row=row, support=evidence.judgement(), stand=STAND)


def make_press_item(
    text: str = "The two sides signed a memorandum.",
    *,
    title: str = "Memorandum signed",
    address: str | None = None,
    language: str = "en",
    text_kind: str = "original",
    published: PartialDate | None = None,
    read: bool = False,
) -> PressItemRevision:
    """A press item with one version of its text; the version is what is returned."""
    number = next(_numbers)
    raw = RawDocument.objects.create(
        sha256=f"{number:064x}", media_type="text/plain", size=len(text), content=text.encode()
    )
    item = PressItem(title=title, publisher="A Gazette", address=address, link=address or "", language=language)
    item.when = published
    item.save()
    revision = PressItemRevision.objects.create(
        item=item,
        number=1,
        title=title,
        text=text,
        text_kind=text_kind,
        language=language,
        content_sha256=f"{number:064x}",
        signature=list(text_signature(text)),
        raw=raw,
        **({"read_state": "read", "read_at": datetime.datetime.now(datetime.UTC), "is_relevant": True} if read else {}),
    )
    item.current = revision
    item.save()
    return revision
