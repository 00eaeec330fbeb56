"""Who may do what in the editing room, and the first person let into it.

viewer         sees drafts, candidates and press, changes nothing
curator        enters records and decides on candidates
editor         also publishes, withdraws and deletes
administrator  also sources, people's accounts and groups
"""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q

FIRST_CURATOR = "curator"
MACHINE_KEPT = {
    "candidate", "candidatematch", "catalogueversion", "fetchrun", "pressitemrevision", "publicidcounter",
    "rawdocument", "review", "searchentry", "seedrecord", "sighting", "source",
}  # fmt: skip
"""Tables whose rows no curator types in: they are written by ingest, by a decision, or derived."""

SEE = Q(content_type__app_label="agreements", codename__startswith="view_")
ENTER = (
    Q(content_type__app_label="agreements")
    & (Q(codename__startswith="add_") | Q(codename__startswith="change_"))
    & ~Q(content_type__model__in=MACHINE_KEPT)
) | Q(codename="review_candidate")
PUBLISH = Q(codename="publish_agreement") | (
    Q(content_type__app_label="agreements", codename__startswith="delete_") & ~Q(content_type__model__in=MACHINE_KEPT)
)
ADMINISTER = Q(content_type__app_label__in=["auth", "agreements"])
GROUPS = {
    "viewer": SEE,
    "curator": SEE | ENTER,
    "editor": SEE | ENTER | PUBLISH,
    "administrator": SEE | ENTER | PUBLISH | ADMINISTER,
}


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
    """The four groups with their permissions; what an administrator added to a group stays."""
    for name, allowed in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*Permission.objects.filter(allowed))


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
