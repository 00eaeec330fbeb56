"""Why linking decided as it did, in the reader's language: reasons are stored as codes with their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import FORMS, SECTORS

REASONS: Mapping[str, str | Promise] = {
    "another-amount": _("another amount"),
    "another-date": _("another date (%(date)s, not %(known)s)"),
    "another-form": _("another form (%(form)s)"),
    "another-mention-is-it": _("another mention of the text is surely it"),
    "bodies-alike": _("bodies of like names %(sides)s"),
    "both-revise": _("both revise an earlier one"),
    "contradicts": _("they contradict each other"),
    "date-of-a-step": _("the date of one of its steps (%(date)s)"),
    "dated-before-first-heard-of": _("dated before it was first heard of (%(date)s)"),
    "dates-agree": _("dates agree as far as they are known (%(date)s)"),
    "form-called-otherwise": _("called otherwise in the register (%(form)s)"),
    "its-bodies-are-not-named": _("the record is between bodies that the text does not name"),
    "its-bodies-are-said": _("the sentence names its body %(sides)s"),
    "its-title-not-said": _("%(percent)s %% of what its title says is not in the text"),
    "made-by-then": _("still to come in the text, made by then (%(date)s)"),
    "made-long-before": _("made long before the text was published"),
    "made-with-others": _("made on the day of others that the text names"),
    "no-title-but-form": _("both are called by their form alone"),
    "occasion-named": _("its occasion is named (%(occasion)s)"),
    "only-one-of-its-form": _("the only one of its form at that time"),
    "other-bodies": _("other bodies %(sides)s"),
    "other-sectors": _("other sectors"),
    "other-subject": _("each has a subject that the other lacks"),
    "published-before-first-heard-of": _("published before it was first heard of (%(date)s)"),
    "published-when-made": _("published when it was made or announced"),
    "record-revises": _("the record is of a revision, of which the text says nothing"),
    "same-agreement": _("surely about the same agreement"),
    "same-amount": _("same amount"),
    "same-bodies": _("same bodies %(sides)s"),
    "same-date": _("same date (%(date)s)"),
    "same-form": _("same form (%(form)s)"),
    "same-sectors": _("same sectors (%(sectors)s)"),
    "same-subject": _("on the same subject (%(words)s)"),
    "same-words": _("the same words (%(percent)s %%)"),
    "signatories-named": _("signatories named: %(count)s"),
    "still-to-come": _("still to come in both"),
    "text-revises": _("the text is on a revision"),
    "titles-alike": _("titles alike (%(percent)s %%)"),
    "words-it-lacks": _("the text calls it by words that the record lacks (%(words)s)"),
    "words-of-its-summary": _("words of its summary (%(words)s)"),
    "words-of-its-title": _("words of its title (%(words)s)"),
}
ONE_SIDE, BOTH_SIDES = _("on one side"), _("on both sides")
VERDICTS: Mapping[str, str | Promise] = {
    "equally-like": _("equally like %(ids)s"),
    "nothing-like-it": _("nothing in the catalogue is like it"),
    "one-stands-out": _("%(ids)s stands out"),
    "taken-back": _("the agreement that it was like has been taken back"),
    "too-little": _("%(ids)s is like it, but too little speaks for it"),
}


_DAYS = ("date", "known")


def reason(stored: Mapping[str, Any] | str) -> str:
    """One reason in words; one that was stored in words, as it was."""
    if isinstance(stored, str):
        return stored
    values = dict(stored)
    language = get_language() or "en"
    if "form" in values:
        values["form"] = FORMS.label(values["form"], language)
    if "sides" in values:
        values["sides"] = ONE_SIDE if int(values["sides"]) == 1 else BOTH_SIDES
    if "sectors" in values:
        values["sectors"] = ", ".join(SECTORS.label(code, language) for code in values["sectors"].split())
    values |= {name: _day(str(values[name]), language) for name in _DAYS if name in values}
    words = REASONS.get(values["code"])
    return str(words) % values if words else str(values["code"])


def _day(stored: str, language: str) -> str:
    """A day as the reader writes it; what is stored otherwise, as it is."""
    try:
        return PartialDate.fromisoformat(stored).format(language)
    except ValueError:
        return stored


def verdict(stored: str) -> str:
    """Why a mention is taken for new, matched or ambiguous: a code and the agreements that it is about."""
    code, _space, ids = stored.partition(" ")
    words = VERDICTS.get(code)
    return str(words) % {"ids": ", ".join(ids.split())} if words else stored
