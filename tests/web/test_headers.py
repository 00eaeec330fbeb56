"""What a browser is told not to do with a page of the register."""

import pytest
from django.test import Client

from agreements.models import Agreement

PAGES = ["/", "/ko/agreements/", "/nothing/", "/suggest?q=me", "/healthz", "/admin/login/"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_from_elsewhere_nothing_inline_no_device(client: Client, register: Agreement, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(each.strip().partition(" ")[::2] for each in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    for name in ("script-src", "style-src", "font-src", "connect-src", "form-action"):
        assert policy[name] == "'self'"
    for name in ("base-uri", "frame-ancestors"):
        assert policy[name] == "'none'"
    assert "unsafe" not in str(policy)
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/ko/agreements/", "/suggest?q=me"])
def test_a_reader_gets_no_cookie(client: Client, register: Agreement, path: str) -> None:
    assert not client.get(path).cookies
