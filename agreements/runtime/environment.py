"""Everything the register takes from environment variables, read once into one typed, frozen value.

Without any variable this is the newcomer's set-up: embedded PostgreSQL, in-memory broker, loopback only, all
files under `./var`. `DATABASE_URL` makes it production: the secret key must then be given, cookies are
secure and plain HTTP is redirected.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from agreements.runtime.refusal import CannotStart

YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
EVERYWHERE = "0.0.0.0"  # noqa: S104  (recognised here, bound to only when the operator says so)
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the operator decided."""

    data: Path
    """UKKR_DATA: folder of the embedded database, secret key, logs and collected static files."""
    database_url: str
    """DATABASE_URL: a PostgreSQL server; empty means the embedded one in the data folder."""
    redis_url: str
    """REDIS_URL: broker and cache; empty means an in-memory broker inside the one worker process."""
    secret_key: str
    """SECRET_KEY: signs sessions and links; empty means one made and kept in the data folder."""
    debug: bool
    """DEBUG: error pages with source code; for development only."""
    allowed_hosts: tuple[str, ...]
    """ALLOWED_HOSTS: names, comma-separated, by which browsers may address the site."""
    https: bool
    """HTTPS: the site is served through a TLS proxy that sets X-Forwarded-Proto; on with DATABASE_URL."""
    proxies: int
    """PROXIES: how many proxies of ours write X-Forwarded-For before the site reads it; 1 with HTTPS, else none."""
    origin: str
    """ORIGIN: scheme and host that absolute links carry, such as `https://register.example.org`."""
    host: str
    """HOST: address the web server listens on."""
    port: int
    """PORT: port the web server listens on."""
    statement_timeout: float
    """STATEMENT_TIMEOUT: seconds after which the database gives up a query; 0 means never."""
    check_links: bool
    """CHECK_LINKS: ask once a month whether the pages that records link to still answer; on with DATABASE_URL."""

    @classmethod
    def read(cls, variables: Mapping[str, str], *, base: Path) -> Self:
        """Read the variables; relative folders are taken from `base`, the project's own folder."""
        database_url = variables.get("DATABASE_URL", "").strip()
        host = variables.get("HOST", "").strip() or "127.0.0.1"
        port = int(_number(variables, "PORT", 8000, minimum=1, maximum=65535))
        hosts = _words(variables, "ALLOWED_HOSTS")
        https = _flag(variables, "HTTPS", default=bool(database_url))
        return cls(
            data=(base / Path(variables.get("UKKR_DATA", "").strip() or "var").expanduser()).resolve(),
            database_url=database_url,
            redis_url=variables.get("REDIS_URL", "").strip(),
            secret_key=variables.get("SECRET_KEY", "").strip(),
            debug=_flag(variables, "DEBUG", default=False),
            allowed_hosts=hosts or (() if database_url else _local_names(host)),
            https=https,
            proxies=int(_number(variables, "PROXIES", int(https), minimum=0, maximum=9)),
            origin=variables.get("ORIGIN", "").strip().rstrip("/") or f"http://localhost:{port}",
            host=host,
            port=port,
            statement_timeout=_number(variables, "STATEMENT_TIMEOUT", 0, minimum=0, maximum=86400),
            check_links=_flag(variables, "CHECK_LINKS", default=bool(database_url)),
        )

    @property
    def is_production(self) -> bool:
        return bool(self.database_url) and not self.debug


def _local_names(host: str) -> tuple[str, ...]:
    return LOOPBACK if host in {EVERYWHERE, "::", *LOOPBACK} else (*LOOPBACK, host)


def _words(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in variables.get(name, "").split(",") if word.strip())


def _flag(variables: Mapping[str, str], name: str, *, default: bool) -> bool:
    if name not in variables:
        return default
    word = variables[name].strip().lower()
    if word not in YES | NO:
        raise CannotStart(f"{name}={variables[name]!r} is neither yes nor no; write {name}=1 or {name}=0.")
    return word in YES


def _number(variables: Mapping[str, str], name: str, default: float, *, minimum: float, maximum: float) -> float:
    text = variables.get(name, "").strip()
    try:
        number = float(text) if text else default
    except ValueError:
        number = float("nan")
    if not minimum <= number <= maximum:
        raise CannotStart(f"{name}={text!r} is not a number between {minimum:g} and {maximum:g}.")
    return number
