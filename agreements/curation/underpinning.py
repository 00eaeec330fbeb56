"""Putting one sentence of a text that is held under several values of a record at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation import agreements, evidence, rights, targets
from agreements.curation.audit import Stand, change
from agreements.domain.text import clean
from agreements.models import Agreement, PressItemRevision


class NotQuotable(ValueError):
    """The sentence cannot stand as a quotation; the message says why."""


def quote(
    *,
    agreement: Agreement,
    revision: PressItemRevision,
    words: str,
    at: int | None,
    under: Sequence[str],
    by: User,
    reason: str,
) -> int:
    """Put `words`, which stand at `at` in the text, under each of `under`; how many. The item is then about it, too.

    Raises NotQuotable.
    """
    rights.require(by, rights.CHANGE)
    words = clean(words).strip()
    start = place_of(words, revision, at)
    support = evidence.Support("quotation", revision=revision, start=start, end=start + len(words))
    stand = Stand.of(by, timezone.now().date())
    with change(by=by, reason=reason):
        for value, row in _targets(agreement, under):
            evidence.add(agreement=agreement, value=value, row=row, support=support, stand=stand)
        agreements.link_press(agreement=agreement, item=revision.item, by=by, reason=reason)
        agreements.refresh(agreement)
    return len(under)


def place_of(words: str, revision: PressItemRevision, at: int | None) -> int:
    """Where the words stand in the text: at the place given, else at their only one. Raises NotQuotable."""
    if revision.text_kind != "original":
        raise NotQuotable(_("That text is a digest of ours, which is never quoted. Use a reference."))
    if not words:
        raise NotQuotable(_("Select the sentence in the text, or copy it into the field."))
    if at is not None and revision.text[at : at + len(words)] == words:
        return at
    found = revision.text.find(words)
    if found < 0:
        raise NotQuotable(_("This sentence does not stand in that text. Copy it letter for letter."))
    return found


def _targets(agreement: Agreement, under: Sequence[str]) -> list[tuple[str, Model | None]]:
    if not under:
        raise NotQuotable(_("Choose at least one value that the sentence supports."))
    try:
        return [targets.resolve(agreement, target) for target in under]
    except ValueError:
        raise NotQuotable(_("One of these values is no longer there; reload the page.")) from None
