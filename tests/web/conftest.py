"""A small public register with something of every noun, and unpublished records beside it."""

import pytest

from agreements.curation import agreements as curation
from agreements.models import Agreement, Occasion
from tests.factories import MADE, make_agreement, make_organisation, make_person, make_press_item


@pytest.fixture
def register(db: None) -> Agreement:
    """Three agreements of one occasion, with a person, a press item and a relation; the first is given back."""
    occasion = Occasion.objects.create(slug="visit", name_en="State visit", name_ko="국빈 방문", kind="state-visit")
    bodies = (make_organisation("Ministry of Tests", slug="body"), make_organisation(side="kr"))
    made = [make_agreement(f"Memorandum {number}", bodies=bodies, occasion=occasion) for number in range(3)]
    person = make_person("Jane Tester")
    person.slug = "person"
    person.save()
    curation.add_signatory(
        agreement=made[0], organisation=bodies[0], person=person, post="Minister", by=None, reason=MADE
    )
    curation.relate(agreement=made[0], kind="part-of", to=made[1], by=None, reason=MADE)
    curation.link_press(agreement=made[0], item=make_press_item().item, by=None, reason=MADE)
    return made[0]
