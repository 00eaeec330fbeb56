"""Which driver Django speaks to PostgreSQL with."""

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3


def test_the_driver_is_psycopg2() -> None:
    """Django prefers psycopg 3 when it can import it; triggers and history are tried with psycopg2 only."""
    assert not is_psycopg3


@pytest.mark.django_db
def test_tests_run_on_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, lower('É'), 'ㄱ' < '가'")
        version, lowered, ordered = cursor.fetchone()
    assert version >= 140000
    assert lowered == "é"
    assert ordered
