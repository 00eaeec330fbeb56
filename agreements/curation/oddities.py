"""What is unusual about a record and worth a second look, though it may well be true."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agreements.domain.similarity import title_similarity
from agreements.models import Agreement

NEARLY_THE_SAME = 0.9
EFFECTS = ("entered-into-force", "came-into-effect", "provisional-application")


def of(agreement: Agreement) -> list[str]:
    """Each oddity in a sentence for a curator; none refuses anything."""
    return [*_effect_before_signature(agreement), *_nearly_the_same_title(agreement)]


def _effect_before_signature(agreement: Agreement) -> list[str]:
    actual = [action for action in agreement.actions.all() if action.nature == "actual"]
    signed = [action.when for action in actual if action.kind == "signed" and action.when]
    effects = [action.when for action in actual if action.kind in EFFECTS and action.when]
    if signed and effects and min(effects).latest < min(signed).earliest:
        return [_("It takes effect before it is signed. That happens, but look at both dates again.")]
    return []


def _nearly_the_same_title(agreement: Agreement) -> list[str]:
    titles = [title for title in (agreement.title_en, agreement.title_ko) if title]
    others = Agreement.objects.linkable().exclude(pk=agreement.pk).only("public_id", "title_en", "title_ko")
    for other in others:
        theirs = [title for title in (other.title_en, other.title_ko) if title]
        if any(title_similarity(one, two) >= NEARLY_THE_SAME for one in titles for two in theirs):
            return [_("%(other)s has nearly the same title. Is it the same agreement?") % {"other": other}]
    return []
