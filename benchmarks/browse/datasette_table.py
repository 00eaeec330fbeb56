"""The generated register as one SQLite table for Datasette, and the shapes in its query language."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection

from benchmarks.browse.register import WORDS

ROUNDS = {1_000: 12, 100_000: 4}
SHAPES = {
    "no filter": [""],
    "four filters": [
        "form__in=treaty,convention&sectors__arraycontains=trade&status__exact=signed&year__in=2010,2011,2012"
    ],
    "narrow": [f"bodies__arraycontains=body-{number}&occasion__exact=occasion-7" for number in (2, 4, 6, 8)],
    "a word": [f"_search={word}" for word in WORDS],
    "a word and a filter": [f"_search={word}&sectors__arraycontains=trade&form__exact=treaty" for word in WORDS],
}
ROWS = """
    SELECT a.id, a.public_id, a.title_en, a.form, a.status, a.level, a.legal_nature, o.slug, a.summary_en,
           (SELECT min(date)::text FROM agreements_action WHERE agreement_id = a.id),
           (SELECT json_agg(sector)::text FROM agreements_sectortag WHERE agreement_id = a.id),
           (SELECT json_agg('body-' || organisation_id)::text FROM agreements_signatory WHERE agreement_id = a.id)
      FROM agreements_agreement a LEFT JOIN agreements_occasion o ON o.id = a.occasion_id
"""


def write(file: Path) -> None:
    with sqlite3.connect(file) as table, connection.cursor() as cursor:
        table.execute(
            "CREATE TABLE agreements (id INTEGER PRIMARY KEY, public_id, title, form, status, level, legal_nature,"
            " occasion, summary, dated, sectors, bodies, year AS (CAST(substr(dated, 1, 4) AS INTEGER)) STORED)"
        )
        cursor.execute(ROWS)
        while rows := cursor.fetchmany(10_000):
            table.executemany(f"INSERT INTO agreements VALUES ({','.join('?' * 12)})", rows)
        for column in ("form", "status", "level", "legal_nature", "occasion", "year", "dated"):
            table.execute(f"CREATE INDEX by_{column} ON agreements ({column})")
        table.execute(
            "CREATE VIRTUAL TABLE agreements_fts USING fts5 (title, summary, content='agreements', tokenize='porter')"
        )
        table.execute("INSERT INTO agreements_fts (rowid, title, summary) SELECT id, title, summary FROM agreements")
        table.execute("ANALYZE")


def medians(python: str, folder: Path, many: int) -> dict[str, float]:
    """Of each shape, in milliseconds."""
    file = folder / "register.db"
    write(file)
    rounds = ROUNDS.get(many, 3)
    asked = {name: [queries[n % len(queries)] for n in range(rounds + 1)] for name, queries in SHAPES.items()}
    program = Path(__file__).with_name("datasette_side.py")
    ran = subprocess.run([python, program, file], input=json.dumps(asked), capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found
