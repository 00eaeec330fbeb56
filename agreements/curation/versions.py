"""Which version of a record somebody had before them: it changes with every change of the record or of its rows."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection
from django.utils.translation import gettext as _

from agreements.curation.refusals import Unseen, WrongState
from agreements.models import Agreement

ROWS = (
    *("actionevent", "agreementnameevent", "amountevent", "documentevent", "doubtevent", "identifierevent"),
    *("presslinkevent", "relationevent", "sectortagevent", "signatoryevent"),
)
"""Histories of what is typed together with the record. Evidence is added apart, and never rewritten."""


def version(agreement: Agreement) -> str:
    """The number of the last change in each history, whichever way it was made."""
    parts = ["(SELECT max(pgh_id) FROM agreements_agreementevent WHERE pgh_obj_id = %s)"]
    parts += [f"(SELECT max(pgh_id) FROM agreements_{name} WHERE agreement_id = %s)" for name in ROWS]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", [agreement.pk] * len(parts))
        return ".".join(str(last or 0) for last in cursor.fetchone())


def lock(agreement: Agreement) -> None:
    """Keep others from changing it until the transaction ends."""
    list(Agreement.objects.select_for_update(of=("self",), no_key=True).filter(pk=agreement.pk).values_list("pk"))


def require(agreement: Agreement, seen: str) -> None:
    """Keep others from changing it, and refuse to go on with any version but the one that was seen. Raises Unseen,
    WrongState."""
    lock(agreement)
    if not seen:
        raise Unseen
    if seen != version(agreement):
        raise WrongState(_("Somebody has changed this record since you opened it. Look at it again; nothing was done."))


def last_editor(agreement: Agreement) -> str:
    """Who changed it last, as pages name them; empty when it was the register's own upkeep."""
    parts = [
        f"(SELECT e.pgh_created_at AS at, c.metadata->>'user' AS who FROM agreements_{name} e"  # noqa: S608
        " LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id"
        f" WHERE e.{column} = %s ORDER BY e.pgh_id DESC LIMIT 1)"
        for name, column in (("agreementevent", "pgh_obj_id"), *((name, "agreement_id") for name in ROWS))
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY at DESC LIMIT 1", [agreement.pk] * len(parts))
        row = cursor.fetchone()
    person = User.objects.filter(pk=row[1]).first() if row and row[1] else None
    return (person.get_full_name() or person.username) if person else ""
