"""What is unusual about a record and worth a second look, though it may well be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.domain.dates import PartialDate
from agreements.domain.similarity import telling_words, title_similarity
from agreements.domain.text import has_hangul
from agreements.domain.vocabulary import ACTIONS, SIDES
from agreements.models import Action, Agreement

NEARLY_THE_SAME, WORDS = 0.9, 3
EFFECTS = ("entered-into-force", "came-into-effect", "provisional-application")
BEGINNINGS = ("signed", *EFFECTS)
ENDS = ("expires", "terminated", "completed", "superseded", "withdrawn")
ONCE = ("signed", "concluded", *EFFECTS, "terminated", "superseded", "completed")


@dataclass(frozen=True, slots=True)
class Oddity:
    """A sentence for a curator, and the part of the record that it is about: a column or a kind of row."""

    text: str
    place: str


def of(agreement: Agreement) -> list[str]:
    """Each oddity in a sentence; none refuses anything."""
    return [oddity.text for oddity in found(agreement)]


def found(agreement: Agreement) -> list[Oddity]:
    """Each oddity with its place, in a constant number of queries."""
    rows = Agreement.objects.prefetch_related("actions", "signatories__organisation", "signatories__person")
    whole = rows.get(pk=agreement.pk)
    return [oddity for check in _CHECKS for oddity in check(whole)]


def _effect_before_signature(agreement: Agreement) -> Iterator[Oddity]:
    signed, effects = _days(agreement, ["signed"]), _days(agreement, EFFECTS)
    if signed and effects and min(effects).latest < min(signed).earliest:
        yield Oddity(_("It takes effect before it is signed. That happens, but look at both dates again."), "actions")


def _end_before_beginning(agreement: Agreement) -> Iterator[Oddity]:
    begun, ended = _days(agreement, BEGINNINGS), _days(agreement, ENDS, actual=False)
    if begun and ended and min(ended).latest < min(begun).earliest:
        yield Oddity(_("It ends before it begins. Look at both dates again."), "actions")


def _announced_after_signature(agreement: Agreement) -> Iterator[Oddity]:
    announced, signed = _days(agreement, ["announced"]), _days(agreement, ["signed"])
    if announced and signed and min(announced).earliest > min(signed).latest:
        yield Oddity(_("It is announced after it was signed: is the first date that of a report?"), "actions")


def _already_in_the_future(agreement: Agreement) -> Iterator[Oddity]:
    today = timezone.now().date()
    for action in agreement.actions.all():
        if action.nature == "actual" and action.when and action.when.earliest > today:
            words = {"step": _name(action), "date": action.when.format(_language())}
            yield Oddity(
                _("“%(step)s” is recorded as done, on a day still to come (%(date)s). Is it scheduled?") % words,
                "actions",
            )


def _twice(agreement: Agreement) -> Iterator[Oddity]:
    counts = Counter(action.kind for action in agreement.actions.all() if action.nature == "actual")
    for kind in ONCE:
        if counts[kind] > 1:
            words = {"step": ACTIONS.label(kind, _language()), "count": counts[kind]}
            yield Oddity(_("“%(step)s” stands %(count)s times, though it happens once.") % words, "actions")


def _one_side_only(agreement: Agreement) -> Iterator[Oddity]:
    sides = {row.side for row in agreement.signatories.all()}
    for side in ("uk", "kr"):
        if sides and side not in sides:
            words = {"side": SIDES.label(side, _language())}
            yield Oddity(_("No body of this side is named: %(side)s.") % words, "signatories")


def _on_another_side(agreement: Agreement) -> Iterator[Oddity]:
    for row in agreement.signatories.all():
        for one in (row.organisation, row.person):
            if one is not None and one.side != row.side:
                words = {
                    "name": one.name(_language()),
                    "here": SIDES.label(row.side, _language()),
                    "there": SIDES.label(one.side, _language()),
                }
                yield Oddity(
                    _("%(name)s stands here for: %(here)s; the register knows them as: %(there)s.") % words,
                    "signatories",
                )


def _script(agreement: Agreement) -> Iterator[Oddity]:
    if agreement.title_ko and not has_hangul(agreement.title_ko):
        yield Oddity(_("The Korean title holds no Korean letter."), "title_ko")
    if agreement.title_en and has_hangul(agreement.title_en):
        yield Oddity(_("The English title holds Korean letters."), "title_en")


def _nearly_the_same_title(agreement: Agreement) -> Iterator[Oddity]:
    titles = [title for title in (agreement.title_en, agreement.title_ko) if title]
    others = Agreement.objects.linkable().exclude(pk=agreement.pk).filter(_sharing_a_word(titles))
    for other in others.only("public_id", "title_en", "title_ko"):
        theirs = [title for title in (other.title_en, other.title_ko) if title]
        if any(title_similarity(one, two) >= NEARLY_THE_SAME for one in titles for two in theirs):
            yield Oddity(
                _("%(other)s has nearly the same title. Is it the same agreement?") % {"other": other}, "title_en"
            )
            return


def _sharing_a_word(titles: Iterable[str]) -> Q:
    """Records with one of a title's longest telling words, without which none is nearly the same."""
    longest = {word for title in titles for word in sorted(telling_words(title).split(), key=len)[-WORDS:]}
    sharing = Q(pk=None)
    for word in longest:
        sharing |= Q(title_en__icontains=word) | Q(title_ko__icontains=word)
    return sharing


_CHECKS: tuple[Callable[[Agreement], Iterator[Oddity]], ...] = (
    _effect_before_signature,
    _end_before_beginning,
    _announced_after_signature,
    _already_in_the_future,
    _twice,
    _one_side_only,
    _on_another_side,
    _script,
    _nearly_the_same_title,
)


def _days(agreement: Agreement, kinds: Iterable[str], *, actual: bool = True) -> list[PartialDate]:
    rows = [action for action in agreement.actions.all() if action.kind in kinds and action.when]
    return [action.when for action in rows if action.when and (action.nature == "actual" or not actual)]


def _name(action: Action) -> str:
    return ACTIONS.label(action.kind, _language())


def _language() -> str:
    return get_language() or "en"
