"""Any address and any query string gives a page or a message, never a fault of the server."""

import pytest
from django.test import Client

from agreements.catalogue.selection import PARAMETERS
from agreements.models import Agreement

VALUES = (
    "%00", "%ff", "%ED%A0%80", "%F0%9F%98%80", "%D9%A2%D9%A0%D9%A2%D9%A3", "%E2%80%AE", "a%0d%0ab", "-1", "0", "NaN",
    "1e309", "9" * 5000, "%27%20OR%201%3D1--", "%27%3B%20DROP%20TABLE%20x%3B--", "..%2f..%2fetc%2fpasswd", "{{7*7}}",
    "%3Cscript%3Ealert(1)%3C/script%3E", "%25", "_", "a" * 4000, "%28a%2B%29%2B%24", "null", "[]", "%26%7C%21%3A%2A",
)  # fmt: skip
"""F1, F2, F4, F5, F7."""
QUERIES = (
    "&".join(["sector=ai"] * 999),
    "&".join(f"p{number}=1" for number in range(999)),
    "a[b][c]=1&sector[]=ai&q[$ne]=x",
    "page_size=1000000000&cursor=x&ordering=internal_note&_connector=OR&title_en__startswith=a",
    "?????",
    "&&&===",
    ";;;",
    "q",
    "=",
    "q=%",
    "q=%u0041",
)


def test_every_parameter_survives_everything(client: Client, register: Agreement, subtests: pytest.Subtests) -> None:
    """F1, F2, F4, F5, F7: page or message, with the parameter named and nothing echoed unescaped."""
    for parameter in PARAMETERS:
        for value in VALUES:
            with subtests.test(parameter=parameter, value=value[:20]):
                response = client.get(f"/agreements/?{parameter}={value}")
                assert response.status_code in (200, 400)
                assert b"<script>alert" not in response.content


def test_suggestions_survive_everything(client: Client, register: Agreement, subtests: pytest.Subtests) -> None:
    """F1, F4, F5, F7."""
    for value in VALUES:
        with subtests.test(value=value[:20]):
            response = client.get(f"/suggest?q={value}")
            assert response.status_code == 200
            assert len(response.json()["suggestions"]) <= 10


def test_every_query_survives(client: Client, register: Agreement, subtests: pytest.Subtests) -> None:
    """F3: as many parameters as Django reads at all."""
    for query in QUERIES:
        for address in ("/agreements/", "/ko/agreements/", "/press/", "/"):
            with subtests.test(address=address, query=query[:20]):
                assert client.get(f"{address}?{query}").status_code in (200, 400, 404)


def test_more_parameters_than_are_read_are_refused(client: Client, register: Agreement) -> None:
    """F3."""
    response = client.get("/ko/agreements/?" + "&".join(f"p{number}=1" for number in range(10_000)))
    assert response.status_code == 400
    assert response.headers["Content-Language"] == "ko"


def test_refusal_names_the_parameter_and_keeps_the_form(client: Client, register: Agreement) -> None:
    """F7."""
    response = client.get("/agreements/?year=٢٠٢٣&form=mou&q=memorandum")
    page = response.content.decode()
    assert response.status_code == 400
    assert "A year has four digits, such as 2023." in page
    assert 'value="memorandum"' in page


PATHS = (
    *(f"/{kind}/{value}/" for kind in ("agreements", "sectors", "organisations", "people", "occasions", "press")
      for value in ("%00", "%ff", "%ED%A0%80", "x" * 4000, "9" * 5000, "-1", "0", "%27--", "..%2f", "%F0%9F%98%80")),
    "/agreements/UKKR-2023-001%0A/", "/agreements/UKKR-9999-999999999/", "/agreements/%EF%BC%B5KKR-2023-001/",
    "/press/999999999999999999/", "/press/%D9%A1/", "/ko//", "/%00", "/en/agreements/", "/KO/",
    "/" + "a/" * 2000,
)  # fmt: skip


def test_every_path_survives(client: Client, register: Agreement, subtests: pytest.Subtests) -> None:
    """F1: nothing there, said in a page."""
    for path in PATHS:
        with subtests.test(path=path[:40]):
            response = client.get(path, follow=True)
            assert response.status_code == 404
            assert b"<h1" in response.content


def test_press_list_knows_its_pages(client: Client, register: Agreement) -> None:
    """F2."""
    assert client.get("/press/?page=1").status_code == 200
    for page in ("2", "0", "-1", "x", "9" * 5000, "%00"):
        assert client.get(f"/press/?page={page}").status_code == 400


def test_press_list_survives_everything(client: Client, register: Agreement, subtests: pytest.Subtests) -> None:
    """F1, F2, F7."""
    for parameter in ("language", "kind", "publisher", "year", "page"):
        for value in VALUES:
            with subtests.test(parameter=parameter, value=value[:20]):
                response = client.get(f"/ko/press/?{parameter}={value}")
                assert response.status_code in (200, 400)
                assert b"<script>alert" not in response.content
