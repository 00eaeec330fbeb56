"""Programs that take everything are asked to wait; people never notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django import Settings

from agreements.runtime.cache import TolerantRedisCache
from agreements.web import limits
from agreements.web.limits import reader_of
from tests.redis_server import free_port

READER = "81.2.69.142"


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three of each, in a minute that does not end."""
    monkeypatch.setattr(limits, "SEARCHES", limits.Limit("search", 3))
    monkeypatch.setattr(limits, "DAYS", limits.Limit("day", 3))
    monkeypatch.setattr("agreements.web.limits.time.time", lambda: 1_800_000_010)
    cache.clear()
    yield
    cache.clear()


def _statuses(client: Client, addresses: list[str], reader: str = READER) -> list[int]:
    return [client.get(address, REMOTE_ADDR=reader).status_code for address in addresses]


@pytest.mark.django_db
def test_the_fourth_search_of_a_minute_waits_and_says_how_long(client: Client) -> None:
    assert _statuses(client, ["/agreements/?q=x"] * 4) == [200, 200, 200, 429]
    refused = client.get("/ko/agreements/?q=x", REMOTE_ADDR=READER)
    assert refused.headers["Retry-After"] == "50"
    assert "50" in refused.content.decode()
    assert refused.headers["Content-Language"] == "ko"
    assert _statuses(client, ["/agreements/", "/agreements/?form=mou", "/"]) == [200] * 3, "all else stays open"
    assert _statuses(client, ["/agreements/?q=x"], "81.2.69.143") == [200], "others are not held up"


@pytest.mark.django_db
def test_one_day_may_be_looked_at_as_often_as_one_likes(client: Client) -> None:
    assert _statuses(client, ["/agreements/?as_of=2023-03-01"] * 9) == [200] * 9
    days = [f"/agreements/?as_of=2023-03-0{day}" for day in (2, 3, 4, 1)]
    assert _statuses(client, days) == [200, 200, 429, 200]


@pytest.mark.django_db
def test_this_machine_is_never_held_up(client: Client) -> None:
    assert set(_statuses(client, ["/agreements/?q=x"] * 9, "127.0.0.1")) == {200}


@pytest.mark.django_db
def test_a_cache_that_does_not_answer_limits_nobody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A7."""
    monkeypatch.setattr(limits, "cache", TolerantRedisCache(f"redis://127.0.0.1:{free_port()}", {}))
    assert set(_statuses(client, ["/agreements/?q=x"] * 9)) == {200}


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "reader"),
    [
        (0, READER, "8.8.8.8", READER),
        (1, "10.0.0.1", READER, READER),
        (1, "10.0.0.1", f"8.8.8.8, {READER}", READER),
        (2, "10.0.0.1", f"8.8.8.8, {READER}, 10.0.0.2", READER),
        (2, "10.0.0.1", READER, None),
        (1, "10.0.0.1", "", None),
        (1, "10.0.0.1", "x" * 9000, None),
        (0, "10.0.0.1", "", None),
        (0, "2a00:1450:4009:81f::200e", "", "2a00:1450:4009:81f::"),
    ],
)
def test_a_header_is_believed_as_far_as_our_own_proxies_wrote_it(
    settings: Settings, rf: RequestFactory, proxies: int, peer: str, forwarded: str, reader: str | None
) -> None:
    settings.PROXIES = proxies
    assert reader_of(rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)) == reader
