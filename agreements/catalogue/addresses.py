"""Paths of the public pages, built without a resolver because lists need hundreds of them; a test holds them equal to
the addresses that `web` answers at."""

from __future__ import annotations

import datetime
from urllib.parse import quote


def root(language: str) -> str:
    """The front page in `language`: English stands at the root."""
    return "/ko/" if language.startswith("ko") else "/"


def agreements(language: str, query: str = "") -> str:
    """The list of agreements; `query` is a canonical query string without its question mark."""
    return f"{root(language)}agreements/{'?' if query else ''}{query}"


def update(language: str) -> str:
    """The part of the list that changes, at an address of its own so that nobody's cache takes it for the page."""
    return f"{root(language)}agreements/update"


def drawn(language: str, picture: str, query: str) -> str:
    """The page of pictures `timeline` or `insights` of the list with this query string."""
    return f"{root(language)}{picture}/{'?' if query else ''}{query}"


def agreement(language: str, public_id: str, slug: str, as_of: datetime.date | None = None) -> str:
    """`as_of` is the day on which it is looked at, where that is not today."""
    return f"{root(language)}agreements/{public_id}-{slug}/{f'?as_of={as_of}' if as_of else ''}"


def upcoming(language: str) -> str:
    return f"{root(language)}upcoming/"


def noun(language: str, kind: str, slug: str | int) -> str:
    """The page of one sector, organisation, person, occasion or press item; `kind` is its plural in addresses."""
    return f"{root(language)}{kind}/{quote(str(slug))}/"


def dispute(language: str, public_id: str, slug: str, token: str = "") -> str:
    """The form on which a reader says what is wrong; `token` names the value."""
    return f"{agreement(language, public_id, slug)}dispute/{f'?value={quote(token)}' if token else ''}"


def corrections(language: str) -> str:
    """What readers said was wrong, with its outcome."""
    return f"{root(language)}corrections/"


def correction(language: str, number: str) -> str:
    """Where one of their cases stands."""
    return f"{corrections(language)}{number}/"


def in_language(path: str, language: str) -> str:
    """The same page in `language`."""
    bare = path[3:] if path.startswith("/ko/") else path
    return root(language) + bare.lstrip("/")
