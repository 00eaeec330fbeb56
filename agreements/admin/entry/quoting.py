"""Choosing a sentence of a press item, and the values of a record that it supports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.entry.evidence_shown import in_words
from agreements.admin.labels import label, language
from agreements.admin.numbers import number
from agreements.admin.queue.marked_text import LONGEST_SHOWN
from agreements.admin.row_select import RowSelect
from agreements.curation import rights, underpinning
from agreements.curation.refusals import WrongState
from agreements.curation.standing import values_without
from agreements.curation.targets import RELATED
from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement, PressItem, PressItemRevision, PressLink
from agreements.models.evidence import ROW_OF_VALUE


class ItemForm(forms.Form):
    item = forms.ModelChoiceField(
        PressItem.objects.filter(current__isnull=False),
        label=_("press item"),
        required=False,
        widget=RowSelect(PressLink._meta.get_field("item"), admin.site),
    )


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of one item, the record's values beside it."""
    agreement = get_object_or_404(Agreement, pk=pk)
    if not request.user.has_perm(rights.CHANGE):
        raise PermissionDenied
    form = ItemForm(request.GET or None)
    items = [link.item for link in agreement.press_links.select_related("item__current").order_by("pk")]
    chosen = form.cleaned_data["item"] if form.is_bound and form.is_valid() else None
    item = chosen or (items[0] if items else None)
    problem = ""
    if request.method == "POST" and item is not None and item.current is not None:
        try:
            return _quoted(request, agreement, item.current)
        except (underpinning.NotQuotable, WrongState) as refusal:
            problem = str(refusal)
    context = {
        **admin.site.each_context(request),
        "title": gettext("A sentence as evidence"),
        "opts": Agreement._meta,
        "agreement": agreement,
        "item": item,
        "items": items,
        "text": item.current.text[:LONGEST_SHOWN] if item and item.current else "",
        "form": form,
        "values": list(_values(agreement)),
        "checked": request.POST.getlist("under"),
        "problem": problem,
        "sent": request.POST,
    }
    return TemplateResponse(request, "admin/agreements/agreement/quote.html", context)


def _quoted(request: HttpRequest, agreement: Agreement, revision: PressItemRevision) -> HttpResponse:
    sent = request.POST
    count = underpinning.quote(
        agreement=agreement,
        revision=revision,
        words=sent.get("quote", ""),
        at=number(sent.get("start", "")),
        under=sent.getlist("under"),
        by=rights.person(request.user),
        reason="quoted from a press item",
    )
    said = ngettext("The sentence stands under %(n)s value now.", "The sentence stands under %(n)s values now.", count)
    messages.success(request, said % {"n": count})
    if "_more" in sent:
        return HttpResponseRedirect(request.get_full_path())
    return HttpResponseRedirect(reverse("admin:agreements_agreement_change", args=[agreement.pk]) + "#evidence")


def _values(agreement: Agreement) -> Any:
    """Each value as one reads it, with the name that the form sends and whether nothing stands under it yet."""
    bare = {(value, row.pk if row else None) for value, row in values_without(agreement)}
    for value, term in VALUES.items():
        name = term.label(language())
        if value in ROW_OF_VALUE:
            for row in getattr(agreement, RELATED[value]).all():
                said = row.place if value == "place" else in_words(row)
                if said:
                    yield f"{value}:{row.pk}", name, said, (value, row.pk) in bare
        elif value != "status":
            field: Any = agreement._meta.get_field(value)
            said = label(agreement, value) if field.choices else str(getattr(agreement, value) or "")
            if said:
                yield value, name, said, (value, None) in bare
