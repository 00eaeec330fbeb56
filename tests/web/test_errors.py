"""What goes wrong is said in a page of the reader's language, with what to do next; never in a trace."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from agreements.curation import agreements as curation
from agreements.models import Agreement
from agreements.web import errors
from tests.factories import MADE


@contextmanager
def _database_down(message: str) -> Iterator[None]:
    def refuse(*_arguments: object) -> None:
        raise OperationalError(message)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("message", ["server closed the connection", "canceling statement due to statement timeout"])
@pytest.mark.parametrize(("address", "language"), [("/agreements/", "en"), ("/ko/", "ko"), ("/press/1/", "en")])
def test_database_that_does_not_answer(client: Client, address: str, language: str, message: str) -> None:
    """A12, A14, F6."""
    with _database_down(message):
        response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Content-Language"] == language
    assert message.encode() not in response.content


@pytest.mark.django_db
def test_readiness_names_what_is_missing(client: Client) -> None:
    assert client.get("/readyz").json() == {"status": "ok", "database": "ok", "migrations": "ok"}
    with _database_down("gone"):
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["database"] == "failing"
        assert client.get("/healthz").status_code == 200


def test_health_asks_no_database(client: Client) -> None:
    """Without the database fixture any query would fail the test."""
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/agreements/x/", "/ko/agreements/x/"])
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.gone, 410),
        (errors.not_from_here, 403),
        (lambda request: errors.not_allowed(request, "GET, HEAD"), 405),
        (lambda request: errors.too_many(request, 20), 429),
        (errors.server_error, 500),
        (errors.unavailable, 503),
    ],
)
def test_each_message_is_a_whole_page_without_a_query(path: str, answer: object, status: int) -> None:
    assert callable(answer)
    response = answer(RequestFactory().get(path))
    page = response.content.decode()
    assert response.status_code == status
    assert "<h1" in page
    assert "<title" in page
    assert response.headers["Cache-Control"] == "no-store"


def test_a_fault_of_ours_gives_a_page(register: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("agreements.web.views.browse.agreement_list", fail)
    response = Client(raise_request_exception=False).get("/agreements/")
    assert response.status_code == 500
    assert b"a secret of the house" not in response.content
    assert b"<h1" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/ko/agreements/", "/suggest"])
def test_nothing_can_be_sent_to_a_page_for_reading(path: str) -> None:
    response = Client(enforce_csrf_checks=True).post(path, {"q": "x"})
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert b"<h1" in response.content


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_a_page(client: Client) -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert b"CSRF" not in response.content
    assert b"<h1" in response.content


def test_a_name_that_is_not_ours_is_refused_in_a_page(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert b"<h1" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/agreement/", "/coverage/nothing/"])
def test_words_that_were_searched_for_are_kept(client: Client, path: str) -> None:
    response = client.get(path, {"q": "반도체"})
    assert response.status_code == 404
    assert 'value="반도체"' in response.content.decode()


@pytest.mark.django_db
def test_a_day_that_cannot_be_understood_leads_back_to_the_record(client: Client, register: Agreement) -> None:
    address = f"/agreements/{register.public_id}-{register.slug}/"
    response = client.get(f"{address}?as_of=someday&q=chips")
    assert response.status_code == 400
    assert f'href="{address}"' in response.content.decode()
    assert 'value="chips"' in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/organisations/bdoy/", "/organisations/body/"),
        ("/ko/people/persn/", "/ko/people/person/"),
        ("/occasions/visits/", "/occasions/visit/"),
        ("/sectors/semiconductor/", "/sectors/semiconductors/"),
    ],
)
def test_a_mistyped_name_shows_what_is_near(client: Client, register: Agreement, typed: str, meant: str) -> None:
    curation.tag_sector(agreement=register, sector="semiconductors", by=None, reason=MADE)
    response = client.get(typed)
    assert response.status_code == 404
    assert f'href="{meant}"' in response.content.decode()


def test_capitals_lead_to_the_right_address(client: Client, register: Agreement) -> None:
    response = client.get("/organisations/Body/")
    assert (response.status_code, response.headers["Location"]) == (301, "/organisations/body/")
