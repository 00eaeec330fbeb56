"""Why a change was made, in the reader's words: what an editor typed as typed, what the register says translated."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OWN: tuple[tuple[str, Any], ...] = (
    (r"candidate \d+ accepted", gettext_lazy("a proposal of the press was accepted as new")),
    (r"candidate \d+ merged", gettext_lazy("a proposal of the press was added")),
    (r"candidate \d+ (edited|rejected|reopened)", gettext_lazy("a proposal of the press was looked at")),
    (r"review \d+ undone", gettext_lazy("a decision on a proposal was undone")),
    (r"merger undone: .*", gettext_lazy("a merger was undone")),
    (r".* merged into .*", gettext_lazy("two records were merged")),
    (r"the starter catalogue", gettext_lazy("the starter catalogue was loaded")),
    (r"the day has passed|derived values worked out anew", gettext_lazy("worked out anew by the register")),
    (r"typed in|.* edited", gettext_lazy("typed in")),
    (r"evidence taken away", gettext_lazy("evidence was taken away")),
    (r"published", gettext_lazy("published")),
    (r"returned", gettext_lazy("returned to draft")),
    (r"taken back", gettext_lazy("a change was taken back")),
)
"""What the register itself writes as a reason."""


def in_words(context: dict[str, Any]) -> str:
    """What the editor told, else what kind of work it was."""
    told, reason = str(context.get("told") or ""), str(context.get("reason") or "")
    if imported := re.fullmatch(r"imported from (.+)", reason, re.DOTALL):
        return _("imported from %(file)s") % {"file": imported[1]}
    kind = next((str(words) for pattern, words in OWN if re.fullmatch(pattern, reason, re.DOTALL)), "")
    if told:
        return f"{told} ({kind})" if (kind and reason in ("taken back",)) or _is_merger(reason) else told
    return kind or reason


def _is_merger(reason: str) -> bool:
    return " merged into " in reason


def nobody() -> str:
    return _("the register itself")
