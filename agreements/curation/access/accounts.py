"""Who may do what in the editing room, and the first person let into it.

viewer         sees drafts, candidates and press, changes nothing
curator        enters records, decides on candidates and on readers' notes
editor         also publishes, withdraws and deletes
administrator  also sources and people's accounts; the groups themselves are made here alone
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.domain.text import clean
from agreements.models import Access

FIRST_CURATOR = "curator"
NOUNS = ("agreement", "organisation", "person", "occasion", "reference")
"""What is entered on a page of its own; only an editor deletes one."""
ROWS = (
    "action", "agreementname", "amount", "document", "doubt", "evidence", "identifier", "occasionclaim",
    "organisationname", "personname", "presslink", "relation", "sectortag", "signatory",
)  # fmt: skip
"""What hangs on a noun and is entered with it. Every other table is written by ingest, by a decision, or derived."""


def _may(verbs: str, models: Iterable[str], app: str = "agreements") -> Q:
    codes = [f"{verb}_{model}" for verb in verbs.split() for model in models]
    return Q(content_type__app_label=app, codename__in=codes)


DOOR = ("access", "accessevent", "secondfactor", "recoverycode")
"""How people come in, which concerns administrators alone."""
SEE = Q(content_type__app_label="agreements", codename__startswith="view_") & ~_may("view", DOOR)
ENTER = (
    _may("add change", NOUNS)
    | _may("add change delete", ROWS)
    | _may("review", ["candidate"])
    | _may("decide", ["dispute"])
)
PUBLISH = _may("publish", ["agreement"]) | _may("delete", NOUNS)
ADMINISTER = (
    _may("add change", ["source"])
    | _may("view", ["accessevent"])
    | _may("change", ["houserules"])
    | _may("add change view", ["user"], "auth")
    | _may("view", ["group"], "auth")
)
GROUPS = {
    "viewer": SEE,
    "curator": SEE | ENTER,
    "editor": SEE | ENTER | PUBLISH,
    "administrator": SEE | ENTER | PUBLISH | ADMINISTER,
}


_KEEPING = 0x756B6B75
"""The lock under which an administrator is taken away, so that the last two do not take away each other."""


class LastAdministrator(ValueError):
    """Somebody has to remain who may administer."""


@dataclass(frozen=True)
class NewCurator:
    """An account just made; its password is known here and nowhere else."""

    username: str
    password: str

    def as_notice(self, origin: str) -> str:
        return (
            f"\n  First curator: {self.username}\n  Password:      {self.password}\n"
            f"  Shown this once. Sign in at {origin}/admin/ and choose your own.\n"
        )


@transaction.atomic
def ensure_groups() -> None:
    """The four groups with exactly these permissions. Nobody changes them elsewhere."""
    for name, allowed in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(allowed))


@transaction.atomic
def create_first_curator() -> NewCurator | None:
    """An administrator with a password made up here, unless there is one already."""
    if User.objects.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(9)
    user, _made = User.objects.get_or_create(username=FIRST_CURATOR)
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    user.save()
    user.groups.add(Group.objects.get(name="administrator"))
    return NewCurator(FIRST_CURATOR, password)


def keep_an_administrator() -> None:
    """Raise LastAdministrator where nobody is left who can sign in and administer; asked after a change of accounts,
    inside its transaction, which that undoes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KEEPING])
    in_charge = Q(is_superuser=True) | Q(groups__name="administrator")
    if not User.objects.filter(in_charge, is_active=True, is_staff=True).exists():
        raise LastAdministrator(_("Somebody has to remain who administers; make another administrator first."))


def name_oneself(*, by: User, name: str, language: str) -> None:
    """Choose the name that pages show under one's judgements, and the language of the room."""
    by.first_name, by.last_name = clean(name).strip()[:150], ""
    by.save(update_fields=["first_name", "last_name"])
    Access.objects.update_or_create(user=by, defaults={"language": language})
