"""A reader says that a value is wrong, and learns what became of it; nobody else learns anything before."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agreements.curation import agreements as curation
from agreements.curation import correcting, disputes, evidence
from agreements.models import Agreement, Dispute, DisputeContact
from agreements.web import limits, tickets
from tests.cases import CORRECTED, KEPT, make_case
from tests.factories import MADE, make_agreement
from tests.people import member
from tests.web.test_bad_input import VALUES
from tests.web.test_leaks import TOKEN, _crawl

_TICKET = re.compile(r'name="ticket" value="([^"]+)"')
_CHOSEN = re.compile(r'<option value="([^"]*)" selected')
ORIGIN = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Programs of tests type quickly."""
    monkeypatch.setattr(tickets, "SOONEST", -2)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def curator(db: None) -> User:
    return member("curator")


def _own(agreement: Agreement, prefix: str = "") -> str:
    return f"{prefix}/agreements/{agreement.public_id}-{agreement.slug}/"


def _send(client: Client, agreement: Agreement, prefix: str = "", **typed: str) -> HttpResponse:
    address = f"{_own(agreement, prefix)}dispute/"
    form = client.get(f"{address}?value=signed-on").content.decode()
    found, chosen = _TICKET.search(form), _CHOSEN.search(form)
    assert found
    assert chosen
    data = {"ticket": found.group(1), "value": chosen.group(1), "said": "It was the 21st.", **typed}
    response: HttpResponse = client.post(address, data, headers=ORIGIN)  # type: ignore[assignment]
    return response


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_a_note_becomes_a_case_with_a_number_and_an_address(client: Client, register: Agreement, prefix: str) -> None:
    response = _send(client, register, prefix, email="reader@example.org", source="https://a.example/")
    case = Dispute.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"{prefix}/corrections/{case.number}/received/"
    thanks = client.get(response["Location"])
    assert case.number in thanks.content.decode()
    assert f'href="{prefix}/corrections/{case.number}/"' in thanks.content.decode()
    action = register.actions.get()
    assert (case.value, case.row, case.kind, case.said) == ("action", action.pk, "signed", "It was the 21st.")
    assert case.language == ("ko" if prefix else "en")
    assert DisputeContact.objects.get().email == "reader@example.org"


def test_the_page_of_a_record_leads_to_the_form_of_each_value(client: Client, register: Agreement) -> None:
    page = client.get(_own(register)).content.decode()
    links = set(re.findall(r'href="([^"]*dispute/[^"]*)"', page))
    assert len(links) >= 8
    for link in links:
        response = client.get(link)
        text = response.content.decode()
        assert response.status_code == 200
        assert ('<option value="" selected>' in text) == ("?" not in link), link
        assert response["Cache-Control"] == "no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies


def test_a_short_or_a_wrong_address_leads_to_the_form(client: Client, register: Agreement) -> None:
    response = client.get(f"/agreements/{register.public_id}/dispute/?value=signed-on")
    assert (response.status_code, response["Location"]) == (301, f"{_own(register)}dispute/?value=signed-on")
    draft, gone = make_agreement(published=False), make_agreement()
    curation.withdraw(agreement=gone, by=None, reason=MADE)
    assert client.get(f"{_own(draft)}dispute/").status_code == 404
    assert client.get(f"{_own(gone)}dispute/").status_code == 410
    assert client.get("/agreements/UKKR-1999-001/dispute/").status_code == 404
    for prefix in ("", "/ko"):
        assert client.get(f"{prefix}/corrections/UKKR-C-2026-9999/").status_code == 404


def test_nothing_typed_is_lost_when_it_cannot_be_sent(client: Client, register: Agreement) -> None:
    response = _send(client, register, said="", source="The Herald, 3 May", email="no address")
    page = response.content.decode()
    assert response.status_code == 400
    assert "The Herald, 3 May" in page
    assert "no address" in page
    assert page.count("aria-invalid") == 2
    assert not Dispute.objects.exists()


def test_the_same_form_sent_twice_is_one_case(client: Client, register: Agreement) -> None:
    address = f"{_own(register)}dispute/"
    ticket = _TICKET.search(client.get(address).content.decode())
    assert ticket
    data = {"ticket": ticket.group(1), "value": "", "said": "A party is missing."}
    places = {client.post(address, data, headers=ORIGIN)["Location"] for _ in range(2)}
    assert len(places) == Dispute.objects.count() == 1


def test_programs_are_stopped(client: Client, register: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    """E8: a form filled in at once, a trap stepped into, a forged or borrowed ticket, a page of another site."""
    other = Agreement.objects.exclude(pk=register.pk)[0]
    address = f"{_own(register)}dispute/"
    assert _send(client, register, reply_by="x").status_code == 400
    for ticket in ("", "x", "a:b:c", tickets.issue(other.public_id), "\x00", "9" * 5000):
        assert _send(client, register, ticket=ticket).status_code == 400
    data = {"ticket": tickets.issue(register.public_id), "said": "It was the 21st."}
    for headers in ({}, {"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
                    {"referer": "https://[::1"}):  # fmt: skip
        assert client.post(address, data, headers=headers).status_code == 403
    monkeypatch.setattr(tickets, "SOONEST", 3)
    assert _send(client, register).status_code == 400
    monkeypatch.setattr(tickets, "SOONEST", -2)
    monkeypatch.setattr(tickets, "LATEST", -1)
    late = _send(client, register)
    assert late.status_code == 400
    assert "It was the 21st." in late.content.decode()
    assert not Dispute.objects.exists()
    assert client.put(address).status_code == 405


def test_a_flood_is_refused_with_words(client: Client, register: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "NOTES", limits.Limit("note", 2, span=3600))
    monkeypatch.setattr("agreements.web.limits.time.time", lambda: 1_800_000_000)
    address, ticket = f"{_own(register)}dispute/", tickets.issue(register.public_id)
    sent = [
        client.post(address, {"ticket": ticket}, headers=ORIGIN, REMOTE_ADDR="81.2.69.142").status_code
        for _ in range(4)
    ]
    assert sent == [400, 400, 429, 429]
    refused = client.post(f"/ko{address}", {}, headers=ORIGIN, REMOTE_ADDR="81.2.69.142")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 60
    assert client.get(address, REMOTE_ADDR="81.2.69.142").status_code == 200, "reading stays open"
    assert client.post(address, {}, headers=ORIGIN, REMOTE_ADDR="81.2.69.143").status_code == 400


def test_the_form_survives_everything(client: Client, register: Agreement) -> None:
    """F1, F2, F4, F5."""
    address = f"{_own(register)}dispute/"
    for value in VALUES:
        assert client.get(f"{address}?value={value}").status_code == 200
        assert client.get(f"/corrections/?page={value}").status_code in (200, 404)
        assert client.get(f"/corrections/{value}/").status_code in (200, 404)
    for typed in ("\x00\u202e\ud7ff" * 9, "<script>alert(1)</script>", "가" * 4000, "각"):
        response = _send(client, register, said=typed, source=typed, value=typed)
        assert response.status_code in (302, 400)
        assert b"<script>alert" not in response.content
    body = b"--x\r\nContent-Disposition: form-data; name=said\r\n\r\n\xff\xfe\xed\xa0\x80"
    broken = client.post(address, body, content_type="multipart/form-data; boundary=x", headers=ORIGIN)
    assert broken.status_code == 400
    assert client.post(address, "{", content_type="application/json", headers=ORIGIN).status_code == 400


def test_an_open_case_is_in_no_page_and_no_count(client: Client, register: Agreement, curator: User) -> None:
    """E2. Its own address tells its number, its day and which value, and nothing that was written."""
    before = _crawl(client)
    case = make_case(
        register, said=f"You fools {TOKEN}", source=f"https://{TOKEN}.example/", email=f"{TOKEN}@example.org"
    )
    spam, joined = make_case(register, said=TOKEN), make_case(register, said=TOKEN)
    disputes.set_aside(dispute=spam, by=curator)
    disputes.join(dispute=joined, into=case, by=curator)
    assert _crawl(client) == before
    for number in (case.number, spam.number, joined.number):
        for address in (f"/corrections/{number}/", f"/ko/corrections/{number}/", f"/corrections/{number}/received/"):
            page = client.get(address).content.decode()
            assert number in page
            assert TOKEN not in page
    disputes.refuse(dispute=case, by=curator, outcome=KEPT)
    assert not any(TOKEN in page for address, page in _crawl(client).items() if TOKEN not in address)


def test_a_refusal_is_told_at_the_value_in_the_history_and_in_the_list(
    client: Client, register: Agreement, curator: User
) -> None:
    tag = client.get(_own(register)).headers["ETag"]
    case = make_case(register)
    assert client.get(_own(register), headers={"if-none-match": tag}).status_code == 304
    disputes.refuse(dispute=case, by=curator, outcome=KEPT)
    page = client.get(_own(register), headers={"if-none-match": tag}).content.decode()
    assert page.count(KEPT.en) >= 2
    assert "Questioned by a reader, kept" in page
    assert KEPT.ko in client.get(_own(register, "/ko")).content.decode()
    for address in ("/corrections/", f"/corrections/{case.number}/"):
        assert KEPT.en in client.get(address).content.decode()
    assert client.get(f"/corrections/{case.number.lower()}/")["Location"] == f"/corrections/{case.number}/"


def test_a_correction_is_told_with_its_change(client: Client, curator: User) -> None:
    agreement = make_agreement()
    case = make_case(agreement)
    correcting.correct(dispute=case, by=curator, to="21 November 2023", support=evidence.judgement(), outcome=CORRECTED)
    page = client.get(_own(agreement)).content.decode()
    assert "Corrected after a reader’s note" in page
    assert "21 November 2023" in page
    assert f'href="{_own(agreement)}#changes"' in client.get(f"/corrections/{case.number}/").content.decode()
    assert "What readers found" in client.get("/coverage/").content.decode()


def test_what_is_withdrawn_takes_its_cases_along(client: Client, register: Agreement, curator: User) -> None:
    case = disputes.refuse(dispute=make_case(register), by=curator, outcome=KEPT)
    curation.withdraw(agreement=register, by=None, reason=MADE)
    assert KEPT.en not in client.get("/corrections/").content.decode()
    page = client.get(f"/corrections/{case.number}/").content.decode()
    assert register.title_en not in page
    assert KEPT.en not in page


def test_every_closed_case_of_the_list_has_words_and_a_change_or_a_refusal(client: Client, register: Agreement) -> None:
    """The database holds it for all ways of closing one; here the list shows it."""
    curator = member("curator")
    for verb in (disputes.refuse, disputes.take_back):
        verb(dispute=make_case(register), by=curator, outcome=KEPT)
    shown = client.get("/corrections/").content.decode()
    assert shown.count(KEPT.en) == 2
    assert all(case.outcome_en and (case.change or case.state in ("refused", "withdrawn"))
               for case in Dispute.objects.answered())  # fmt: skip


def test_pages_cost_a_constant_number_of_queries(
    client: Client, register: Agreement, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    curator = member("curator")
    for _ in range(5):
        disputes.refuse(dispute=make_case(register), by=curator, outcome=KEPT)
    with django_assert_max_num_queries(9):
        client.get(f"{_own(register)}dispute/?value=form")
    with django_assert_max_num_queries(2):
        client.get("/corrections/")
    number = Dispute.objects.all()[0].number
    with django_assert_max_num_queries(1):
        client.get(f"/corrections/{number}/")


def test_an_address_longer_than_any_is_sent_back(client: Client, register: Agreement) -> None:
    long = "a@" + ".".join(["b" * 60] * 4) + ".example.org"
    assert len(long) > 254
    answer = _send(client, register, email=long)
    assert answer.status_code == 400
    assert not Dispute.objects.exists()


def test_a_note_on_a_record_that_is_withdrawn_meanwhile_is_told_so(
    client: Client, register: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tickets.check

    def withdrawn_meanwhile(ticket: str, public_id: str) -> str:
        curation.withdraw(agreement=register, by=None, reason="made in a test")
        return held(ticket, public_id)

    monkeypatch.setattr(tickets, "check", withdrawn_meanwhile)
    assert _send(client, register).status_code == 410
    assert not Dispute.objects.exists()
