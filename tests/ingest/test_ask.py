"""Linked pages are asked politely, and given up slowly."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agreements.curation import evidence
from agreements.ingest import ask
from agreements.ingest.fetch import Fetched, Unfetched
from agreements.models import Document, LinkCheck, Reference
from tests.factories import STAND, make_agreement

pytestmark = pytest.mark.django_db


class Web:
    """Hosts that answer as they are told to."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def __call__(self, address: str, *, method: str, largest: int, seconds: float) -> Fetched:
        host = address.split("/")[2].split(".")[0]
        self.asked.append((method, host))
        answer = self.answers.get(host, 200)
        if isinstance(answer, Unfetched):
            raise answer
        if isinstance(answer, str):
            return Fetched(answer, 200, "text/html", b"", answer)
        if isinstance(answer, tuple):
            answer = answer[method == "GET"]
        return Fetched(address, answer, "text/html", b"")


def make_links(*hosts: str) -> None:
    agreement = make_agreement()
    for host in hosts:
        page = Reference.objects.create(address=f"https://{host}.example/", link=f"https://{host}.example/")
        evidence.add(
            agreement=agreement, value="form", support=evidence.Support("reference", reference=page), stand=STAND
        )


def states() -> dict[str, str]:
    return {row.link.split("/")[2].split(".")[0]: row.state for row in LinkCheck.objects.all()}


def make_due() -> None:
    LinkCheck.objects.update(next_at=timezone.now() - datetime.timedelta(seconds=1))


def test_each_page_is_asked_once_a_month() -> None:
    make_links("one", "two")
    Document.objects.create(agreement=make_agreement(), title="Text", language="en", address="https://three.example/x")
    web = Web()
    assert ask.is_due()
    assert ask.a_few(ask=web) == 3
    assert not ask.is_due()
    assert ask.a_few(ask=web) == 0
    assert states() == {"one": "answers", "two": "answers", "three": "answers"}
    assert all(row.next_at - timezone.now() > datetime.timedelta(days=29) for row in LinkCheck.objects.all())
    assert {method for method, _host in web.asked} == {"HEAD"}


def test_one_host_is_asked_one_page_a_turn() -> None:
    make_links("one")
    page = Reference.objects.create(address="https://one.example/b", link="https://one.example/b")
    evidence.add(agreement=make_agreement(), value="form", support=evidence.Support("reference", reference=page),
                 stand=STAND)  # fmt: skip
    assert [ask.a_few(ask=Web()) for _ in range(3)] == [1, 1, 0]


def test_a_page_is_given_up_after_three_failures_over_two_weeks() -> None:
    make_links("gone", "there")
    web = Web(gone=404)
    for turn in range(3):
        make_due()
        ask.a_few(ask=web)
        assert states()["gone"] == "failing", turn
    LinkCheck.objects.filter(failures=3).update(failing_since=timezone.now() - datetime.timedelta(days=15))
    make_due()
    ask.a_few(ask=web)
    assert states() == {"gone": "dead", "there": "answers"}
    make_due()
    ask.a_few(ask=Web())
    assert states()["gone"] == "answers"
    assert LinkCheck.objects.get(reference__link__contains="gone").failures == 0


def test_a_refusal_of_programs_says_nothing_about_the_page() -> None:
    make_links("shut", "odd", "large")
    ask.a_few(ask=Web(shut=403, odd=(405, 200), large=Unfetched("size", "large")))
    assert set(states().values()) == {"answers"}


def test_a_move_for_good_is_a_proposal_and_changes_no_link() -> None:
    make_links("old")
    ask.a_few(ask=Web(old="https://new.example/"))
    row = LinkCheck.objects.get()
    assert (row.state, row.moved_to) == ("moved", "https://new.example/")
    assert Reference.objects.get().link == "https://old.example/"


def test_a_machine_that_is_cut_off_notes_nothing() -> None:
    make_links("one", "two")
    ask.a_few(ask=Web(one=Unfetched("name", "no host"), two=Unfetched("slow", "slow")))
    assert set(states().values()) == {"unasked"}
    make_due()
    ask.a_few(ask=Web(one=Unfetched("name", "no host")))
    assert states() == {"one": "failing", "two": "answers"}


def test_a_changed_link_is_asked_anew() -> None:
    make_links("gone")
    ask.a_few(ask=Web(gone=404, other=200))
    make_links("other")
    Reference.objects.filter(address="https://gone.example/").update(link="https://found.example/")
    ask.a_few(ask=Web())
    assert LinkCheck.objects.get(asked="https://found.example/").state == "answers"
