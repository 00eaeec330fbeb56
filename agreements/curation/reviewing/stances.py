"""How what a press item says of an agreement stands to what the register says: it agrees, differs, or adds something.

The one definition of it: merging acts on these, and the pages that show beforehand what merging would do ask the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from agreements.curation.reviewing.identities import is_country
from agreements.domain.dates import PartialDate
from agreements.domain.money import Money
from agreements.domain.names import is_description, organisation_key
from agreements.domain.statuses import comes_before
from agreements.domain.text import clean_line, fold
from agreements.models import Action, Amount, Signatory

Stance = Literal["agrees", "differs", "adds", "silent"]

ACTION_OF_STATUS = {
    "announced": "announced",
    "negotiating": "talks-launched",
    "agreed": "concluded",
    "signed": "signed",
    "provisional": "provisional-application",
    "in-force": "entered-into-force",
    "in-effect": "came-into-effect",
    "suspended": "suspended",
    "completed": "completed",
    "expired": "expires",
    "terminated": "terminated",
    "superseded": "superseded",
    "lapsed": "abandoned",
    "amended": "amended",
}
"""The step that an asserted status reports. `unclear` reports none."""
HAPPENS_ONCE = frozenset(ACTION_OF_STATUS.values()) - {"amended", "suspended"}
UNTELLING_FORMS = UNTELLING_SECTORS = frozenset({"other"})


def of_form(ours: str, theirs: str) -> Stance:
    """A form that tells nothing differs from none."""
    if ours == theirs:
        return "agrees"
    return "silent" if theirs in UNTELLING_FORMS else "differs"


def of_title(ours: str, theirs: str) -> Stance:
    if not ours:
        return "adds"
    return "agrees" if fold(ours) == fold(theirs) else "differs"


def of_action(actions: Iterable[Action], kind: str, when: PartialDate | None) -> tuple[Stance, Action | None]:
    """The step that it is about, too, where there is one. Undated, a step that others presuppose adds nothing."""
    steps = list(actions)
    existing = [action for action in steps if action.kind == kind]
    agreeing = next((action for action in existing if _same_day(action.when, when)), None)
    if agreeing:
        return "agrees", agreeing
    if existing and kind in HAPPENS_ONCE:
        return "differs", existing[0]
    if when or not any(comes_before(kind, action.kind) for action in steps):
        return "adds", None
    return "silent", None


def of_sector(ours: Iterable[str], theirs: str) -> Stance:
    """Beside a sector, "other" tells nothing."""
    held = set(ours)
    if theirs in held:
        return "agrees"
    return "silent" if held and theirs in UNTELLING_SECTORS else "adds"


def of_amount(amounts: Iterable[Amount], money: Money) -> tuple[Stance, Amount | None]:
    """One sum of a currency is taken for the same sum said otherwise; beside several, another one is another."""
    stated = [amount for amount in amounts if amount.currency == money.currency]
    same = next((amount for amount in stated if amount.money == money), None)
    if same:
        return "agrees", same
    return ("differs", stated[0]) if len(stated) == 1 else ("adds", None)


def of_party(rows: Iterable[Signatory], name: str, side: str) -> Stance:
    """Whether a body of that side carries or carried the name, or signed under it. A bare country is any of them, and
    so is a body that is described and not named."""
    rows = [row for row in rows if row.side == side]
    if rows and is_country(name, side):
        return "silent"
    key = organisation_key(clean_line(name))
    known = {organisation_key(text) for row in rows for text in _names(row)}
    if key in known:
        return "agrees"
    return "silent" if rows and is_description(name) else "adds"


def _names(row: Signatory) -> list[str]:
    body = row.organisation
    own = [body.name_en, body.name_ko, body.abbreviation, row.name_then, *(name.text for name in body.names.all())]
    return [text for text in own if text]


def _same_day(ours: PartialDate | None, theirs: PartialDate | None) -> bool:
    """Whether the two dates can be one and the same, one of them perhaps less exact or not stated."""
    return ours is None or theirs is None or ours.contains(theirs) or theirs.contains(ours)
