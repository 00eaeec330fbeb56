"""The three documents that the project was started from, read as they are and linked with the starter catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from agreements.ingest import extract, pipeline
from agreements.ingest.sources import ensure
from agreements.models import Agreement, Candidate, PressItem

DOCUMENTS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
ANNOUNCED, MADE = {"announced"}, {"announced", "signed"}
EXPECTED = {
    "joint-research-fund-2023": ANNOUNCED,
    "semiconductor-cooperation-framework": MADE,
    "digital-partnership": ANNOUNCED,
    "space-cooperation-mou-2023": ANNOUNCED,
    "ai-summit-cohosting-2024": ANNOUNCED,
    "downing-street-accord": MADE,
    "digital-government-mou-2023": {"signed"},
    "defence-cooperation-mou": {"negotiating"},
    "uk-korea-fta-upgrade": {"announced", "negotiating"},
}


@pytest.fixture(scope="module")
def read(starter_catalogue: None) -> list[Candidate]:
    """What was read in them, beside the whole starter catalogue."""
    if not DOCUMENTS.is_dir():
        pytest.skip(f"the documents are not at {DOCUMENTS}")
    run = pipeline.pull(ensure(DOCUMENTS, is_active=False).pk)
    assert run
    assert (run.tally.new, run.tally.refused) == (3, 0)
    extract.read_waiting()
    return list(Candidate.objects.for_review().order_by("revision", "position"))


def test_every_finding_links_to_its_agreement_or_says_why_not(read: list[Candidate]) -> None:
    slugs = dict(Agreement.objects.values_list("pk", "slug"))
    found: dict[str, set[str]] = {}
    for candidate in read:
        assert candidate.match_reason
        likely = [slugs[match.agreement_id] for match in candidate.matches.all()]
        for slug in likely[:1] if candidate.match == "matched" else likely:
            found.setdefault(slug, set()).add(candidate.reading["status"]["value"])
    missing = set(EXPECTED) - set(found)
    assert not missing
    assert all(found[slug] & statuses for slug, statuses in EXPECTED.items())


def test_nothing_is_matched_wrongly(read: list[Candidate]) -> None:
    matched = {match.agreement.slug for one in read if one.match == "matched" for match in one.matches.all()[:1]}
    assert matched <= set(EXPECTED)


def test_facts_are_the_documents_own(read: list[Candidate]) -> None:
    """Dates only where a text states one; the sum of the fund; every sentence where it is said to stand."""
    for candidate in read:
        start, end = candidate.reading["quote"]
        assert candidate.revision.text[start:end].strip()
        assert start == candidate.position
        assert candidate.reading["date"] is None
    funds = [one.reading["amounts"][0]["value"] for one in read if one.reading["form"]["value"] == "fund"]
    assert [(float(fund["minimum"]), fund["currency"]) for fund in funds] == [(4_500_000, "GBP")]
    assert not [one for one in read if one.position > one.revision.text.find("Recent Stories") > 0]


def test_the_item_that_states_its_day_has_it(read: list[Candidate]) -> None:
    assert sorted(str(item.when) for item in PressItem.objects.all()) == ["2025-08-26", "None", "None"]
