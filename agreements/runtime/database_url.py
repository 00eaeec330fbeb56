"""`DATABASE_URL` to Django's database settings. PostgreSQL is the only database, so other schemes are refused."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from agreements.runtime.refusal import CannotStart

SCHEMES = {"postgres", "postgresql"}


def parse_database_url(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:5432/name?sslmode=require` as a Django `DATABASES` entry.

    Query parameters are libpq's options; a socket folder is written `?host=/run/postgresql`.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        raise CannotStart(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name; "
            "PostgreSQL is the only database the register runs on."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": _port(url),
        "OPTIONS": options,
    }


def _port(url: str) -> str:
    try:
        return str(urlsplit(url).port or "")
    except ValueError:
        raise CannotStart("The port in DATABASE_URL is not a number between 1 and 65535.") from None
