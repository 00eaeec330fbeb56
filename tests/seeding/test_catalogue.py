"""The catalogue that comes with the project: whole, supported in every value, and derived as its compiler saw it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from agreements.domain.addresses import canonical_address
from agreements.domain.text import fold
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    Doubt,
    Occasion,
    Organisation,
    Person,
    Relation,
    SectorTag,
    Signatory,
    Source,
)
from agreements.seeding.read import Seeds, read_seeds

pytestmark = pytest.mark.django_db
SHARED = settings.BASE_DIR.parent / "shared"
SAME_STATUS = {
    "in-negotiation": {"negotiating"},
    "in-force": {"in-force", "in-effect"},
    "unknown": {"unclear"},
}
"""Status words of the compiler's sheet that the vocabulary calls otherwise."""
ACCEPTED_DIFFERENCES = {
    "UKKR-2005-001": ("unknown", "signed"),  # dated 2005 by its source, which does not say whether it is alive
    "UKKR-2023-011": ("expired", "completed"),  # the summit was held; the sheet had no word for it
    "UKKR-2025-007": ("announced", "agreed"),  # concluded on 15 December 2025, not signed
}
"""Where the status that follows from the actions is another than the sheet reported: sheet's, derived."""
SHINGLE = 8


@pytest.fixture(scope="module")
def catalogue() -> Seeds:
    return read_seeds(settings.SEEDS_DIR)


# -- The files -------------------------------------------------------------------------------------------------------


def test_everything_of_the_sheet_is_there(catalogue: Seeds) -> None:
    counts = {noun: len(entries) for noun, entries in catalogue.entries.items()}
    assert counts == {
        "reference": 327,
        "organisation": 196,
        "person": 214,
        "occasion": 70,
        "agreement": 176,
        "doubt": len(catalogue.entries["doubt"]),
    }
    assert len(catalogue.press) == 97


def test_public_ids_run_without_gaps_and_bear_the_year_of_the_first_step(catalogue: Seeds) -> None:
    numbers: dict[str, list[int]] = {}
    for public_id, entry in catalogue.entries["agreement"].items():
        _scheme, year, number = public_id.split("-")
        numbers.setdefault(year, []).append(int(number))
        dated = {
            kind: {a["date"].year for a in entry["actions"] if a["kind"] == kind and a["date"]}
            for kind in ("signed", "announced")
        }
        years = dated["signed"] or dated["announced"]
        assert not years or int(year) == min(years) or entry["slug"] == "uk-korea-fta-upgrade", public_id
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_every_address_is_one_that_can_be_kept(catalogue: Seeds) -> None:
    for entry in catalogue.entries["reference"].values():
        assert canonical_address(entry["address"]).startswith("https://")


def test_every_file_is_composed_text() -> None:
    for path in [*settings.SEEDS_DIR.glob("*"), *settings.SEEDS_DIR.glob("press/*")]:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert unicodedata.is_normalized("NFC", text), path.name


def test_every_press_item_is_a_digest_about_some_agreement(catalogue: Seeds) -> None:
    assert all(item.text_kind == "digest" and item.agreements for item in catalogue.press)


def test_titles_in_korean_are_korean(catalogue: Seeds) -> None:
    titles = [e["title_ko"] for e in catalogue.entries["agreement"].values() if e["title_ko"]]
    assert len(titles) == 26
    assert all(re.search("[가-힣]", title) for title in titles)


def test_no_sentence_repeats_a_source(catalogue: Seeds) -> None:
    """No eight words in a row of a text of ours stand in a text of a publisher that is at hand."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("no texts of publishers at hand to compare with")
    theirs: set[str] = set()
    for text in _publishers_texts(SHARED):
        theirs |= shingles(text)
    for name, text in _our_texts(catalogue):
        assert not shingles(text) & theirs, name


def _publishers_texts(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "seeds").iterdir()):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted((folder / "press-dev" / "items").glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8")).get("text", "")


def _our_texts(catalogue: Seeds) -> Iterator[tuple[str, str]]:
    for item in catalogue.press:
        yield item.file, item.text
    for public_id, entry in catalogue.entries["agreement"].items():
        yield public_id, entry["summary_en"]
        yield public_id, entry["summary_ko"]


def shingles(text: str) -> set[str]:
    """Every run of eight words, names of bodies and of documents within them included."""
    words = fold(text).split()
    return {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


# -- The rows --------------------------------------------------------------------------------------------------------


def test_every_agreement_is_published(starter_catalogue: None) -> None:
    assert Agreement.objects.published().count() == 176
    assert Organisation.objects.count() == 196
    assert Person.objects.count() == 214
    assert Occasion.objects.count() == 70
    assert Doubt.objects.exists()
    assert Source.objects.filter(kind="folder").exists()


@pytest.mark.parametrize("table", [AgreementName, SectorTag, Action, Signatory, Amount, Relation])
def test_every_row_stands_on_evidence(starter_catalogue: None, table: type[Action]) -> None:
    assert not table.objects.exclude(evidence__supports=True).exists()


def test_every_column_stands_on_evidence(starter_catalogue: None) -> None:
    for agreement in Agreement.objects.prefetch_related("evidence"):
        supported = {e.value for e in agreement.evidence.all() if e.supports}
        columns = {"title_en", "title_ko", "summary_en", "summary_ko", "form", "legal_nature", "level"}
        stated = {name for name in columns if getattr(agreement, name) not in ("", "not-established")}
        assert stated | {"status"} <= supported, agreement.public_id
        assert agreement.occasion_id is None or "occasion" in supported


def test_places_stand_on_evidence(starter_catalogue: None) -> None:
    assert not Action.objects.exclude(place="").exclude(evidence__value="place").exists()


def test_the_korean_half_is_there(starter_catalogue: None) -> None:
    assert not Doubt.objects.filter(text_ko="").exists()
    assert not Organisation.objects.filter(side="kr", name_ko="").exists()


def test_statuses_are_those_of_the_sheet_but_for_accepted_differences(starter_catalogue: None) -> None:
    for public_id, (_sheet, derived) in ACCEPTED_DIFFERENCES.items():
        assert Agreement.objects.get(public_id=public_id).status == derived
    if not (SHARED / "facts").is_dir():
        pytest.skip("the compiler’s sheet is not at hand to compare with")
    sheet = {a["slug"]: a["status"] for a in json.loads((SHARED / "facts" / "agreements.json").read_text("utf-8"))}
    differing = {
        agreement.public_id: (sheet[agreement.slug], agreement.status)
        for agreement in Agreement.objects.all()
        if agreement.status not in SAME_STATUS.get(sheet[agreement.slug], {sheet[agreement.slug]})
    }
    assert differing == ACCEPTED_DIFFERENCES


def test_the_upgraded_trade_agreement_is_concluded_not_signed(starter_catalogue: None) -> None:
    upgrade = Agreement.objects.get(slug="uk-korea-fta-upgrade")
    assert upgrade.status == "agreed"
    assert str(upgrade.status_since) == "2025-12-15"
    assert not upgrade.actions.filter(kind="signed").exists()


def test_planned_memoranda_are_signed_by_nobody(starter_catalogue: None) -> None:
    for agreement in Agreement.objects.filter(doubts__text_en__startswith="Reported as planned"):
        assert agreement.status == "announced"
        assert not agreement.signatories.filter(capacity="signed").exists()


def test_dates_worked_out_say_so_and_how(starter_catalogue: None) -> None:
    worked_out = Action.objects.filter(nature="computed")
    assert worked_out.count() == 10
    assert not worked_out.filter(note="").exists()


def test_values_that_disagree_stand_side_by_side(starter_catalogue: None) -> None:
    samsung = Agreement.objects.get(slug="samsung-biologics-astrazeneca-2020")
    assert samsung.evidence.get(supports=False).reported == "USD 529.6 million"
    seah = Agreement.objects.get(slug="seah-teesworks-agreement-2022").amounts.get(currency="GBP")
    assert (int(seah.minimum), int(seah.maximum)) == (200_000_000, 300_000_000)
    forum = Occasion.objects.get(slug="business-forum-2023")
    assert sorted(forum.claims.values_list("count", flat=True)) == [6, 31, 37]
