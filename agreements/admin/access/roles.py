"""The four roles and what each may do, told in deeds: read and not set, since the register itself makes them.

What holds is decided by the permissions of the groups (`curation/access/accounts.py`); this page only reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from agreements.curation import rights

ROLES: dict[str, tuple[Any, Any]] = {
    "viewer": (_("Viewers"), _("See all of the editing room and change nothing.")),
    "curator": (_("Curators"), _("Enter records, and decide on proposals and on readers’ notes.")),
    "editor": (_("Editors"), _("Do what curators do; also publish, withdraw and delete.")),
    "administrator": (_("Administrators"), _("Do what editors do; also keep sources, accounts and rules.")),
}
"""The code of each group, what it is called and what it is for."""
DEEDS: tuple[tuple[Any, tuple[tuple[Any, str], ...]], ...] = (
    (
        _("To see"),
        (
            (_("drafts, proposals, press items and histories"), "agreements.view_candidate"),
            (_("readers’ notes and what is to be mended"), "agreements.view_dispute"),
            (_("a file of the whole register, drafts too"), "agreements.view_agreement"),
        ),
    ),
    (
        _("To enter and decide"),
        (
            (_("enter and change agreements, and submit them for review"), rights.CHANGE),
            (_("enter and change bodies, people, occasions and references"), "agreements.change_organisation"),
            (_("put evidence under values, and take it away"), "agreements.add_evidence"),
            (_("accept, merge and reject what the press proposes; undo it"), rights.REVIEW),
            (_("decide on readers’ notes"), rights.DECIDE),
            (_("merge drafts, and bodies and people that only drafts name"), rights.CHANGE),
            (_("bring files of many records"), rights.CHANGE),
        ),
    ),
    (
        _("To publish"),
        (
            (_("publish and withdraw agreements"), rights.PUBLISH),
            (_("merge what readers have seen"), rights.PUBLISH),
            (_("delete what was never public and nothing stands on"), "agreements.delete_agreement"),
        ),
    ),
    (
        _("To administer"),
        (
            (_("keep the sources of the press"), "agreements.change_source"),
            (_("make accounts, and put people into roles"), rights.SET_ACCOUNTS),
            (_("see who tried to sign in"), "agreements.view_accessevent"),
            (_("set the rules of the house"), rights.SET_RULES),
        ),
    ),
)
"""What people do here, in the order in which it is allowed, and the right that each takes."""


@dataclass(frozen=True, slots=True)
class Role:
    """A group of the register's own."""

    group: Group
    rights: frozenset[str]

    @property
    def name(self) -> str:
        return called(self.group)

    @property
    def purpose(self) -> str:
        return str(ROLES[self.group.name][1]) if self.group.name in ROLES else ""

    @property
    def people(self) -> list[str]:
        """Who has it and may sign in, by the names that pages show."""
        return sorted(one.get_full_name() or one.username for one in self.group.user_set.all() if one.is_active)


def called(group: Group) -> str:
    """What a group is called in the reader's language."""
    return str(ROLES[group.name][0]) if group.name in ROLES else group.name


def of(groups: Iterable[Group]) -> list[Role]:
    """Each group with its rights, in the order in which they grow."""
    order = [*ROLES]
    known = sorted(groups, key=lambda group: order.index(group.name) if group.name in order else len(order))
    return [Role(group, frozenset(_rights(group))) for group in known]


def table(roles: list[Role]) -> list[tuple[str, list[tuple[str, list[bool]]]]]:
    """Deeds in groups, and for each whether each role may do it."""
    return [
        (str(title), [(str(deed), [right in role.rights for role in roles]) for deed, right in deeds])
        for title, deeds in DEEDS
    ]


def _rights(group: Group) -> Iterator[str]:
    for permission in group.permissions.all():
        yield f"{permission.content_type.app_label}.{permission.codename}"
