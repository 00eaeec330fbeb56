"""Three real pages, with their furniture: exactly the agreements that a careful reader finds in them."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from agreements.domain.dates import PartialDate
from agreements.reading import Document, Fact, Mention, Reading, read

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")


def _read(prefix: str) -> tuple[Reading, str]:
    text = next(SEEDS.glob(f"{prefix}_*.txt")).read_text("utf-8")
    return read(Document(text)), text


def _values(facts: Iterable[Fact[str]]) -> set[str]:
    return {fact.value for fact in facts}


def _names(mention: Mention) -> set[str]:
    return {fact.value.name for fact in mention.people}


def _single(reading: Reading) -> dict[str, Mention]:
    """The mentions of single instruments by form; a count of several stands apart."""
    return {mention.form.value: mention for mention in reading.mentions if not mention.umbrella}


def test_a_round_up_of_technology_agreements() -> None:
    reading, text = _read("000")
    found = _single(reading)
    assert all(mention.bilateral for mention in reading.mentions)
    assert {form: mention.status.value for form, mention in found.items()} == {
        "framework": "announced",
        "fund": "announced",
        "partnership": "announced",
        "mou": "announced",
        "programme": "announced",
        "accord": "signed",
    }
    assert [(s.value.minimum, s.value.currency) for s in found["fund"].amounts] == [(Decimal(4_500_000), "GBP")]
    assert _values(found["framework"].sectors) >= {"semiconductors"}
    assert _values(found["mou"].sectors) == {"space"}
    assert "Digital Partnership" in str(found["partnership"].title)
    assert "co-hosted" in found["programme"].quote.of(text)
    assert _names(found["accord"]) == {"Michelle Donelan"}


def test_nothing_comes_from_recent_stories() -> None:
    reading, text = _read("000")
    end = text.index("Recent Stories")
    assert all(mention.quote.end < end for mention in reading.mentions)
    assert any(span.start <= end < span.end for span in reading.masked)


def test_a_release_that_only_says_yesterday() -> None:
    reading, _ = _read("001")
    (mention,) = reading.mentions
    assert (mention.form.value, mention.status.value, mention.date) == ("mou", "signed", None)
    assert _values(mention.uk_parties) == {"Cabinet Office"}
    assert _values(mention.kr_parties) == {"Ministry of the Interior and Safety"}
    people = {(f.value.name, f.value.side): f.value.role for f in mention.people}
    assert set(people) == {("Alex Burghart", "uk"), ("Sang-min Lee", "kr")}
    assert all(people.values())
    assert "digital-government" in _values(mention.sectors)


def test_yesterday_counts_from_the_items_own_date() -> None:
    _, text = _read("001")
    (mention,) = read(Document(text, published=PartialDate(2023, 11, 23))).mentions
    assert mention.status.value == "signed"


def test_talks_between_ministers() -> None:
    reading, _ = _read("002")
    found = _single(reading)
    assert set(found) == {"mou", "fta"}
    assert found["mou"].status.value == "negotiating"
    assert _names(found["mou"]) == {"Lee Doo-hee", "Luke Pollard"}
    assert _values(found["mou"].uk_parties) == {"Ministry of Defence"}
    assert _values(found["mou"].kr_parties) == {"Ministry of National Defense"}
    assert found["fta"].status.value in {"announced", "negotiating"}
    assert all(mention.bilateral for mention in reading.mentions)
