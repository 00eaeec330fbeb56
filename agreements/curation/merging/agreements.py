"""Two records of one agreement become one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.catalogue import search
from agreements.curation import agreements, evidence, second_look
from agreements.curation.audit import Stand, change, taking_in, telling
from agreements.curation.merging import ground, rest
from agreements.curation.merging.columns import AWAY, BOTH, EMPTY, Meeting, meetings
from agreements.curation.merging.evidence import Hands
from agreements.curation.merging.twins import DISAGREES, ENDS, KINDS, MOVES, Pairing, pairings
from agreements.curation.refusals import WrongState
from agreements.curation.reviewing.effects import Effects
from agreements.curation.standing import stand_under_all, values_without
from agreements.domain.text import fold
from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement, AgreementName, CandidateMatch, Evidence, Merger

SEEN_TO = {
    *("action.agreement", "signatory.agreement", "amount.agreement", "sectortag.agreement", "agreementname.agreement"),
    *("relation.agreement", "relation.to", "document.agreement", "identifier.agreement", "doubt.agreement"),
    *("presslink.agreement", "evidence.agreement", "candidatematch.agreement", "agreement.merged_into"),
}
GAINS = {kind.rows: kind.gains for kind in KINDS}


def merge_agreements(
    *,
    keep: Agreement,
    away: Agreement,
    by: User,
    reason: str,
    version: str,
    choices: Mapping[str, str] | None = None,
    vouch: bool = False,
) -> Merger:
    """Give all that `away` has to `keep`; its address leads there from now on.

    `choices` say which of two values is taken, by the name of the value or the key of a pairing: ours unless `away`.
    `version` is what the two were when they were compared; with `vouch`, the person stands for what nothing supports.
    Raises WrongState, Unseen, ground.ChangedSince, agreements.NotReady, PermissionDenied; then nothing has happened.
    """
    reason = ground.reason_of(reason)
    why = f"{away.public_id} merged into {keep.public_id}: {reason}"
    with change(by=by, reason=why, decision=ground.name(ground.noun_of(away), away.pk)), telling(reason):
        keep, away = ground.hold(keep, away)
        ground.require(by, keep, away)
        ground.check(keep, away, version)
        ground.require_two(by, keep, away)
        _refuse_states(keep, away)
        second_look.close(away, by=by)  # what was asked for the one is not asked for the other
        effects = Effects()
        with taking_in(away.public_id if away.is_published else ""):
            _Merging(keep, away, by, reason, choices or {}, effects).carry_out(vouch=vouch)
        stood = list(keep.evidence.order_by("pk").values_list("pk", flat=True))
        ground.forget_as_two(keep, away)
        return ground.note(keep, away, by, reason, effects, stood=stood, public_id=away.public_id)


def _refuse_states(keep: Agreement, away: Agreement) -> None:
    for record in (keep, away):
        if record.record_state not in ("draft", "in-review", "published"):
            raise WrongState(_("%(id)s is withdrawn; publish it first, or leave it.") % {"id": record.public_id})
    if away.is_published and not keep.is_published:
        raise WrongState(
            _("%(id)s is public and the other is not: keep the public one, so that readers still find it.")
            % {"id": away.public_id}
        )


class _Merging:
    """One merger on its way."""

    def __init__(
        self, keep: Agreement, away: Agreement, by: User, reason: str, choices: Mapping[str, str], effects: Effects
    ) -> None:
        self.keep, self.away, self.by, self.reason = keep, away, by, reason
        self.choices, self.effects = choices, effects
        self.hands = Hands(keep, effects)
        self.stand = Stand.of(by, timezone.now().date())

    def carry_out(self, *, vouch: bool) -> None:
        for pairing in list(pairings(self.keep, self.away)):
            self._row(pairing)
        for meeting in list(meetings("agreement", self.keep, self.away)):
            self._column(meeting)
        self.hands.give(self.away.evidence.all())
        self._matches()
        rest.point_at(self.keep, self.away, self.effects, but=SEEN_TO)
        self._take_away()
        if vouch:
            self._vouch()
        agreements.refresh(self.keep)
        agreements.stay_publishable(self.keep)

    # -- rows ------------------------------------------------------------------------------------------------------

    def _row(self, pairing: Pairing) -> None:
        chosen = pairing.taken(self.choices)
        if pairing.fate == ENDS:
            self._end(pairing.row)
        elif pairing.fate == MOVES or (pairing.fate == DISAGREES and chosen == BOTH):
            self._move(pairing)
        elif pairing.fate == DISAGREES:
            self._settle(pairing, theirs=chosen == AWAY)
        else:
            self._fold(pairing)

    def _end(self, row: Any) -> None:
        for one in Evidence.objects.filter(relation=row):
            self.effects.remove(one)
        self.effects.remove(row)

    def _move(self, pairing: Pairing) -> None:
        row = pairing.row
        columns = {"to_id" if pairing.rows == "inverse_relations" else "agreement_id": self.keep.pk}
        if pairing.rows == "sector_tags" and row.is_primary and self.keep.sector_tags.filter(is_primary=True).exists():
            columns["is_primary"] = False
        self.effects.fill(row, **columns)
        if pairing.rows != "inverse_relations":
            self.hands.follow(row, row)

    def _fold(self, pairing: Pairing) -> None:
        """One of the two remains, with what either knows and what stands under either."""
        row, twin = pairing.row, pairing.twin
        if pairing.rows == "inverse_relations":
            under = Evidence.objects.filter(relation=row)
            Hands(row.agreement, self.effects).give(under, relation_id=twin.pk)
        else:
            self.hands.follow(row, twin)
        gained = {
            name: getattr(row, name)
            for name in GAINS[pairing.rows]
            if getattr(twin, name) in EMPTY and getattr(row, name) not in EMPTY
        }
        if pairing.rows == "actions" and row.when and (twin.when is None or _is_more_exact(row, twin)):
            gained |= {"date": row.date, "date_precision": row.date_precision}
        self.effects.remove(row)
        if gained:
            self.effects.fill(twin, **gained)

    def _settle(self, pairing: Pairing, *, theirs: bool) -> None:
        """Two days for one step: the other day stands beside the one chosen, with what says so."""
        row, twin = pairing.row, pairing.twin
        loser, winner = (twin, row) if theirs else (row, twin)
        said = loser.when.isoformat() if loser.when else ""
        against = list(Evidence.objects.filter(action=loser, value="action"))
        self.hands.contradict(against, said, action_id=twin.pk)
        self.hands.follow(winner, twin)
        self.hands.follow(row, twin)
        day = {"date": row.date, "date_precision": row.date_precision, "place": row.place or twin.place}
        self.effects.remove(row)
        if theirs:
            self.effects.fill(twin, **day)

    # -- values of which there is one ------------------------------------------------------------------------------

    def _column(self, meeting: Meeting) -> None:
        taken, value = meeting.taken(self.choices), meeting.value
        if meeting.mine == meeting.theirs:
            return
        mine, theirs = (list(one.evidence.filter(value=value)) for one in (self.keep, self.away))
        said_mine, said_theirs = (_in_words(one, meeting.name) for one in (self.keep, self.away))
        if taken == AWAY:
            self.effects.fill(self.keep, **{meeting.name: meeting.theirs})
        if value not in VALUES or meeting.settled:
            return
        lost, said = (mine, said_mine) if taken == AWAY else (theirs, said_theirs)
        if value.startswith("title_"):
            self._other_name(said, value.removeprefix("title_"), lost)
        else:
            self.hands.contradict(lost, said)

    def _other_name(self, text: str, language: str, under: list[Evidence]) -> None:
        """The title not chosen is another name, and stands on what it stood on."""
        known = next((one for one in self.keep.other_names.all() if fold(one.text) == fold(text)), None)
        name = known or AgreementName.objects.create(agreement=self.keep, text=text, language=language)
        if known is None:
            self.effects.made(name)
        supporting = [one for one in under if one.supports]
        self.hands.give(supporting, value="other_name", other_name_id=name.pk)
        if not name.evidence.filter(supports=True).exists():
            self.effects.made(
                evidence.add(
                    agreement=self.keep,
                    value="other_name",
                    row=name,
                    support=evidence.judgement(_("The title of a record merged into this one.")),
                    stand=self.stand,
                )
            )

    # -- the rest --------------------------------------------------------------------------------------------------

    def _matches(self) -> None:
        """A candidate that is like both is like the one, by the better of the two scores."""
        for match in CandidateMatch.objects.filter(agreement=self.away).order_by("pk"):
            twin = CandidateMatch.objects.filter(agreement=self.keep, candidate=match.candidate_id).first()
            if twin is None:
                self.effects.fill(match, agreement_id=self.keep.pk)
                continue
            self.effects.remove(match)
            if match.score > twin.score:
                self.effects.fill(twin, score=match.score, reasons=match.reasons)

    def _take_away(self) -> None:
        if self.away.is_published:
            search.remove(self.away)
        self.effects.fill(self.away, record_state="merged", merged_into_id=self.keep.pk)

    def _vouch(self) -> None:
        before = set(self.keep.evidence.values_list("pk", flat=True))
        stand_under_all(agreement=self.keep, support=evidence.judgement(), by=self.by, reason=self.reason)
        for made in self.keep.evidence.exclude(pk__in=before):
            self.effects.made(made)


def bare(agreement: Agreement) -> int:
    """How many values of a record nothing stands under."""
    return sum(1 for _value in values_without(agreement))


def _is_more_exact(one: Any, two: Any) -> bool:
    order = ("year", "month", "day")
    return order.index(one.date_precision) > order.index(two.date_precision)


def _in_words(agreement: Agreement, column: str) -> str:
    name = column.removesuffix("_id")
    shown = getattr(agreement, f"get_{name}_display", None)
    return str(shown() if shown else getattr(agreement, name) or "")
