"""Each check finds what it is for, and nothing in a register that is in order."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db.models import Model
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agreements.curation import agreements as curation
from agreements.curation import evidence
from agreements.curation.audit import Stand
from agreements.curation.quality import CHECKS
from agreements.domain.dates import PartialDate
from agreements.models import (
    Agreement,
    Evidence,
    LinkCheck,
    Organisation,
    OrganisationName,
    Reference,
    SectorTag,
    Signatory,
)
from tests.factories import MADE, make_agreement, make_organisation, make_person, make_press_item

pytestmark = pytest.mark.django_db
STAND = Stand("The compiler of the tests", datetime.date(2026, 11, 21))
LAST_YEAR = str(timezone.now().year - 1)


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


@pytest.fixture
def sound(db: None) -> Agreement:
    """A record with which nothing is the matter."""
    bodies = [make_organisation(f"Ministry of {name}", name_ko=f"{ko}부", side=side, slug=name.lower())
              for name, ko, side in (("Chips", "반도체", "uk"), ("Industry", "산업", "kr"))]  # fmt: skip
    agreement = make_agreement(
        "Framework on semiconductors", title_ko="반도체 프레임워크", summary_en="On chips.",
        summary_ko="반도체에 관한 것.", bodies=bodies, on=f"3 March {LAST_YEAR}",
    )  # fmt: skip
    page = _page("https://a.example/")
    for row in agreement.evidence.all():
        support = evidence.Support("reference", reference=page)
        evidence.add(agreement=agreement, value=row.value, row=_row(row), support=support, stand=STAND)
    return agreement


def _page(address: str, when: PartialDate | None = None) -> Reference:
    page = Reference(address=address, link=address, title="A page")
    page.when = when
    page.save()
    return page


def _row(row: Evidence) -> Model | None:
    return row.action or row.signatory or row.sector_tag or row.relation or row.amount or row.other_name


def found() -> dict[str, int]:
    """How much each check finds that finds anything."""
    return {check.code: count for check in CHECKS if (count := check.count())}


def test_a_register_in_order_is_clear(sound: Agreement) -> None:
    assert found() == {}


def bare(sound: Agreement) -> None:
    SectorTag.objects.create(agreement=sound, sector="ai")
    sound.evidence.filter(value="form").delete()


def judged(sound: Agreement) -> None:
    sound.evidence.filter(value="form", strength="reference").delete()


def digested(sound: Agreement) -> None:
    sound.evidence.filter(value="form").delete()
    revision = make_press_item("They agreed.", text_kind="digest", address="https://b.example/")
    evidence.add(agreement=sound, value="form", support=evidence.found_in(revision, 0, 4), stand=STAND)


def disputed(sound: Agreement) -> None:
    support = evidence.Support("reference", reference=_page("https://c.example/"), supports=False, reported="Treaty")
    evidence.add(agreement=sound, value="form", support=support, stand=STAND)


def reversed_(sound: Agreement) -> None:
    when = PartialDate.fromisoformat(f"{int(LAST_YEAR) - 1}-05")
    curation.record_action(agreement=sound, kind="came-into-effect", when=when, by=None, reason=MADE)
    _support(sound)


def unexplained(sound: Agreement) -> None:
    sound.actions.all().delete()
    curation.refresh(sound)


def one_sided(sound: Agreement) -> None:
    Signatory.objects.filter(agreement=sound, side="kr").delete()


def stale(sound: Agreement) -> None:
    sound.actions.all().delete()
    curation.record_action(
        agreement=sound, kind="talks-launched", when=PartialDate.fromisoformat("2019"), by=None, reason=MADE
    )
    _support(sound)


def overdue(sound: Agreement) -> None:
    curation.record_action(
        agreement=sound, kind="review-due", when=PartialDate.fromisoformat(f"{LAST_YEAR}-09-01"), by=None,
        reason=MADE, nature="scheduled",
    )  # fmt: skip
    _support(sound)


def twin(sound: Agreement) -> None:
    make_agreement("Framework on semiconductors", published=False, bodies=Organisation.objects.all())


def twin_body(sound: Agreement) -> None:
    make_organisation("The Ministry of Chips", name_ko="반도체 담당부", side="uk")


def twin_person(sound: Agreement) -> None:
    make_person("Jane Tester", name_ko="제인")
    make_person("Tester Jane", name_ko="테스터")


def dead(sound: Agreement) -> None:
    since = timezone.now() - datetime.timedelta(days=20)
    page = Reference.objects.get(address="https://a.example/")
    LinkCheck.objects.create(reference=page, state="dead", failures=3, failing_since=since, answer="HTTP 404")


def moved(sound: Agreement) -> None:
    page = Reference.objects.get(address="https://a.example/")
    LinkCheck.objects.create(reference=page, state="moved", moved_to="https://d.example/")


def no_title_ko(sound: Agreement) -> None:
    Agreement.objects.update(title_ko="")


def no_title_en(sound: Agreement) -> None:
    Agreement.objects.update(title_en="")


def no_summary_ko(sound: Agreement) -> None:
    Agreement.objects.update(summary_ko="")


def no_summary_en(sound: Agreement) -> None:
    Agreement.objects.update(summary_en="")


def one_name(sound: Agreement) -> None:
    Organisation.objects.filter(slug="chips").update(name_ko="")


def one_name_of_a_person(sound: Agreement) -> None:
    party = sound.signatories.all()[0]
    party.person = make_person("Jane Tester")
    party.save()


def one_name_of_an_occasion(sound: Agreement) -> None:
    from agreements.models import Occasion

    sound.occasion = Occasion.objects.create(slug="visit", name_en="Visit")
    sound.save()
    evidence.add(agreement=sound, value="occasion",
                 support=evidence.Support("reference", reference=_page("https://e.example/")), stand=STAND)  # fmt: skip


def of_no_kind(sound: Agreement) -> None:
    Organisation.objects.filter(slug="chips").update(kind="other")


def over(sound: Agreement) -> None:
    OrganisationName.objects.filter(organisation__slug="chips").update(used_until=datetime.date(2020, 1, 1))


def _support(sound: Agreement) -> None:
    page = Reference.objects.get(address="https://a.example/")
    for action in sound.actions.all():
        support = evidence.Support("reference", reference=page)
        evidence.add(agreement=sound, value="action", row=action, support=support, stand=STAND)


FIRES: dict[str, Callable[[Agreement], None]] = {
    "bare": bare, "digest": digested, "judgement": judged, "rivals": disputed, "order": reversed_,
    "status": unexplained, "one-sided": one_sided, "talks": stale, "passed": overdue, "same-agreements": twin,
    "same-bodies": twin_body, "same-people": twin_person, "dead-links": dead, "moved-links": moved,
    "korean-title": no_title_ko, "english-title": no_title_en, "korean-summary": no_summary_ko,
    "english-summary": no_summary_en, "body-names": one_name, "people-names": one_name_of_a_person,
    "occasion-names": one_name_of_an_occasion, "unplaced": of_no_kind, "ended": over,
}  # fmt: skip


def test_every_check_has_a_case() -> None:
    assert [check.code for check in CHECKS] == list(FIRES)


@pytest.mark.parametrize("code", FIRES)
def test_a_check_finds_what_it_is_for_and_nothing_else(sound: Agreement, code: str) -> None:
    FIRES[code](sound)
    assert found() == {code: 1}
    check = next(each for each in CHECKS if each.code == code)
    for language in ("en", "ko"):
        (finding,) = check.page(1, 50, language)
        assert finding.name
        assert finding.pk


def test_counting_costs_the_same_whatever_there_is(
    sound: Agreement, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        curation.submit(agreement=make_agreement(f"Memorandum {number}", published=False), by=None)
        make_agreement(f"Arrangement {number}", on="2019", action="talks-launched")
    cache.clear()
    with django_assert_max_num_queries(52):
        for check in CHECKS:
            check.count()
    for check in CHECKS:
        check.count()
        with django_assert_max_num_queries(12):
            check.page(1, 50, "en")


def test_a_rival_is_decided_by_a_note_under_the_value(sound: Agreement) -> None:
    """Evidence is never rewritten: who keeps the register's value says why, beside what stands there."""
    disputed(sound)
    check = next(each for each in CHECKS if each.code == "rivals")
    (finding,) = check.page(1, 9, "en")
    assert (finding.strength, finding.place) == ("judgement", "id_note")
    value, _mark, row = finding.target.partition(":")
    carrier = sound.actions.get(pk=row) if row else None
    minutes = _page("https://d.example/")
    why = evidence.Support("reference", reference=minutes, note="The minutes of the day say ours.")
    evidence.add(agreement=sound, value=value, row=carrier, support=why, stand=STAND)
    assert check.count() == 0
