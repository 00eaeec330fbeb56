"""What is unusual about a record: each check warns where it should and stays silent where it should."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.curation import agreements, oddities
from agreements.domain.dates import PartialDate, parse_date
from agreements.models import Agreement
from tests.factories import MADE, make_agreement, make_organisation, make_person

pytestmark = pytest.mark.django_db
TITLE = "Memorandum on quantum computing standards"


def told(*, title_en: str = TITLE, title_ko: str = "", sides: str = "uk kr", **steps: str) -> Agreement:
    """A draft with its steps, each `kind="day"`, and a body of each of the sides."""
    bodies = [make_organisation(side=side) for side in sides.split()]
    first, *further = steps.items() or [("signed", "22 November 2023")]
    made = make_agreement(
        title_en, title_ko=title_ko, bodies=bodies, action=first[0].replace("_", "-"), on=first[1], published=False
    )
    for kind, day in further:
        step(made, kind, parse_date(day))
    return made


def step(agreement: Agreement, kind: str, when: PartialDate | None, nature: str = "actual") -> Agreement:
    kind = kind.replace("_", "-")
    agreements.record_action(agreement=agreement, kind=kind, when=when, nature=nature, by=None, reason=MADE)
    return agreement


def tomorrow() -> PartialDate:
    day = timezone.now().date() + datetime.timedelta(days=1)
    return PartialDate(day.year, day.month, day.day)


def beside(other: str, title: str = TITLE) -> Agreement:
    make_agreement(other, published=False)
    return told(title_en=title)


def of_a_person(side: str) -> Agreement:
    made, person = told(), make_person("Han Chang-seob", side=side)
    body = made.signatories.get(side="kr").organisation
    agreements.add_signatory(agreement=made, organisation=body, person=person, by=None, reason=MADE)
    return made


Case = tuple[str, Callable[[], Agreement], str, str]
UNUSUAL: list[Case] = [
    (
        "effect_before_signature",
        lambda: told(signed="2023", entered_into_force="2020"),
        "before it is signed",
        "actions",
    ),
    (
        "effect_before_signature",
        lambda: told(signed="May 2023", came_into_effect="1 April 2023"),
        "before it",
        "actions",
    ),
    ("end_before_beginning", lambda: told(signed="2023", terminated="2021"), "ends before it begins", "actions"),
    ("announced_after_signature", lambda: told(signed="2020", announced="2022"), "after it was signed", "actions"),
    ("already_in_the_future", lambda: step(told(), "terminated", tomorrow()), "a day still to come", "actions"),
    ("twice", lambda: step(told(signed="2023"), "signed", parse_date("2022")), "stands 2 times", "actions"),
    ("one_side_only", lambda: told(sides="uk uk"), "No body of this side", "signatories"),
    ("one_side_only", lambda: told(sides="kr other"), "United Kingdom", "signatories"),
    ("on_another_side", lambda: of_a_person("uk"), "Han Chang-seob stands here for", "signatories"),
    ("script", lambda: told(title_ko="Memorandum"), "no Korean letter", "title_ko"),
    ("script", lambda: told(title_en="양자 Memorandum"), "holds Korean letters", "title_en"),
    ("nearly_the_same_title", lambda: beside(f"The {TITLE}"), "nearly the same title", "title_en"),
    ("nearly_the_same_title", lambda: beside("Quantum computing standard: memorandum"), "nearly the same", "title_en"),
]
USUAL: list[tuple[str, Callable[[], Agreement]]] = [
    (
        "the year of signature, which holds the day of effect",
        lambda: told(signed="2023", entered_into_force="May 2023"),
    ),
    ("effect after signature", lambda: told(signed="2022", entered_into_force="2023", terminated="2024")),
    ("announced first", lambda: told(announced="2021", signed="2022")),
    ("a day to come that is only planned", lambda: step(told(), "entered_into_force", tomorrow(), "scheduled")),
    ("two steps of one day", lambda: told(signed="2023", concluded="2023")),
    ("a third side", lambda: told(sides="uk kr other")),
    ("a person of that side", lambda: of_a_person("kr")),
    ("titles in their own script", lambda: told(title_ko="양자컴퓨팅 표준 양해각서")),
    ("a title with a word in common", lambda: beside("Memorandum on quantum sensing for hospitals")),
]


@pytest.mark.parametrize(("check", "make", "words", "place"), UNUSUAL)
def test_what_is_unusual_is_said_beside_what_it_is_about(
    check: str, make: Callable[[], Agreement], words: str, place: str
) -> None:
    found = oddities.found(make())
    assert [(one.place, words in one.text) for one in found] == [(place, True)], (check, found)


@pytest.mark.parametrize(("what", "make"), USUAL, ids=[what for what, _make in USUAL])
def test_what_is_usual_is_passed_over(what: str, make: Callable[[], Agreement]) -> None:
    assert oddities.of(make()) == []


def test_every_check_stands_in_the_table() -> None:
    assert {f"_{case[0]}" for case in UNUSUAL} == {check.__name__ for check in oddities._CHECKS}


def test_it_asks_the_same_number_of_questions_however_large_the_register_and_the_record() -> None:
    def asked(made: Agreement) -> int:
        with CaptureQueriesContext(connection) as questions:
            oddities.found(made)
        return len(questions)

    few = asked(told())
    for number in range(8):
        make_agreement(f"Another agreement, number {number}", published=False)
    many = told(sides="uk kr " * 4, announced="2021", signed="2022", entered_into_force="2023")
    assert asked(many) == few <= 6


def test_of_the_titles_only_those_that_share_a_long_word_are_read() -> None:
    make_agreement("Fisheries and the sea", published=False)
    alike = make_agreement("Memorandum on the standards of quantum computing", published=False)
    made = told()
    shared = Agreement.objects.filter(oddities._sharing_a_word([made.title_en])).exclude(pk=made.pk)
    assert list(shared) == [alike]
    assert not Agreement.objects.filter(oddities._sharing_a_word(["MOU", ""])).exists()
