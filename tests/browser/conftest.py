"""A small register with a quotation, a disagreement, a press item and a title that goes on and on."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer

from agreements.curation import agreements as curation
from agreements.curation import evidence
from agreements.domain.dates import PartialDate
from agreements.models import Agreement, Occasion
from tests.factories import MADE, STAND, make_agreement, make_organisation, make_person, make_press_item

SENTENCE = "Ministers signed the semiconductor framework on 22 November 2023."
TEXT = f"London. {SENTENCE} They will meet again."


@pytest.fixture
def framework(live_server: LiveServer) -> Agreement:
    """The agreement that the journeys look for, among others."""
    uk = make_organisation("Department for Science", slug="science", name_ko="과학부")
    kr = make_organisation("Ministry of Industry", side="kr", slug="industry", name_ko="산업부")
    visit = Occasion.objects.create(slug="visit", name_en="State visit", name_ko="국빈 방문", kind="state-visit")
    framework = make_agreement(
        "Framework for semiconductor cooperation",
        title_ko="반도체 협력 프레임워크",
        form="framework",
        bodies=(uk, kr),
        occasion=visit,
        sectors=("semiconductors", "trade"),
        summary_en="Chips, skills and supply chains.",
    )
    person = make_person("Jane Tester")
    curation.add_signatory(agreement=framework, organisation=uk, person=person, post="Minister", by=None, reason=MADE)
    _furnish(framework)
    other = make_agreement("Memorandum on space", sectors=("space",), bodies=(uk, kr), occasion=visit)
    curation.relate(agreement=framework, kind="part-of", to=other, by=None, reason=MADE)
    make_agreement("Arrangement on the mutual recognition of certificates " * 9, sectors=("aviation",), form="treaty")
    make_agreement("Talks on defence", sectors=("defence",), action="talks-launched", on="2024", bodies=(uk, kr))
    return framework


def _furnish(framework: Agreement) -> None:
    """A quotation under its form and its date, and a source that dates it a day earlier."""
    revision = make_press_item(TEXT, title="Framework signed", published=PartialDate(2023, 11, 22), read=True)
    start = TEXT.index(SENTENCE)
    quotation = evidence.found_in(revision, start, start + len(SENTENCE))
    earlier = evidence.found_in(revision, 0, 7, supports=False, reported="21 November 2023")
    action = framework.actions.get()
    evidence.add(agreement=framework, value="form", support=quotation, stand=STAND)
    evidence.add(agreement=framework, value="action", row=action, support=quotation, stand=STAND)
    evidence.add(agreement=framework, value="action", row=action, support=earlier, stand=STAND)
    digest = make_press_item("They agreed.", title="프레임워크 체결", language="ko", text_kind="digest", read=True)
    for item in (revision.item, digest.item):
        curation.link_press(agreement=framework, item=item, by=None, reason=MADE)
