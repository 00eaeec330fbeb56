"""What the review page asks for beside itself: names to offer, a look ahead, who else is there, undoing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from agreements.admin.labels import language
from agreements.admin.notices import tell
from agreements.admin.queue.deciding import look_ahead
from agreements.admin.queue.holding import is_looking
from agreements.admin.queue.queue_head import reads_of
from agreements.admin.queue.refusals_shown import told
from agreements.admin.queue.reviewing import ReviewPage
from agreements.curation import review, rights
from agreements.curation.agreements import NotReady, WrongState
from agreements.curation.reviewing import asking
from agreements.curation.reviewing.effects import CannotUndo
from agreements.models import Candidate, Organisation, Person, Review
from agreements.models.candidate import WORTH_NEAR_CERTAIN

MOST_NAMES = 12


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take back one decision, from the notice that told of it."""
    decision = get_object_or_404(Review.objects.select_related("candidate"), pk=key)
    try:
        review.undo(review=decision, by=rights.person(request.user))
    except NotReady as problem:
        for reason in problem.reasons:
            messages.error(request, reason)
    except (CannotUndo, WrongState, review.Conflict) as problem:
        messages.error(request, told(problem))
    else:
        tell(request, _("Undone: everything is as it was before."))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return HttpResponseRedirect(back)
    return HttpResponseRedirect(reverse("admin:agreements_candidate_change", args=[decision.candidate_id]))


@require_POST
def looking(request: HttpRequest, key: int) -> HttpResponse:
    """Say that it is still open before this person; who else has it open."""
    candidate = get_object_or_404(Candidate, pk=key)
    others = asking.look(candidate=candidate, by=rights.person(request.user))
    changed = candidate.state != "open" or request.POST.get("version") not in ("", None, str(candidate.version))
    told = _("It has been changed or decided on since you opened it.") if changed else ""
    return JsonResponse({"others": [is_looking(one) for one in others], "changed": told})


@require_POST
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """What a decision on the form as typed would change; nothing is kept."""
    candidate = get_object_or_404(Candidate.objects.for_review(), pk=key)
    person = rights.person(request.user)
    rights.require(person, rights.REVIEW)
    page = ReviewPage(candidate, data=request.POST, reads=reads_of(request), by=person)
    look_ahead(page, request.POST, person)
    context = {"page": page, "may_publish": person.has_perm(rights.PUBLISH)}
    return TemplateResponse(request, "admin/agreements/candidate/preview.html", context)


@require_GET
def names(request: HttpRequest) -> JsonResponse:
    """Known bodies or people whose name, in either script, has what was typed in it."""
    if not request.user.has_perm("agreements.view_organisation"):
        raise PermissionDenied
    typed, side = " ".join(request.GET.get("q", "").split())[:100], request.GET.get("side", "")
    if len(typed) < 2:
        return JsonResponse({"names": []})
    table = Person if request.GET.get("kind") == "person" else Organisation
    like = Q(names__text__icontains=typed) | Q(name_en__icontains=typed) | Q(name_ko__icontains=typed)
    rows = table.objects.standing().filter(like).distinct().order_by("pk")
    if side in ("uk", "kr", "other"):
        rows = rows.filter(side=side)
    found = [(row.name(language()), " · ".join(filter(None, [row.name_en, row.name_ko]))) for row in rows[:MOST_NAMES]]
    return JsonResponse({"names": [{"name": name, "both": both} for name, both in found]})


@require_POST
def set_reads(request: HttpRequest) -> HttpResponse:
    """Keep the language of texts that this person is asked about first."""
    user = request.user
    if not (isinstance(user, User) and user.has_perm("agreements.view_candidate")):
        raise PermissionDenied
    try:
        asking.set_reads(user=user, reads=request.POST.get("reads", ""))
    except ValueError:
        return HttpResponseBadRequest(_("Choose one of the languages offered."))
    tell(request, _("Kept. Texts in that language come first from now on."))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return HttpResponseRedirect(back)
    return HttpResponseRedirect(reverse("admin:agreements_candidate_changelist"))


def address_of(following: Candidate | None, decided: Candidate | None = None) -> str:
    """Where to go on: the page of the next one, or that of all near-certain ones when they begin."""
    if following is None:
        return reverse("admin:agreements_candidate_changelist")
    begins = getattr(decided, "worth", None) != WORTH_NEAR_CERTAIN
    if begins and getattr(following, "worth", None) == WORTH_NEAR_CERTAIN:
        return reverse("admin:agreements_candidate_batch")
    return reverse("admin:agreements_candidate_change", args=[following.pk])


def is_review_page(address: str) -> bool:
    return resolve(address.split("?")[0]).url_name == "agreements_candidate_change"
