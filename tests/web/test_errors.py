"""What goes wrong is said in a page of the reader's language, with what to do next; never in a trace."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from agreements.models import Agreement
from agreements.web import errors


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
        (errors.too_many, 429),
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
