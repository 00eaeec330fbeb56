"""What the environment variables mean."""

from pathlib import Path

import pytest

from agreements.runtime.database_url import parse_database_url
from agreements.runtime.environment import Environment
from agreements.runtime.refusal import CannotStart

BASE = Path("/srv/register")


def read(**variables: str) -> Environment:
    return Environment.read(variables, base=BASE)


def test_without_variables_it_is_a_newcomers_machine() -> None:
    environment = read()
    assert environment.data == BASE / "var"
    assert environment.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert not environment.https
    assert not environment.debug
    assert not environment.is_production


def test_a_database_server_makes_it_production() -> None:
    environment = read(DATABASE_URL="postgresql://db/x")
    assert environment.is_production
    assert environment.https
    assert environment.allowed_hosts == (), "the operator must name them"


def test_lists_flags_and_folders() -> None:
    environment = read(ALLOWED_HOSTS="a.example, b.example,", HTTPS="off", DEBUG="Yes", UKKR_DATA="/data")
    assert environment.allowed_hosts == ("a.example", "b.example")
    assert not environment.https
    assert environment.debug
    assert environment.data == Path("/data")


def test_a_chosen_host_may_be_addressed() -> None:
    assert "192.0.2.7" in read(HOST="192.0.2.7").allowed_hosts
    assert "0.0.0.0" not in read(HOST="0.0.0.0").allowed_hosts


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PORT", "0"), ("PORT", "70000"), ("PORT", "nan"), ("DEBUG", "perhaps")],
)
def test_nonsense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(CannotStart, match=name):
        read(**{name: value})


def test_a_database_url_in_full() -> None:
    found = parse_database_url("postgresql://reg:p%40ss@db.example:6432/ukkr?sslmode=require")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "ukkr",
        "USER": "reg",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_url_over_a_socket() -> None:
    found = parse_database_url("postgres:///ukkr?host=/run/postgresql")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/postgresql", "", "ukkr")


@pytest.mark.parametrize("url", ["mysql://db/x", "sqlite:///x", "postgresql://db", "postgresql://db:no/x"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(CannotStart, match="DATABASE_URL"):
        parse_database_url(url)
