"""One box for a text or an address: what it holds is read, and leads to the page on which it is decided."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.entry.dates import PartialDateField
from agreements.admin.labels import language
from agreements.curation import rights
from agreements.curation.reviewing.proposal import Proposal
from agreements.domain.addresses import BadAddress, canonical_address
from agreements.domain.text import clean_line
from agreements.domain.vocabulary import LANGUAGES
from agreements.ingest import entered, silence
from agreements.ingest.entered import Entered, NotTaken
from agreements.ingest.fetch import Unfetched
from agreements.models import Agreement, Candidate, PressItemRevision

LONGEST = 200_000
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?|https?://\S+", re.IGNORECASE)


def _languages() -> list[tuple[str, Any]]:
    return [("", _("told by its letters")), *((term.code, term.label(language())) for term in LANGUAGES.values())]


class PasteForm(forms.Form):
    what = forms.CharField(
        label=_("An address or a text"),
        max_length=LONGEST,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 14, "autofocus": True, "spellcheck": "false"}),
        error_messages={"required": _("Paste the address of a page, or the text itself.")},
    )
    title = forms.CharField(label=_("title"), max_length=1000, required=False)
    publisher = forms.CharField(label=_("publisher"), max_length=300, required=False)
    address = forms.CharField(label=_("address"), max_length=2000, required=False)
    published = PartialDateField(label=_("published"))
    language = forms.ChoiceField(label=_("language"), choices=_languages, required=False)

    def clean_address(self) -> str:
        address = clean_line(self.cleaned_data["address"])
        try:
            if address:
                canonical_address(address)
        except BadAddress as problem:
            raise ValidationError(gettext("This address cannot be asked for: %s.") % problem) from problem
        return address

    @property
    def as_address(self) -> str:
        """The address that stands alone in the box; empty where a text does."""
        typed = self.cleaned_data["what"].strip()
        if not _ADDRESS.fullmatch(typed):
            return ""
        return typed if "://" in typed else f"https://{typed}"

    def bring(self) -> Entered:
        """Raises NotTaken and Unfetched."""
        data = self.cleaned_data
        if self.as_address:
            return entered.page(address=self.as_address)
        return entered.text(
            words=data["what"],
            title=clean_line(data["title"]),
            publisher=clean_line(data["publisher"]),
            address=data["address"],
            published=data["published"],
            language=data["language"],
        )


def page(request: HttpRequest) -> HttpResponse:
    """Whoever may enter records may paste."""
    if not request.user.has_perms([rights.CHANGE, rights.REVIEW]):
        raise PermissionDenied
    form = PasteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            brought = form.bring()
        except (NotTaken, Unfetched) as problem:
            form.add_error("what", str(problem))
        else:
            return _led_on(request, brought) or _shown(request, form, brought.revision)
    return _shown(request, form)


def _led_on(request: HttpRequest, brought: Entered) -> HttpResponse | None:
    """To the first proposal that waits, else to what was decided; nowhere when the text proposes nothing."""
    proposed = Candidate.objects.filter(revision__item=brought.revision.item).select_related("agreement", "revision")
    proposals = sorted(proposed, key=lambda one: (one.state != "open", one.position, one.pk))
    if not proposals:
        return None
    first = proposals[0]
    if brought.was_held:
        messages.info(request, gettext("The register holds this text already. This is what is known of it."))
    if len(proposals) > 1:
        messages.info(request, _announced(proposals))
    if first.state != "open" and first.agreement_id:
        return HttpResponseRedirect(reverse("admin:agreements_agreement_change", args=[first.agreement_id]))
    return HttpResponseRedirect(_address(first))


def _announced(proposals: list[Candidate]) -> Any:
    """That the text names several, with a way to each of the others."""
    count = len(proposals)
    said = ngettext(
        "The text names %(n)s agreement.", "The text names %(n)s agreements. This is the first; the others:", count
    )
    others = format_html_join(" · ", '<a href="{}">{}</a>', ((_address(one), _called(one)) for one in proposals[1:]))
    return format_html("{} {}", said % {"n": count}, others)


def _called(candidate: Candidate) -> str:
    proposal = Proposal.of(candidate)
    title = proposal.title_ko if language() == "ko" else proposal.title_en
    named = title or proposal.title_en or proposal.title_ko
    return named.value if named else proposal.description(language())


def _address(candidate: Candidate) -> str:
    return reverse("admin:agreements_candidate_change", args=[candidate.pk])


def _shown(request: HttpRequest, form: PasteForm, silent: PressItemRevision | None = None) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": gettext("Paste an address or a text"),
        "opts": Agreement._meta,
        "form": form,
        "silent": silent,
    }
    if silent is not None:
        context |= {
            "why": silence.of(silent),
            "passed_over": list(silence.passed_over(silent)),
            "language_said": LANGUAGES.label(silent.language, language()),
            "blank_form": f"{reverse('admin:agreements_agreement_add')}?item={silent.item_id}",
        }
    return TemplateResponse(request, "admin/agreements/agreement/paste.html", context)
