"""The page on which near-certain matches are taken in one go after a look, and what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.admin.labels import language
from agreements.admin.notices import notices, tell
from agreements.admin.numbers import number
from agreements.admin.queue.holding import is_looking
from agreements.admin.queue.queue_head import reads_of
from agreements.admin.queue.review_asides import address_of
from agreements.curation import rights
from agreements.curation.quoting import sentence_around
from agreements.curation.reviewing import asking, batch, likeness
from agreements.curation.reviewing.likeness import Beside
from agreements.curation.reviewing.proposal import Proposal
from agreements.domain.vocabulary import REPORTED_STATUSES, VALUES
from agreements.ingest import wording
from agreements.models import Agreement, Candidate, Look, Review, SecondLook
from agreements.models.candidate import NEAR_CERTAIN

MOST_REASONS = 4
REFUSED = "refused-in-batch-%s"


@dataclass(frozen=True, slots=True)
class Row:
    """One near-certain match: its sentence, the agreement, why, and what it says that the agreement does not."""

    candidate: Candidate
    agreement: Agreement
    quote: str
    status: str
    reasons: list[str]
    adds: list[tuple[str, str]]
    beside: list[tuple[str, str]]
    is_known: bool
    """Whether the item has been accepted for that agreement already, so that nothing is new."""
    is_foreign: bool
    looks: list[str]

    @property
    def says_more(self) -> bool:
        """Whether something would be left aside, so that somebody had better look at it for itself."""
        return bool(self.adds or self.beside)

    @property
    def value(self) -> str:
        """What its tick sends: the candidate as it was seen, and where it goes."""
        return f"{self.candidate.pk}.{self.candidate.version}.{self.agreement.pk}"


def near_certain(request: HttpRequest) -> HttpResponse:
    """Show them; or take those that are ticked."""
    if not request.user.has_perm("agreements.view_candidate"):
        raise PermissionDenied
    if request.method == "POST":
        return _take(request)
    rows = _rows(request)
    agreeing, telling = [row for row in rows if not row.says_more], [row for row in rows if row.says_more]
    total = _near_certain(request).count()
    return _page(request, "batch.html", rows=rows, agreeing=agreeing, telling=telling, total=total)


def _take(request: HttpRequest) -> HttpResponse:
    by = rights.person(request.user)
    rights.require(by, rights.REVIEW)
    chosen = [one for one in map(_chosen, request.POST.getlist("take")) if one]
    if not chosen:
        tell(request, _("Nothing was ticked, and nothing has been done."))
        return HttpResponseRedirect(reverse("admin:agreements_candidate_batch"))
    outcome = batch.merge_all(chosen=chosen, by=by)
    asked = [[key, _("Asked for. It waits on the first page for another person.")] for key in outcome.asked]
    request.session[REFUSED % outcome.batch] = [*asked, *([one.candidate, one.why] for one in outcome.refused)]
    tell(request, _told(len(outcome.done)))
    return HttpResponseRedirect(reverse("admin:agreements_candidate_batch_done", args=[outcome.batch]))


def _told(count: int) -> str:
    return ngettext("%(n)s match has been accepted.", "%(n)s matches have been accepted.", count) % {"n": count}


def _chosen(sent: str) -> batch.Chosen | None:
    keys = [number(part) for part in sent.split(".")]
    if len(keys) != 3 or None in keys:
        return None
    candidate, version, into = (key or 0 for key in keys)
    return batch.Chosen(candidate, version, into)


def done(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """What was taken, each with its undo; what was not, and why; and the way on."""
    if not request.user.has_perm("agreements.view_candidate"):
        raise PermissionDenied
    if request.method == "POST":
        return _undo_all(request, batch)
    decisions, refused = _decisions(batch), request.session.get(REFUSED % batch, [])
    if not decisions and not refused:
        raise Http404
    candidates = Candidate.objects.select_related("agreement", "decided_by", "revision__item")
    found = candidates.defer("revision__text", "revision__signature").in_bulk([key for key, _why in refused])
    return _page(
        request,
        "batch_done.html",
        batch=batch,
        decisions=decisions,
        standing=sum(1 for one in decisions if not hasattr(one, "undone_by")),
        refused=[(found[key], why) for key, why in refused if key in found],
        onward=address_of(_next_single(request), None),
    )


def _decisions(key: uuid.UUID) -> list[Review]:
    return list(batch.decisions(key))


def _next_single(request: HttpRequest) -> Candidate | None:
    """The next that is to be decided for itself; the near-certain ones left over were left on purpose."""
    waiting = Candidate.objects.waiting(reads_of(request))
    return waiting.exclude(NEAR_CERTAIN).first() or waiting.first()


def _undo_all(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    outcome = batch.undo_all(batch=key, by=rights.person(request.user))
    request.session[REFUSED % key] = [[one.candidate, one.why] for one in outcome.refused]
    undone = len(outcome.done)
    tell(request, ngettext("%(n)s undone.", "%(n)s undone.", undone) % {"n": undone})
    return HttpResponseRedirect(reverse("admin:agreements_candidate_batch_done", args=[key]))


def _rows(request: HttpRequest) -> list[Row]:
    """A constant number of queries, however many there are."""
    waiting = _near_certain(request, reads_of(request)).select_related("revision__item")
    found = list(waiting.defer("revision__signature").prefetch_related("matches")[: batch.MOST_AT_ONCE])
    agreements = likeness.to_compare().linkable().in_bulk([one.pointed_at for one in found])  # type: ignore[attr-defined]
    looks = _looks(request, found)
    rows = [(one, agreements.get(one.pointed_at)) for one in found]  # type: ignore[attr-defined]
    return [_row(one, agreement, looks.get(one.pk, []), request) for one, agreement in rows if agreement]


def _near_certain(request: HttpRequest, reads: Sequence[str] = ()) -> QuerySet[Candidate]:
    """Those that this person has not yet asked another one to take."""
    mine = SecondLook.objects.waiting().filter(asked_by=request.user.pk, candidate__isnull=False)
    return Candidate.objects.near_certain(reads).exclude(pk__in=mine.values("candidate"))


def _looks(request: HttpRequest, candidates: list[Candidate]) -> dict[int, list[str]]:
    looks: list[Look] = list(asking.looked_at().filter(candidate__in=candidates).exclude(by=request.user.pk))
    return {look.candidate_id: [is_looking(look)] for look in looks}


def _row(candidate: Candidate, agreement: Agreement, looks: list[str], request: HttpRequest) -> Row:
    proposal = Proposal.of(candidate)
    text = candidate.revision.text
    quote = sentence_around(text, proposal.quote).of(text) if proposal.quote.end else ""
    match = next((one for one in candidate.matches.all() if one.agreement_id == agreement.pk), None)
    reasons = [wording.reason(stored) for stored in match.reasons[:MOST_REASONS]] if match else []
    if candidate.settled_on:  # type: ignore[attr-defined]
        reasons.insert(0, _("decided in another copy of this release"))
    news = likeness.news(proposal, agreement, language())
    return Row(
        candidate=candidate,
        agreement=agreement,
        quote=quote or candidate.revision.title,
        status=REPORTED_STATUSES.label(proposal.status.value, language()),
        reasons=reasons,
        adds=[line for one in news if one.stance == "adds" for line in _lines(one)],
        beside=[line for one in news if one.stance == "differs" and not _is_title(one) for line in _lines(one)],
        is_known=any(link.item_id == candidate.revision.item_id for link in agreement.press_links.all()),
        is_foreign=candidate.language not in reads_of(request),
        looks=looks,
    )


def _is_title(one: Beside) -> bool:
    """Every writer calls an agreement otherwise: that differs and tells nothing."""
    return one.value.startswith("title_")


def _lines(one: Beside) -> list[tuple[str, str]]:
    sides = ("uk", "kr", "other")
    name = likeness.side_name(one.value, language()) if one.value in sides else VALUES.label(one.value, language())
    return [(name, said) for said in one.news]


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    user = request.user
    whole = {
        **admin.site.each_context(request),
        "title": _("Near-certain matches"),
        "opts": Candidate._meta,
        "may_review": isinstance(user, User) and user.has_perm(rights.REVIEW),
        "notices": notices(request),
        **context,
    }
    return TemplateResponse(request, f"admin/agreements/candidate/{template}", whole)
