"""Readers' notes decided and the worklist cleared in the editing room, by those who may."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agreements.curation import disputes
from agreements.curation.quality import CHECKS
from agreements.models import Dispute, DisputeContact, LinkCheck, Reference
from tests.cases import KEPT, make_case
from tests.factories import make_agreement
from tests.people import member

pytestmark = pytest.mark.django_db
OUTCOME = {"outcome_en": KEPT.en, "outcome_ko": ""}


@pytest.fixture
def case() -> Dispute:
    return make_case(make_agreement(), email="reader@example.org", source="https://a.example/page")


@pytest.fixture
def curator(client: Client) -> Client:
    client.force_login(member("curator"))
    return client


def _page(case: Dispute) -> str:
    return reverse("admin:agreements_dispute_change", args=[case.pk])


def test_what_the_reader_says_stands_beside_what_the_value_stands_on(curator: Client, case: Dispute) -> None:
    for language in ("en", "ko"):
        page = curator.get(_page(case), headers={"accept-language": language}).content.decode()
        for words in (
            case.said,
            "https://a.example/page",
            "reader@example.org",
            "The compiler of the tests",
            case.number,
        ):
            assert words in page


def test_a_refusal_shows_the_address_once_and_keeps_it_nowhere(curator: Client, case: Dispute) -> None:
    answer = curator.post(_page(case), {**OUTCOME, "decision": "refuse"})
    assert "mailto:reader%40example.org?subject=UKKR-C-" in answer.content.decode()
    case.refresh_from_db()
    assert (case.state, case.outcome_en, DisputeContact.objects.count()) == ("refused", KEPT.en, 0)
    assert "reader@example.org" not in curator.get(_page(case)).content.decode()
    again = curator.post(_page(case), {**OUTCOME, "decision": "refuse"})
    assert "meanwhile" in again.content.decode()


def test_a_date_is_corrected_on_the_page_of_its_case(curator: Client, case: Dispute) -> None:
    typed = {**OUTCOME, "decision": "correct", "to": "21 November 2023", "support": "reference"}
    refused = curator.post(_page(case), {**typed, "link": "no address"})
    page = refused.content.decode()
    assert "not a web address" in page
    assert KEPT.en in page
    assert "21 November 2023" in page
    assert not Reference.objects.exists()
    curator.post(_page(case), {**typed, "link": "https://a.example/page"})
    case.refresh_from_db()
    assert case.state == "upheld"
    assert str(case.agreement.actions.get().date) == "2023-11-21"


@pytest.mark.parametrize(
    "decision", ["refuse", "uphold", "partly", "withdrawn", "correct", "join", "spam", "reopen", "", "x"]
)
def test_no_button_breaks_on_nothing_or_on_anything(curator: Client, case: Dispute, decision: str) -> None:
    for typed in (
        {},
        {"outcome_en": "\x00", "to": "\x00" * 9, "into": "9" * 30, "support": "x", "link": "https://[::1"},
    ):
        assert curator.post(_page(case), {**typed, "decision": decision}).status_code in (200, 302)
    for address in ("999999", "x"):
        assert curator.get(f"/admin/agreements/dispute/{address}/change/").status_code == 404


def test_doubles_are_joined_and_spam_is_set_aside(curator: Client, case: Dispute) -> None:
    double, spam = make_case(case.agreement), make_case(case.agreement)
    curator.post(_page(double), {"decision": "join", "into": case.pk})
    curator.post(_page(spam), {"decision": "spam"})
    double.refresh_from_db()
    spam.refresh_from_db()
    assert (double.state, double.joined_to, spam.state) == ("joined", case, "spam")
    curator.post(_page(spam), {"decision": "reopen", "reason": "It was meant."})
    spam.refresh_from_db()
    assert spam.is_open
    shown = curator.get(reverse("admin:agreements_dispute_changelist")).content.decode()
    assert case.number in shown
    assert double.number not in shown
    for state in ("answered", "joined", "spam", "all", "zzz"):
        assert curator.get(reverse("admin:agreements_dispute_changelist"), {"state": state}).status_code == 200


def test_a_viewer_sees_and_decides_nothing(client: Client, case: Dispute) -> None:
    client.force_login(member("viewer"))
    page = client.get(_page(case)).content.decode()
    assert case.said in page
    assert "reader@example.org" not in page
    assert client.post(_page(case), {**OUTCOME, "decision": "refuse"}).status_code == 403
    for address in ("add/", f"{case.pk}/delete/"):
        assert client.get(f"/admin/agreements/dispute/{address}").status_code == 403
    client.logout()
    assert client.get(_page(case)).status_code == 302


def test_the_list_of_cases_costs_the_same_for_many(
    curator: Client, case: Dispute, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        disputes.contacts(make_case(case.agreement, email="x@example.org"))
    curator.get(reverse("admin:agreements_dispute_changelist"))
    with django_assert_max_num_queries(12):
        curator.get(reverse("admin:agreements_dispute_changelist"))


def test_every_finding_leads_to_a_page_that_opens(curator: Client, case: Dispute) -> None:
    make_agreement("Memorandum on space", on="2019", action="talks-launched")
    make_agreement("Memorandum on space", published=False)
    overview = curator.get(reverse("admin:quality")).content.decode()
    followed = 0
    for check in CHECKS:
        response = curator.get(reverse("admin:quality_check", args=[check.code]))
        assert response.status_code == 200
        assert str(check.title).replace("’", "&#x27;") in overview or str(check.title) in overview
        for line in response.context["lines"]:
            address, _mark, place = line.address.partition("#")
            mending = curator.get(address)
            assert mending.status_code == 200, line
            assert not place or f'id="{place}"' in mending.content.decode(), line
            followed += 1
    assert followed > 8
    assert curator.get("/admin/quality/no-such/").status_code == 404
    for page in ("x", "0", "99999999", "-1"):
        assert curator.get(f"/admin/quality/judgement/?page={page}").status_code == 200


def test_links_that_nobody_has_asked_are_not_called_clear(curator: Client) -> None:
    page = curator.get(reverse("admin:quality")).content.decode()
    assert page.index("Clear") < page.index("Not looked at") < page.index("Pages that are no longer online")
    reference = Reference.objects.create(address="https://a.example/", link="https://a.example/")
    LinkCheck.objects.create(reference=reference, state="answers", asked_at=timezone.now())
    assert "Not looked at" not in curator.get(reverse("admin:quality")).content.decode()


def test_the_worklist_is_for_those_of_the_room(client: Client) -> None:
    assert client.get(reverse("admin:quality")).status_code == 302
    client.force_login(member("viewer"))
    assert client.get(reverse("admin:quality")).status_code == 200
