"""A person's own account: the name that pages show, language, password, second factor, and where they came in."""

from __future__ import annotations

from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from agreements.admin.access import door
from agreements.admin.access.sign_in_pages import CodeForm, too_soon
from agreements.curation import rights
from agreements.curation.access import accounts, second_factor, sessions, sign_in
from agreements.curation.access.throttle import TooSoon
from agreements.curation.reviewing import asking
from agreements.models import Access, AccessEvent, RecoveryCode
from agreements.models.curator import READS

SHOWN = 12
PROVED = "password-given"
"""Where a session keeps that its person has just given the password again."""
LANGUAGES = [("", gettext_lazy("As the browser says")), ("en", "English"), ("ko", "한국어")]


class AccountForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name, as pages show it"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Public: it stands under every value that you stand for, with the day."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "size": 40}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of this room"), choices=LANGUAGES, required=False)
    reads = forms.ChoiceField(
        label=gettext_lazy("Texts I read"),
        choices=READS,
        required=False,
        help_text=gettext_lazy("Of what the press proposes, you are asked about these first."),
    )


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Your password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def account(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    user = rights.person(request.user)
    kept = Access.objects.filter(user=user).first()
    language, reads = kept.language if kept else "", asking.chosen_by(user)
    initial = {"name": user.get_full_name(), "language": language, "reads": reads}
    form = AccountForm(request.POST or None, initial=initial)
    if form.is_valid():
        asking.set_reads(user=user, reads=form.cleaned_data.pop("reads"))
        accounts.name_oneself(by=user, **form.cleaned_data)
        response = HttpResponseRedirect(reverse("admin:account"))
        door.speak(response, form.cleaned_data["language"])
        messages.success(request, _("Kept."))
        return response
    shown = {
        **context,
        "title": _("Your account"),
        "form": form,
        "factor_on": second_factor.is_on(user),
        "events": AccessEvent.objects.filter(user=user).exclude(kind="passed").select_related("by")[:SHOWN],
    }
    return TemplateResponse(request, "admin/account.html", shown)


def sign_out_everywhere(request: HttpRequest) -> HttpResponseBase:
    """Every session but this one."""
    user = rights.person(request.user)
    if request.method == "POST":
        _end_others(request, user)
        sign_in.note("signed-out", user=user, visitor=door.visitor(request))
        messages.success(request, _("Every other browser is signed out."))
    return HttpResponseRedirect(reverse("admin:account"))


def _end_others(request: HttpRequest, user: User) -> None:
    sessions.end_all(user)
    update_session_auth_hash(request, user)  # a new key: a stolen one is worth nothing
    sessions.begin(request.session)


@sensitive_post_parameters()
def factor(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    """Turn it on: password, picture, first code, recovery codes. Turn it off, or renew the codes: password."""
    user = rights.person(request.user)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    password, code = PasswordForm(request.POST if step in _WITH_PASSWORD else None), CodeForm()
    codes: list[str] | None = None
    if step == "confirm" and request.session.get(PROVED):
        code = CodeForm(request.POST)
        codes = _confirm(request, user, code)
    elif step in _WITH_PASSWORD and _proved(request, user, password):
        answer = _WITH_PASSWORD[step](request, user)
        if isinstance(answer, HttpResponse):
            return answer
        codes = answer
    shown = {**context, "title": _("Second factor"), "password": password, "code": code, "codes": codes}
    shown["factor_on"] = second_factor.is_on(user)
    shown["codes_left"] = RecoveryCode.objects.filter(user=user).count()
    if not shown["factor_on"] and request.session.get(PROVED):
        secret = second_factor.secret(second_factor.begin(user=user)) or ""
        shown["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        shown["picture"] = picture(second_factor.address(user, secret))
    return TemplateResponse(request, "admin/account_factor.html", shown)


def picture(text: str) -> str:
    """A QR code as a drawing in the page: nothing is asked of anybody else."""
    drawn = segno.make(text, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=False)
    return mark_safe(drawn)  # noqa: S308  (drawn from squares alone)


def _proved(request: HttpRequest, user: User, form: PasswordForm) -> bool:
    """Whether the person has given the right password; what is wrong is said in the form."""
    if not form.is_valid():
        return False
    try:
        given = form.cleaned_data["password"]
        if sign_in.is_own_password(user=user, password=given, visitor=door.visitor(request)):
            return True
        form.add_error("password", _("This is not your password."))
    except TooSoon as refused:
        form.add_error(None, too_soon(refused.wait))
    return False


def _begin(request: HttpRequest, user: User) -> HttpResponse:
    request.session[PROVED] = True
    return HttpResponseRedirect(reverse("admin:account_factor"))


def _confirm(request: HttpRequest, user: User, form: CodeForm) -> list[str] | None:
    if not form.is_valid():
        return None
    codes = second_factor.confirm(user=user, code=form.cleaned_data["code"])
    if codes is None:
        form.add_error("code", _("This code does not fit. Look whether the clock of the device is right."))
        return None
    del request.session[PROVED]
    _end_others(request, user)
    sign_in.note("factor-on", user=user, visitor=door.visitor(request))
    return codes


def _renew(request: HttpRequest, user: User) -> list[str] | HttpResponse:
    if not second_factor.is_on(user):
        return HttpResponseRedirect(reverse("admin:account_factor"))
    sign_in.note("codes", user=user, visitor=door.visitor(request))
    return second_factor.renew_codes(user=user)


def _turn_off(request: HttpRequest, user: User) -> HttpResponse:
    second_factor.turn_off(user=user)
    sign_in.note("factor-off", user=user, visitor=door.visitor(request))
    messages.success(request, _("The second factor is off."))
    return HttpResponseRedirect(reverse("admin:account"))


_WITH_PASSWORD: dict[str, Any] = {"begin": _begin, "codes": _renew, "off": _turn_off}
