"""A register of many agreements with every mixture of values, made in bulk."""

import datetime
import random

import pytest
from django.utils import timezone

from agreements.domain.vocabulary import FORMS, LEGAL_NATURES, LEVELS, SECTORS, STATUSES
from agreements.models import (
    Action,
    Agreement,
    CatalogueVersion,
    Occasion,
    Organisation,
    SectorTag,
    Signatory,
)

MANY = 60


@pytest.fixture
def generated(db: None) -> list[Agreement]:
    """Sixty agreements, every fifth of them not public."""
    chance = random.Random(7)
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
            status=chance.choice(STATUSES.codes[:4]),
            level=chance.choice(LEVELS.codes[:3]),
            legal_nature=chance.choice(LEGAL_NATURES.codes[:3]),
            occasion=chance.choice([None, *occasions]),
            record_state="draft" if number % 5 == 0 else "published",
            published_at=timezone.now(),
        )
        for number in range(MANY)
    ]
    for agreement in made:
        _furnish(agreement, bodies, chance)
    CatalogueVersion.rise()
    return made


def _furnish(agreement: Agreement, bodies: list[Organisation], chance: random.Random) -> None:
    for sector in chance.sample(SECTORS.codes[:12], chance.randint(1, 3)):
        SectorTag.objects.create(agreement=agreement, sector=sector)
    for body in chance.sample(bodies, chance.randint(0, 3)):
        Signatory.objects.create(agreement=agreement, organisation=body, side=body.side)
    for _step in range(chance.randint(0, 3)):
        day = datetime.date(chance.randint(2019, 2024), chance.randint(1, 12), 1) if chance.random() > 0.2 else None
        Action.objects.create(
            agreement=agreement,
            kind=chance.choice(["signed", "announced", "talks-launched"]),
            nature=chance.choice(["actual", "actual", "scheduled"]),
            date=day,
            date_precision="month" if day else "unknown",
        )
