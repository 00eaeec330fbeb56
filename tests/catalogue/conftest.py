"""A register of many agreements with every mixture of values, made in bulk."""

import datetime
import random

import pytest
from django.utils import timezone

from agreements.domain.vocabulary import FORMS, LEGAL_NATURES, LEVELS, SECTORS
from agreements.models import (
    Action,
    Agreement,
    CatalogueVersion,
    Evidence,
    Occasion,
    Organisation,
    Reference,
    SectorTag,
    Signatory,
)

MANY = 60


@pytest.fixture
def generated(db: None) -> list[Agreement]:
    """Sixty agreements, every fifth of them not public; their cached status is that of today."""
    chance = random.Random(7)
    pages = [_page(number, chance) for number in range(12)]
    occasions = [Occasion.objects.create(slug=f"occasion-{n}", name_en=f"Occasion {n}") for n in range(3)]
    bodies = [
        Organisation.objects.create(slug=f"body-of-{n}", name_en=f"Body {n}", side="uk" if n % 2 else "kr")
        for n in range(8)
    ]
    made = [
        Agreement.objects.create(
            public_id=f"UKKR-2020-{number:03}",
            slug=f"agreement-{number}",
            title_en=f"{chance.choice('xyZ')} agreement {number}" if number % 4 else "",
            title_ko=f"{chance.choice('가나다')} 협정 {number}" if number % 3 or not number % 4 else "",
            form=chance.choice(FORMS.codes[:4]),
            level=chance.choice(LEVELS.codes[:3]),
            legal_nature=chance.choice(LEGAL_NATURES.codes),
            occasion=chance.choice([None, *occasions]),
            record_state="draft" if number % 5 == 0 else "published",
            published_at=timezone.now(),
        )
        for number in range(MANY)
    ]
    for agreement in made:
        _furnish(agreement, bodies, chance)
        _support(agreement, pages, chance)
        agreement.status = agreement.status_on(timezone.now().date()).status
        agreement.save()
    CatalogueVersion.rise()
    return made


def _page(number: int, chance: random.Random) -> Reference:
    page = Reference(title=f"Page {number}", publisher="A Gazette", link=f"https://example.org/{number}")
    page.address, page.language = page.link, "en"
    precision = chance.choice(["day", "month", "year", "unknown"])
    if precision != "unknown":
        month, day = 1 if precision == "year" else chance.randint(1, 12), 15 if precision == "day" else 1
        page.date = datetime.date(chance.randint(2015, 2025), month, day)
        page.date_precision = precision
    page.save()
    return page


def _support(agreement: Agreement, pages: list[Reference], chance: random.Random) -> None:
    for page in chance.sample(pages, chance.randint(0, 2)):
        Evidence.objects.create(
            agreement=agreement,
            value="form",
            strength="reference",
            reference=page,
            accepted_name="An editor",
            accepted_on=datetime.date(chance.randint(2020, 2025), 6, 1),
        )


def _furnish(agreement: Agreement, bodies: list[Organisation], chance: random.Random) -> None:
    for sector in chance.sample(SECTORS.codes[:12], chance.randint(1, 3)):
        SectorTag.objects.create(agreement=agreement, sector=sector)
    for body in chance.sample(bodies, chance.randint(0, 3)):
        Signatory.objects.create(agreement=agreement, organisation=body, side=body.side)
    for _step in range(chance.randint(0, 4)):
        precision = chance.choice(["day", "month", "month", "year", "unknown"])
        month, day = 1 if precision == "year" else chance.randint(1, 12), 20 if precision == "day" else 1
        is_dated = precision != "unknown"
        Action.objects.create(
            agreement=agreement,
            kind=chance.choice(["signed", "announced", "talks-launched", "suspended", "renewed", "expires"]),
            nature=chance.choice(["actual", "actual", "scheduled"]),
            date=datetime.date(chance.randint(2019, 2024), month, day) if is_dated else None,
            date_precision=precision,
            recorded_on=datetime.date(chance.randint(2021, 2025), chance.randint(1, 12), 28),
        )
