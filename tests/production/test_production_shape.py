"""From a file dropped into a source folder to an accepted candidate on the public page, in the production shape."""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings

from tests.production.shape import Production

pytestmark = pytest.mark.production

TEXT = """{title}

The United Kingdom and the Republic of Korea signed a Memorandum of Understanding on {subject} in Seoul
on 12 March 2025.
"""
SUBJECTS = ["tidal turbines", "seaweed farming", "lighthouse heritage", "kite flying", "moss gardens", "bell founding"]
REVISIONS = "SELECT id FROM agreements_pressitemrevision WHERE title = '{title}'"
ADD_SOURCE = """
from pathlib import Path
from agreements.ingest.sources.register import ensure
ensure(Path({folder!r}), name="Dropped files")
"""
ACCEPT = """
from django.contrib.auth.models import User
from agreements.curation import review
from agreements.models import Candidate
candidate = Candidate.objects.get(revision__item__title={title!r})
agreement = review.accept(
    candidate=candidate, by=User.objects.get(username="curator"), version=candidate.version, publish=True
)
print(f"/agreements/{{agreement.public_id}}-{{agreement.slug}}/")
"""


@pytest.fixture
def database_url(postgres: None) -> Iterator[str]:
    """An empty database on the run's own server, named the way an operator names one."""
    name = f"production_{os.getpid()}"
    server = psycopg2.connect(address_of("postgres"))
    server.autocommit = True
    with closing(server), server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield address_of(name)
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def address_of(name: str) -> str:
    server = {
        key: quote(str(settings.DATABASES["default"].get(key) or ""), safe="") for key in ("USER", "PASSWORD", "HOST")
    }
    port = settings.DATABASES["default"]["PORT"] or 5432
    return f"postgresql://{server['USER']}:{server['PASSWORD']}@/{name}?host={server['HOST']}&port={port}"


@pytest.fixture
def production(database_url: str, redis_url: str, tmp_path: Path) -> Iterator[Production]:
    site = Production(database_url=database_url, redis_url=redis_url, data=tmp_path / "data")
    yield site
    site.stop()


def ask(site: Production, question: str) -> object:
    database = psycopg2.connect(site.environment["DATABASE_URL"])
    try:
        with database.cursor() as cursor:
            cursor.execute(question)
            (row,) = cursor.fetchall()
            return row[0] if len(row) == 1 else row
    finally:
        database.close()


def drop(folder: Path, name: str, title: str, subject: str) -> None:
    """A press item as a person would drop it; it is read once it has settled."""
    path = folder / f"{name}.txt"
    path.write_text(TEXT.format(title=title, subject=subject), "utf-8")


def test_from_a_dropped_file_to_the_public_page(production: Production, tmp_path: Path) -> None:
    folder = tmp_path / "dropped"
    folder.mkdir()
    assert "Password:" in production.manage("setup", "--empty")
    production.manage("check", "--database", "default")
    production.manage("shell", "-c", ADD_SOURCE.format(folder=str(folder)))
    production.start_web()
    production.start_worker()
    production.start_scheduler()

    title = "Seoul and London share the lore of lighthouse keepers"
    drop(folder, "lighthouses", title, "lighthouse heritage")
    found = f"SELECT count(*) FROM agreements_candidate WHERE revision_id IN ({REVISIONS.format(title=title)})"
    production.await_(lambda: ask(production, found) == 1, seconds=300, what="a candidate")
    assert "lighthouse heritage" not in production.page("/agreements/?q=lighthouse"), "no public list knows it yet"

    address = production.manage("shell", "-c", ACCEPT.format(title=title)).splitlines()[-1]
    page = production.page(address)
    assert "lighthouse heritage" in page
    assert "12 March 2025" in page
    assert "2025년 3월 12일" in production.page(f"/ko{address}")
    assert "lighthouse heritage" in production.page("/agreements/?q=lighthouse")
    files = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
    assert files
    for file in files:
        assert "immutable" in production.headers(file)["cache-control"], f"{file} is asked for again on every page"
    assert "Traceback" not in production._all_logs()


def test_a2_a_worker_killed_in_the_middle_of_a_pull_loses_and_doubles_nothing(
    production: Production, tmp_path: Path
) -> None:
    folder = tmp_path / "dropped"
    folder.mkdir()
    wanted = 160
    for number in range(wanted):
        drop(folder, f"{number:04}", f"Item {number:04} on {SUBJECTS[number % 6]}", f"{SUBJECTS[number % 6]} {number}")
    production.manage("migrate", "--verbosity", "0")
    production.manage("shell", "-c", ADD_SOURCE.format(folder=str(folder)))
    items = "SELECT count(*) FROM agreements_pressitem"
    candidates = "SELECT count(*) FROM agreements_candidate"
    production.start_scheduler()

    def count(question: str) -> int:
        return int(str(ask(production, question)))

    production.start_worker()
    production.await_(lambda: count(items) > wanted // 4, seconds=300, what="part of the items")
    production.kill("worker")
    assert count(items) < wanted, "it was killed in the middle"

    production.start_worker()
    production.await_(lambda: ask(production, items) == wanted, seconds=400, what="all items")
    production.await_(lambda: ask(production, candidates) == wanted, seconds=400, what="all candidates")
    assert ask(production, "SELECT count(*), count(DISTINCT title) FROM agreements_pressitemrevision") == (
        wanted,
        wanted,
    )
    assert ask(production, "SELECT count(DISTINCT revision_id) FROM agreements_candidate") == wanted
    running = "SELECT count(*) FROM agreements_fetchrun WHERE outcome = 'running'"
    production.await_(lambda: count(running) == 0, seconds=300, what="the end of every reading")
