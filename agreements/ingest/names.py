"""The names that the catalogue knows, as the reader wants them: built once a process for each state of the tables."""

from __future__ import annotations

from functools import lru_cache

from django.db import connection

from agreements.domain.names import organisation_key, person_key
from agreements.models import OrganisationName, PersonName
from agreements.reading.gazetteer import Gazetteer, Name

_STATE = """
    SELECT concat_ws('.',
        (SELECT (count(*), sum(hashtext(concat_ws(' ', organisation_id, language, text))))::text
            FROM agreements_organisationname),
        (SELECT (count(*), sum(hashtext(concat_ws(' ', person_id, language, text))))::text FROM agreements_personname),
        (SELECT sum(hashtext(concat_ws(' ', id, side))) FROM agreements_organisation),
        (SELECT sum(hashtext(concat_ws(' ', id, side))) FROM agreements_person))
"""


def gazetteer() -> Gazetteer:
    """Every name of a body or person in any record, published or not."""
    return _built(state())


def state() -> str:
    """Changes whenever a name does, by whatever way it was edited."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


@lru_cache(maxsize=1)
def _built(_state: str) -> Gazetteer:
    bodies = OrganisationName.objects.values_list("text", "organisation__side", "language")
    people = PersonName.objects.values_list("text", "person__side", "language")
    return Gazetteer(
        [
            *(Name(text, organisation_key(text), "organisation", side, language) for text, side, language in bodies),
            *(Name(text, person_key(text), "person", side, language) for text, side, language in people),
        ]
    )
