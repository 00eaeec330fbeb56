"""Deciding on candidates: accept, merge, reject, put off, reopen, undo, and keeping a curator's edits.

Each verb locks the agreement that it touches, then the candidate, and asks which version the curator had before them; a
second curator gets Conflict, which says who decided what. Each decision leaves a Review in the same transaction, with
what it did, so that undoing it takes back exactly that.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.curation import agreements, rights, second_look
from agreements.curation.agreements import WrongState
from agreements.curation.audit import change
from agreements.curation.refusals import ReasonNeeded
from agreements.curation.reviewing.contribution import Contribution
from agreements.curation.reviewing.corroboration import Corroboration
from agreements.curation.reviewing.effects import (
    CannotUndo,
    Effects,
    agreement_of,
    left_behind,
    plain,
    take_back,
    take_back_left,
    used_by,
)
from agreements.curation.reviewing.proposal import Proposal
from agreements.domain.text import clean
from agreements.models import Agreement, Candidate, CandidateMatch, CatalogueVersion, Hold, Merger, Review
from agreements.models.review import GROUNDS, UNDOABLE

A_WHILE = datetime.timedelta(days=7)
"""How long a candidate is put off where no day is named."""


class Conflict(Exception):
    """Somebody was quicker. `candidate` is how it stands now; `latest` the decision, where there was one."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.latest: Review | None = candidate.reviews.select_related("by", "agreement").first()
        super().__init__(self._what())

    def _what(self) -> str:
        if self.latest is None or self.latest.decision == "edit":
            editor = (self.candidate.edited or {}).get("edited_by") or _("Somebody")
            return _("%(who)s has changed this candidate since you opened it.") % {"who": editor}
        return _("%(who)s decided on this candidate at %(when)s: %(decision)s.") % {
            "who": self.latest.by.get_full_name() or self.latest.by.username,
            "when": date_format(timezone.localtime(self.latest.at), "DATETIME_FORMAT"),
            "decision": f"{self.latest.get_decision_display()} {self.latest.agreement_public_id}".strip(),
        }


class MergedSince(CannotUndo):
    """What the decision made was since merged into another record; `merger` is undone first."""

    def __init__(self, merger: Merger) -> None:
        self.merger = merger
        super().__init__(
            _("“%(away)s” has been merged into “%(kept)s” since. Undo that merger first, then this decision.")
            % {"away": merger.away_name, "kept": merger.kept_name}
        )


class NotAhead(ValueError):
    """A day to come back on is still to come."""


def accept(*, candidate: Candidate, by: User, version: int, publish: bool = False, note: str = "") -> Agreement:
    """A new agreement, in review or published, from what the candidate proposes.

    Where the house rules ask for four eyes it waits in review even with `publish`, for somebody else to publish it.
    Raises Conflict; with `publish`, agreements.NotReady, and then nothing has happened.
    """
    rights.require(by, rights.REVIEW, *([rights.PUBLISH] if publish else []))
    reason = f"candidate {candidate.pk} accepted"
    with change(by=by, reason=reason, decision=_name(candidate)):
        locked, effects = _claim(candidate, version), Effects()
        agreement = _new_agreement(locked, by, reason)
        effects.made(agreement)
        _contribute(locked, agreement, by, reason, effects)
        agreement = agreements.submit(agreement=agreement, by=by)
        if publish and not second_look.reasons(agreement, by=by, step="publish"):
            agreements.publish(agreement=agreement, by=by, reason=reason)
        _decide(locked, "accept", by, note, effects, agreement)
        return agreement


def merge(
    *, candidate: Candidate, into: Agreement, by: User, version: int, note: str = "", batch: uuid.UUID | None = None
) -> Agreement:
    """Add what the candidate says to an agreement that is there. `batch` names what was taken with it at once, after
    one look at all of it: then it lends its evidence and adds nothing.

    Raises Conflict; WrongState for one that is gone; second_look.Needed where another person has to do it.
    """
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"candidate {candidate.pk} merged", decision=_name(candidate)):
        agreement, locked = _claim_both(candidate, version, into)
        if against := second_look.adding(locked, agreement, by=by):
            raise second_look.Needed(against)
        return _add(locked, agreement, by, note, batch)


def add_ahead(*, candidate: Candidate, into: Agreement, by: User, version: int) -> Agreement:
    """What `merge` would do, whoever has to do it in the end: for a look ahead, of which nothing is kept."""
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"candidate {candidate.pk} looked at"):
        agreement, locked = _claim_both(candidate, version, into)
        return _add(locked, agreement, by, "", None)


def _add(candidate: Candidate, agreement: Agreement, by: User, note: str, batch: uuid.UUID | None) -> Agreement:
    effects, kind = Effects(), Corroboration if batch else Contribution
    _contribute(candidate, agreement, by, f"candidate {candidate.pk} merged", effects, kind)
    _decide(candidate, "merge", by, note, effects, agreement, batch=batch)
    return agreement


def ask_to_merge(*, candidate: Candidate, into: Agreement, by: User, version: int, note: str = "") -> None:
    """Ask another person to merge it, where the house rules want two. Raises as `merge` does."""
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"candidate {candidate.pk}: merger asked for"):
        agreement, locked = _claim_both(candidate, version, into)
        second_look.ask_to_add(locked, agreement, by=by, reason=clean(note).strip())


def reject(*, candidate: Candidate, by: User, version: int, note: str = "", ground: str = "") -> Candidate:
    """Say that this is no agreement for the register, and why: one of the usual grounds, or in words. Read again, it
    stays rejected."""
    rights.require(by, rights.REVIEW)
    if not clean(note).strip() and ground not in dict(GROUNDS):
        raise ReasonNeeded(_("Say in a few words why it is rejected."))
    with change(by=by, reason=f"candidate {candidate.pk} rejected"):
        locked = _claim(candidate, version)
        _decide(locked, "reject", by, note, Effects(), None, ground=ground)
        return locked


def defer(
    *, candidate: Candidate, by: User, version: int, until: datetime.date | None = None, note: str = ""
) -> Candidate:
    """Put it off until a day, a week from now unless one is named; it then comes back by itself."""
    until = until or timezone.now().date() + A_WHILE
    if until <= timezone.now().date():
        raise NotAhead(_("Choose a day that is still to come."))
    return _put_off(candidate, by, version, "defer", note, Hold(kind="until", until=until))


def ask_second_source(*, candidate: Candidate, by: User, version: int, note: str = "") -> Candidate:
    """Put it off until an item of another publisher reports the same instrument."""
    return _put_off(candidate, by, version, "second", note, Hold(kind="second-source"))


def resume(*, candidate: Candidate, by: User, version: int) -> Candidate:
    """Take up again what was put off, before its time."""
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"candidate {candidate.pk} taken up again"):
        locked = _claim(candidate, version)
        Hold.objects.filter(candidate=locked).delete()
        _rise(locked)
        _note_review(locked, "resume", by, "", {}, None)
        return locked


def _put_off(candidate: Candidate, by: User, version: int, decision: str, note: str, hold: Hold) -> Candidate:
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"candidate {candidate.pk} put off"):
        locked = _claim(candidate, version)
        before = list(Hold.objects.filter(candidate=locked).values("kind", "until", "why", "by_id", "since"))
        Hold.objects.filter(candidate=locked).delete()
        hold.candidate, hold.by, hold.why = locked, by, clean(note).strip()
        hold.save()
        _rise(locked)
        _note_review(locked, decision, by, note, {"held": plain(before)}, None)
        return locked


def _hold_as_before(candidate: Candidate, review: Review) -> None:
    Hold.objects.filter(candidate=candidate).delete()
    for row in review.effects["held"]:
        Hold.objects.create(candidate=candidate, **row)


def reopen(*, candidate: Candidate, by: User, version: int, note: str = "") -> Candidate:
    """Put a rejected candidate back among those that wait."""
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"candidate {candidate.pk} reopened"):
        locked = _claim(candidate, version, states=("rejected",))
        Hold.objects.filter(candidate=locked).delete()
        _open(locked)
        _note_review(locked, "reopen", by, note, {}, None)
        return locked


def undo(*, review: Review, by: User, version: int | None = None) -> Candidate:
    """Take back a decision: exactly the rows it made and the values it filled; what was put off waits again.

    `version` is the candidate as the curator saw it, where they did not name the decision itself. Raises Conflict;
    MergedSince; CannotUndo when it has been undone, is not the latest decision, or later work rests on it;
    agreements.NotReady when a public value would be left without support.
    """
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"review {review.pk} undone", undoes=_name(review.candidate)):
        _hold_agreement(review)
        locked = _lock(review.candidate)
        if version not in (None, locked.version):
            raise Conflict(locked)
        _refuse_undo(locked, review)
        made = agreement_of(review.effects)
        if made and made.is_published:
            rights.require(by, rights.PUBLISH)
            second_look.require(made, by=by, step="withdraw")
        into = locked.agreement if not made else None
        _open(locked)
        if "held" in review.effects:
            _hold_as_before(locked, review)
        kept = _take_back_unless_merged(review, made)
        _take_back_of_others(review)
        if into:
            agreements.refresh(into)
            agreements.stay_publishable(into)
        _note_review(locked, "undo", by, "", {"kept": kept, "left": left_behind(review.effects)}, into, undoes=review)
        return locked


def save_edit(*, candidate: Candidate, proposal: Proposal, by: User, version: int) -> Candidate:
    """Keep a curator's version of the proposal beside the machine's; what was read is never changed."""
    rights.require(by, rights.REVIEW)
    with change(by=by, reason=f"candidate {candidate.pk} edited"):
        locked = _claim(candidate, version)
        was, locked.edited = locked.edited, {**proposal.as_dict(), "edited_by": by.get_full_name() or by.username}
        locked.version += 1
        locked.save(update_fields=["edited", "version"])
        second_look.close_of(locked, by=by)
        _note_review(locked, "edit", by, "", {"was": was, "is": locked.edited}, None)
        return locked


def _name(candidate: Candidate) -> str:
    """What the history calls the decision on it; of several, each was undone before the next."""
    return f"candidate {candidate.pk}"


def _lock(candidate: Candidate) -> Candidate:
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("revision__item", "agreement")
    return rows.get(pk=candidate.pk)


def _claim_both(candidate: Candidate, version: int, into: Agreement) -> tuple[Agreement, Candidate]:
    """The agreement first, as whoever merges it away holds it."""
    agreement = Agreement.objects.linkable().select_for_update(of=("self",)).filter(pk=into.pk).first()
    locked = _claim(candidate, version)
    if agreement is None:
        raise WrongState(_("%(id)s is withdrawn or merged; nothing can be added to it.") % {"id": into.public_id})
    return agreement, locked


def _hold_agreement(review: Review) -> None:
    if review.agreement_id:
        list(Agreement.objects.select_for_update(of=("self",)).filter(pk=review.agreement_id).values_list("pk"))


def _claim(candidate: Candidate, version: int, states: tuple[str, ...] = ("open",)) -> Candidate:
    locked = _lock(candidate)
    if locked.state not in states or locked.version != version:
        raise Conflict(locked)
    return locked


def _new_agreement(candidate: Candidate, by: User, reason: str) -> Agreement:
    proposal = Proposal.of(candidate)
    language = candidate.revision.language
    titles = {
        f"title_{code}": fact.value
        for code, fact in (("en", proposal.title_en), ("ko", proposal.title_ko))
        if fact is not None
    } or {f"title_{language}": proposal.description(language)}
    return agreements.create(
        year=_first_seen(candidate, proposal), by=by, reason=reason, form=proposal.form.value, **titles
    )


def _first_seen(candidate: Candidate, proposal: Proposal) -> int:
    """The year of the act where it is stated, else of the press item, else the present one."""
    item = candidate.revision.item
    when = proposal.date.value if proposal.date else item.when
    return when.year if when else timezone.now().year


def _contribute(
    candidate: Candidate,
    agreement: Agreement,
    by: User,
    reason: str,
    effects: Effects,
    kind: type[Contribution] = Contribution,
) -> None:
    kind(agreement=agreement, candidate=candidate, by=by, reason=reason, effects=effects).apply()
    agreement.refresh_from_db()
    agreements.refresh(agreement)


def _decide(
    candidate: Candidate,
    decision: str,
    by: User,
    note: str,
    effects: Effects,
    agreement: Agreement | None,
    **told: Any,
) -> None:
    candidate.state = {"accept": "accepted", "merge": "merged", "reject": "rejected"}[decision]
    candidate.agreement, candidate.decided_by, candidate.decided_at = agreement, by, timezone.now()
    candidate.version += 1
    candidate.save(update_fields=["state", "agreement", "decided_by", "decided_at", "version"])
    second_look.close_of(candidate, by=by, taken="add" if decision == "merge" else "")
    _note_review(candidate, decision, by, note, effects.as_dict(), agreement, **told)


def _rise(candidate: Candidate) -> None:
    """Whoever has it before them from before sees that something happened."""
    candidate.version += 1
    candidate.save(update_fields=["version"])


def _open(candidate: Candidate) -> None:
    candidate.state, candidate.agreement = "open", None
    candidate.decided_by = candidate.decided_at = None
    candidate.version += 1
    candidate.save(update_fields=["state", "agreement", "decided_by", "decided_at", "version"])


def _note_review(
    candidate: Candidate,
    decision: str,
    by: User,
    note: str,
    effects: dict[str, Any],
    agreement: Agreement | None,
    undoes: Review | None = None,
    **told: Any,
) -> Review:
    return Review.objects.create(
        candidate=candidate,
        decision=decision,
        by=by,
        note=clean(note).strip(),
        effects=effects,
        agreement=agreement,
        agreement_public_id=agreement.public_id if agreement else undoes.agreement_public_id if undoes else "",
        undoes=undoes,
        **told,
    )


def _refuse_undo(candidate: Candidate, review: Review) -> None:
    latest = candidate.reviews.first()
    if review.decision not in UNDOABLE:
        raise CannotUndo(_("Only a decision can be undone."))
    if Review.objects.filter(undoes=review).exists():
        raise CannotUndo(_("This decision has already been undone."))
    if latest is None or latest.pk != review.pk:
        raise CannotUndo(_("A later decision on this candidate must be undone first."))


def _take_back_unless_merged(review: Review, made: Agreement | None) -> list[str]:
    try:
        return _take_back(review, made)
    except CannotUndo as problem:
        merger = _merger_since(review)
        raise (MergedSince(merger) if merger else problem) from problem


def _merger_since(review: Review) -> Merger | None:
    """The latest merger that still stands and changed or took away a row of this decision."""
    rows = [
        {"model": one["model"], "pk": one["pk"]} for part in ("made", "changed") for one in review.effects.get(part, [])
    ]
    touching = Q(pk=None)
    for row in rows:
        touching |= Q(effects__changed__contains=[row]) | Q(effects__removed__contains=[row])
    return Merger.objects.standing().filter(touching, at__gte=review.at).order_by("pk").last()


def _take_back(review: Review, made: Agreement | None) -> list[str]:
    """A public address that a later decision opened keeps answering: such a record is withdrawn, not undone."""
    if made is None:
        return take_back(review.effects)
    if made.published_at and not _published(review):
        raise CannotUndo(
            _("%(id)s has been published since; withdraw it, so that its address can say so.") % {"id": made.public_id}
        )
    suggested = list(CandidateMatch.objects.filter(agreement=made).values_list("candidate_id", flat=True))
    kept = take_back(review.effects)
    _match_again(suggested)
    if made.is_published:
        CatalogueVersion.rise()
    return kept


def _take_back_of_others(review: Review) -> None:
    """Bodies and people that another decision made, taken back before this one, and that only this one still used."""
    left = []
    for label, key in used_by(review.effects):
        wanted = {"model": label, "pk": key}
        found = Review.objects.filter(decision="undo", effects__left__contains=[wanted]).order_by("pk").last()
        left += [one for one in (found.effects["left"] if found else []) if wanted.items() <= one.items()]
    take_back_left(left)


def _published(review: Review) -> bool:
    """Whether this decision itself made its agreement public."""
    records = [entry for entry in review.effects["made"] if entry["model"] == "agreements.agreement"]
    return any(entry["columns"]["published_at"] for entry in records)


def _match_again(candidates: list[int]) -> None:
    """Waiting candidates that were like an agreement which is no more are new again, if nothing else is like them."""
    left = Candidate.objects.filter(pk__in=candidates, state="open", matches__isnull=True)
    left.update(match="new", match_reason="taken-back")


def neighbours(candidate: Candidate, reads: Sequence[str] = ()) -> tuple[Candidate | None, Candidate | None]:
    """The ones before and after it in the queue; for one that does not wait, nothing and the head of the queue."""
    waiting = list(Candidate.objects.waiting(reads).values_list("pk", flat=True))
    if candidate.pk not in waiting:
        return None, Candidate.objects.waiting(reads).exclude(pk=candidate.pk).first()
    place = waiting.index(candidate.pk)
    before = waiting[place - 1] if place else None
    after = waiting[place + 1] if place + 1 < len(waiting) else None
    found = Candidate.objects.waiting(reads).in_bulk([pk for pk in (before, after) if pk])
    return found.get(before), found.get(after)


def latest_decision(candidate: Candidate) -> Review | None:
    """The decision that stands, which undo would take back; none while the candidate waits."""
    review = candidate.reviews.select_related("by", "agreement").first()
    return review if review and review.decision in UNDOABLE else None


def second_sources(candidate: Candidate) -> list[Candidate]:
    """What other publishers have said of the same instrument since a second source was asked for."""
    return list(Candidate.objects.reported_since(candidate))
