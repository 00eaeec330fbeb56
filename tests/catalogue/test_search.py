"""Words of either language find what the other's find; nothing typed is ever an operator."""

import unicodedata

import pytest

from agreements.catalogue import edition, search
from agreements.catalogue.filters import filter_for
from agreements.catalogue.selection import Selection
from agreements.curation import agreements as curation
from agreements.models import Agreement, OrganisationName
from tests.factories import MADE, make_agreement, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> None:
    make_agreement(
        "Semiconductor Cooperation Framework",
        title_ko="반도체 협력 프레임워크",
        form="framework",
        sectors=["semiconductors"],
        bodies=[
            make_organisation("Department for Science, Innovation and Technology", abbreviation="DSIT"),
            make_organisation("Ministry of Trade", side="kr", name_ko="산업통상자원부", abbreviation="MOTIE"),
        ],
    )
    make_agreement("Memorandum on Space Co-operation", title_ko="", sectors=["space"])
    make_agreement("", title_ko="한영 수소 협력 양해각서를 위한 합의", sectors=["energy-clean"])
    defence = make_agreement(
        "Joint Fund for Café Owners", summary_en="Ministers signed it in Seoul.", sectors=["trade"]
    )
    person = make_person("Sang-min Lee", side="kr", name_ko="이상민")
    body = defence.signatories.all()[0].organisation
    curation.add_signatory(agreement=defence, organisation=body, person=person, by=None, reason=MADE)
    curation.add_name(agreement=defence, text="Coffee Accord", language="en", by=None, reason=MADE)


CHIPS, SPACE, HYDROGEN, FUND = "Semiconductor", "Memorandum on Space", "한영 수소", "Joint Fund"
NAMES = (CHIPS, SPACE, HYDROGEN, FUND)


FINDS: list[tuple[str, set[str]]] = [
    ("semiconductor", {CHIPS}),
    ("SEMICONDUCTORS", {CHIPS}),
    ("semi-conductors", {CHIPS}),
    ("반도체", {CHIPS}),
    ("반도체를", {CHIPS}),
    ("반도", {CHIPS}),
    (unicodedata.normalize("NFD", "반도체"), {CHIPS}),
    ("프레임워크", {CHIPS}),
    ("framework 반도체", {CHIPS}),
    ("dsit", {CHIPS}),
    ("산업통상자원부", {CHIPS}),
    ("innovation technologies", {CHIPS}),
    ("space", {SPACE}),
    ("우주", {SPACE}),
    ("cooperation", {CHIPS, SPACE, HYDROGEN}),
    ("co-operation", {CHIPS, SPACE, HYDROGEN}),
    ("양해각서", {HYDROGEN, SPACE, FUND}),
    ("수소", {HYDROGEN}),
    ("한영", {HYDROGEN}),
    ("영", {HYDROGEN}),
    ("clean energy", {HYDROGEN}),
    ("청정에너지", {HYDROGEN}),
    ("cafe", {FUND}),
    ("CAFÉ", {FUND}),
    ("이상민", {FUND}),
    ("sang-min lee", {FUND}),
    ("coffee accord", {FUND}),
    ("ministers sign", {FUND}),
    ('"joint fund"', {FUND}),
    ("“fund joint”", set()),
    ('"반도체 협력"', {CHIPS}),
    ('"협력 반도체"', set()),
    ('fund "café owners"', {FUND}),
    ("UKKR-2023-001", {CHIPS}),
]


def test_finds(register: None, subtests: pytest.Subtests) -> None:
    for typed, expected in FINDS:
        with subtests.test(typed=typed):
            found = [row.title("en") for row in search.search(Agreement.objects.published(), typed)]
            assert {name for name in NAMES if any(title.startswith(name) for title in found)} == expected
            assert len(found) == len(expected)


HOSTILE = [
    *("&", "|", "!", "(", ")", ":", "*", "'", '"', "a & | !", "fund:*", "!fund", "fund <-> x", "fund:A", "\\", "a\\'b"),
    *("-", "%", "_", "(a+)+$", "'; DROP TABLE agreements_agreement; --", "the", "of the", "😀", "x" * 5000, "\x00"),
    *('"', '""', '"""', '"fund', 'fund"', "“", "가" * 300, "ㄱ", "a " * 20000, "𝕏 ﷽", "-1", "1e309", "o'neil", "<b>"),
]


def _suggest(text: str) -> tuple[str, ...]:
    return search.suggest(text, edition.current().stamp)


def test_nothing_typed_breaks_it(register: None, subtests: pytest.Subtests) -> None:
    """F4, F5."""
    for typed in HOSTILE:
        with subtests.test(typed=typed[:40]):
            assert search.search(Agreement.objects.published(), typed).count() <= 4
            _suggest(typed)


def test_titles_rank_above_summaries() -> None:
    make_agreement("Other", summary_en="It is on hydrogen.")
    make_agreement("Hydrogen plan")
    found = filter_for(Selection(q="hydrogen")).ordered
    assert [row.title_en for row in found] == ["Hydrogen plan", "Other"]


def test_suggests_what_was_meant(register: None) -> None:
    assert "semiconductor" in _suggest("semicondutcor")
    assert "반도체" in _suggest("반도쳬")
    assert "space" in _suggest("spacee")
    assert "joint fund" in _suggest("joint fnud")
    assert _suggest("space") == ()
    assert _suggest("qqqqqqqqq") == ()


def test_bodies_are_found_under_every_name() -> None:
    body = make_organisation("Ministry of Trade, Industry and Energy", side="kr")
    OrganisationName.objects.create(organisation=body, text="산업부", language="ko", is_abbreviation=True)
    make_agreement("A", bodies=[body])
    assert search.search(Agreement.objects.published(), "산업부").count() == 1


def test_withdrawn_agreement_is_not_found_nor_suggested() -> None:
    """E2, E4."""
    agreement = make_agreement("Zyzzyva plan")
    assert _suggest("zyzzyvaa") == ("zyzzyva",)
    curation.withdraw(agreement=agreement, by=None, reason=MADE)
    assert not search.search(Agreement.objects.all(), "zyzzyva").exists()
    assert _suggest("zyzzyvaa") == ()


def test_reindexing_finds_what_was_renamed_and_forgets_what_is_not_public() -> None:
    body = make_organisation("Old Name")
    make_agreement("A", bodies=[body])
    hidden = make_agreement("B")
    Agreement.objects.filter(pk=hidden.pk).update(record_state="draft")
    body.name_en = "Renamed Bureau"
    body.save()
    assert search.reindex() == 1
    assert search.search(Agreement.objects.all(), "renamed bureau").count() == 1
