"""One release is one cluster, in either language and on however many sites; what only looks like it stays apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.admin.queue.reviewing import ReviewPage
from agreements.catalogue import press
from agreements.curation import review
from agreements.ingest import extract
from agreements.models import Candidate, PressItem, PressItemRevision, SameStory, Story
from agreements.models.candidate import WORTH_NEAR_CERTAIN
from tests.factories import make_organisation, make_press_item, make_user
from tests.ingest import releases
from tests.ingest.releases import APART, SAME, Release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bodies() -> None:
    """Those whom the register knows, in both languages."""
    make_organisation("Department for Science, Innovation and Technology", name_ko="영국 과학혁신기술부")
    make_organisation("Ministry of Science and ICT", side="kr", name_ko="과학기술정보통신부")
    make_organisation("Korea AeroSpace Administration", side="kr", name_ko="우주항공청")


def keep(release: Release) -> PressItemRevision:
    return make_press_item(release.text, title=release.title, language=release.language, published=release.published)


def clusters(kept: Sequence[PressItemRevision]) -> set[frozenset[int]]:
    """Places in `kept` that are together."""
    heads = dict(PressItem.objects.values_list("pk", "cluster"))
    of = {revision.item_id: place for place, revision in enumerate(kept)}
    groups: dict[int, set[int]] = {}
    for pk, head in heads.items():
        groups.setdefault(head or pk, set()).add(of[pk])
    return set(map(frozenset, groups.values()))


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("is_turned", [False, True])
def test_one_release_is_one_cluster(name: str, is_turned: bool) -> None:
    """Near-duplicates by content, in one language and in two, whichever came first."""
    kept = [keep(release) for release in (reversed(SAME[name]) if is_turned else SAME[name])]
    extract.read_waiting()
    assert clusters(kept) == {frozenset({0, 1})}


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("is_turned", [False, True])
def test_what_only_looks_like_it_stays_apart(name: str, is_turned: bool) -> None:
    kept = [keep(release) for release in (reversed(APART[name]) if is_turned else APART[name])]
    extract.read_waiting()
    assert clusters(kept) == {frozenset({0}), frozenset({1})}


FIVE = (
    Release(releases.SPACE, "Signed in London"),
    Release("Home | News. " + releases.SPACE + " Sign up for our letter.", "A pact on space"),
    Release(releases.SPACE[:330] + "..."),
    Release(releases.SPACE_KO, "우주협력 양해각서 체결", "ko"),
    Release(releases.SPACE_KO.replace("밝혔다", "전했다") + " 무단 전재 금지.", "", "ko"),
    Release(releases.QUANTUM),
    Release(releases.QUANTUM_KO, language="ko"),
)


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (6, 3, 5, 2, 0, 4, 1), (4, 2, 6, 1, 3, 0, 5)])
def test_the_order_of_arrival_has_no_say(order: tuple[int, ...]) -> None:
    """Five sites in two languages are one cluster, another memorandum of that day in two languages another."""
    kept: dict[int, PressItemRevision] = {}
    for place in order:
        kept[place] = keep(FIVE[place])
        extract.read_waiting()
    assert clusters([kept[place] for place in range(7)]) == {frozenset({0, 1, 2, 3, 4}), frozenset({5, 6})}
    heads = {row.instrument_id or row.pk for row in Candidate.objects.all()}
    assert len(heads) == 2


def test_reading_again_changes_nothing() -> None:
    for release in FIVE:
        keep(release)
    extract.read_waiting()
    tables = (PressItem, Candidate, Story)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    pairs = set(SameStory.objects.values_list("first", "second", "points"))
    PressItemRevision.objects.update(read_state="waiting", attempts=0)
    extract.read_waiting()
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert set(SameStory.objects.values_list("first", "second", "points")) == pairs
    assert len(pairs) >= 7


def test_a_pair_says_why() -> None:
    for release in SAME["in two languages"]:
        keep(release)
    extract.read_waiting()
    reasons = {reason["code"] for reason in SameStory.objects.get().reasons}
    assert reasons >= {"same-bodies", "same-date", "same-subject"}


def test_the_number_of_queries_does_not_grow() -> None:
    """With many items of those days in the register, placing another takes as many looks."""
    keep(FIVE[0])
    keep(FIVE[3])
    extract.read_waiting()
    keep(FIVE[1])
    with CaptureQueriesContext(connection) as few:
        extract.read_waiting()
    for number in range(12):
        keep(Release(f"{releases.SPACE} Edition {number}."))
    extract.read_waiting()
    keep(FIVE[1])
    with CaptureQueriesContext(connection) as many:
        extract.read_waiting()
    assert len(many) <= len(few) + 2


def test_a_copy_of_a_decided_release_offers_the_same_agreement() -> None:
    """Once one is decided, the others wait as near-certain and show the decision; the decision itself is untouched."""
    english, korean = (keep(release) for release in SAME["in two languages"])
    extract.read_waiting()
    first = Candidate.objects.get(revision=english)
    curator = make_user(is_superuser=True)
    made = review.accept(candidate=first, by=curator, version=first.version)
    other = Candidate.objects.get(revision=korean)
    page = ReviewPage(other)
    assert page.chosen == str(made.pk)
    assert [one.pk for one in page.elsewhere] == [first.pk]
    assert Candidate.objects.waiting().get(pk=other.pk).worth == WORTH_NEAR_CERTAIN  # type: ignore[attr-defined]
    assert vars(Candidate.objects.settled_as().get(pk=other.pk))["settled"] == made.public_id
    first.refresh_from_db()
    assert (first.state, first.agreement) == ("accepted", made)
    review.undo(review=first.reviews.get(), by=curator)
    assert ReviewPage(other).chosen == ""


def test_the_other_language_is_among_the_copies_of_a_press_item() -> None:
    english, _korean = (keep(release) for release in SAME["in two languages"])
    extract.read_waiting()
    page = press.page(str(english.item_id), "en")
    assert page
    assert [copy.note for copy in page.copies] == ["A Gazette · the same release in Korean"]
