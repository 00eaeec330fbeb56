"""The rules of the house: what administrators decide for everybody, and what was decided before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.admin.access.roles import ROLES
from agreements.curation import rights
from agreements.curation.access import house
from agreements.models import HouseRules


class RulesForm(forms.Form):
    four_eyes = forms.BooleanField(
        label=gettext_lazy("Four eyes"),
        required=False,
        help_text=gettext_lazy(
            "Nobody publishes what they were the last to change. Nobody alone withdraws a record, merges records that"
            " readers see, or adds a proposal of the press to a public record: one person asks for it, another does it."
            " What is typed, imported, corrected or taken back in a record that is public already stands at once, under"
            " the name of whoever did it and in its history: for this, one person is enough."
        ),
    )
    second_factor_for = forms.MultipleChoiceField(
        label=gettext_lazy("Groups that sign in with a code"),
        choices=[(code, name) for code, (name, _purpose) in ROLES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Whoever has not turned it on yet is asked to do so before anything else."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this change"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"size": 60}),
    )


def rules(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    user = rights.person(request.user)
    if not user.has_perm(rights.SET_RULES):
        raise PermissionDenied
    now = HouseRules.current()
    initial = {"four_eyes": now.four_eyes, "second_factor_for": now.second_factor_for}
    form = RulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        house.set_rules(by=user, **form.cleaned_data)
        messages.success(request, _("The rules hold from now on."))
        return HttpResponseRedirect(reverse("admin:rules"))
    words = {code: str(name) for code, (name, _purpose) in ROLES.items()}
    former = [(one, ", ".join(words.get(code, code) for code in one.second_factor_for)) for one in house.former_rules()]
    shown = {**context, "title": _("Rules of the house"), "form": form, "former": former}
    return TemplateResponse(request, "admin/rules.html", shown)
