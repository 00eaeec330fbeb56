"""Two records of one agreement, as they come to stand in a register."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps

from agreements.curation import agreements, evidence
from agreements.curation.evidence import Support
from agreements.domain.dates import parse_date
from agreements.models import Agreement, Organisation, Reference
from tests.curation.candidates import make_candidate, make_match
from tests.factories import MADE, STAND, make_agreement, make_organisation, make_person, make_press_item

ONLY_GROW = {"merger", "catalogueversion", "searchentry", "knownastwo", "publicidcounter"}


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the register, but for its history and what only ever grows."""
    return {
        str(table._meta.model_name): [
            {name: value for name, value in row.items() if name != "updated_at"}
            for row in table._default_manager.order_by("pk").values()
        ]
        for table in apps.get_app_config("agreements").get_models()
        if not str(table._meta.model_name).endswith("event") and table._meta.model_name not in ONLY_GROW
    }


@dataclass
class Two:
    keep: Agreement
    away: Agreement
    office: Organisation


def page(name: str) -> Reference:
    return Reference.objects.create(
        address=f"https://example.org/{name}", link=f"https://example.org/{name}", title=name
    )


def told(agreement: Agreement, value: str, by: str, row: Any = None) -> None:
    """Put a page under a value."""
    evidence.add(
        agreement=agreement, value=value, row=row, support=Support("reference", reference=page(by)), stand=STAND
    )


@pytest.fixture
def two(db: None) -> Two:
    """They agree in a body, a sector and a press item; they differ in title, form and day; each has more of its own."""
    office, ministry = make_organisation("Cabinet Office"), make_organisation("Ministry of Science", side="kr")
    keep = make_agreement("MOU on Digital Government", bodies=[office, ministry], sectors=["digital"])
    away = make_agreement(
        "Memorandum on e-Government Cooperation",
        bodies=[make_organisation("Ministry of the Interior", side="kr")],
        sectors=["digital", "ai"],
        on="23 November 2023",
        form="agreement",
        summary_en="They will share what they know.",
    )
    for one, name in ((keep, "ours"), (away, "theirs")):
        told(one, "title_en", f"title-{name}")
        told(one, "form", f"form-{name}")
        told(one, "action", f"day-{name}", one.actions.get())
    item = make_press_item("They signed it.").item
    for one in (keep, away):
        agreements.link_press(agreement=one, item=item, by=None, reason=MADE)
    agreements.relate(agreement=away, kind="implements", to=keep, by=None, reason=MADE)
    other = make_agreement("An older framework")
    agreements.relate(agreement=away, kind="renews", to=other, by=None, reason=MADE)
    told(away, "relation", "renewal", away.relations.get(to=other))
    agreements.relate(agreement=other, kind="implements", to=away, by=None, reason=MADE)
    told(away, "relation", "itself", away.relations.get(to=keep))
    told(other, "relation", "older", other.relations.get(to=away))
    agreements.record_action(agreement=away, kind="entered-into-force", when=parse_date("2024"), by=None, reason=MADE)
    told(away, "action", "force", away.actions.get(kind="entered-into-force"))
    signatory = agreements.add_signatory(
        agreement=away, organisation=office, person=make_person("Alex Burghart"), by=None, reason=MADE
    )
    told(away, "signatory", "person", signatory)
    agreements.add_amount(agreement=away, minimum=1_000, maximum=1_000, currency="GBP", by=None, reason=MADE)
    told(away, "amount", "money", away.amounts.get())
    away.identifiers.create(scheme="Treaty series", value="12")
    away.doubts.create(text_en="The text is not public.", recorded_on="2026-01-01")
    away.documents.create(title="Text", language="en", address="https://example.org/text")
    candidate = make_candidate(make_press_item("Other words."), match="ambiguous")
    make_match(candidate, keep, 0.6)
    make_match(candidate, away, 0.9)
    for one in (keep, away):
        one.refresh_from_db()
    return Two(keep, away, office)
