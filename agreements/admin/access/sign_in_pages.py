"""The pages of signing in: name and password, then the code of those who have turned it on."""

from __future__ import annotations

import datetime
import time
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from agreements.admin.access import door
from agreements.curation.access import second_factor, sign_in
from agreements.curation.access.throttle import TooSoon

AWAITED, PATIENCE = "awaited", 600
"""Where a session keeps whose code is awaited, and for how many seconds."""


def too_soon(wait: int) -> str:
    """When to try again, in words."""
    told = ngettext(
        "Too many tries. Wait %(count)d second, until %(at)s, and try again.",
        "Too many tries. Wait %(count)d seconds, until %(at)s, and try again.",
        wait,
    )
    at = timezone.localtime(timezone.now() + datetime.timedelta(seconds=wait))
    return told % {"count": wait, "at": time_format(at, "H:i:s")}


class SignInForm(AdminAuthenticationForm):
    """Counts a try before the password is looked at, for names of nobody too."""

    wait = 0

    def clean(self) -> dict[str, Any]:
        name, request = self.cleaned_data.get("username"), self.request
        if not name or not self.cleaned_data.get("password") or request is None:
            return self.cleaned_data
        try:
            event = sign_in.attempt(name=name, visitor=door.visitor(request))
        except TooSoon as refused:
            self.wait = refused.wait
            raise ValidationError(too_soon(refused.wait), code="too-soon") from None
        data = super().clean()
        sign_in.password_was_right(event)
        return data


class SignIn(LoginView):
    authentication_form = SignInForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def form_valid(self, form: Any) -> HttpResponse:
        user, to = form.get_user(), self.get_success_url()
        if not second_factor.is_on(user):
            return door.come_in(self.request, user, to)  # type: ignore[return-value]
        self.request.session.flush()
        self.request.session[AWAITED] = {
            "user": user.pk,
            "at": time.time(),
            "hash": user.get_session_auth_hash(),
            "to": to,
        }
        return HttpResponseRedirect(reverse("admin:sign_in_code"))

    def form_invalid(self, form: Any) -> HttpResponse:
        return _waiting(super().form_invalid(form), form.wait)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


@sensitive_post_parameters("code")
@never_cache
def code_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    """The second step. Whoever has not just given the right password is sent to the first."""
    awaited = request.session.get(AWAITED) or {}
    user = _awaited(awaited)
    if user is None:
        return HttpResponseRedirect(reverse("admin:login"))
    form, wait = CodeForm(request.POST or None), 0
    if form.is_valid():
        try:
            if sign_in.check_code(user=user, code=form.cleaned_data["code"], visitor=door.visitor(request)):
                del request.session[AWAITED]
                return door.come_in(request, user, awaited["to"])
            form.add_error("code", _("This code does not open. Type the one that is shown just now."))
        except TooSoon as refused:
            wait = refused.wait
            form.add_error(None, too_soon(wait))
    shown = {**context, "form": form, "title": _("The code of your authenticator")}
    return _waiting(TemplateResponse(request, "admin/sign_in_code.html", shown), wait)


def _awaited(awaited: dict[str, Any]) -> User | None:
    if time.time() - awaited.get("at", 0) > PATIENCE:
        return None
    user = User.objects.filter(pk=awaited["user"], is_active=True, is_staff=True).first()
    return user if user and user.get_session_auth_hash() == awaited["hash"] else None


def _waiting(response: HttpResponse, wait: int) -> HttpResponse:
    if wait:
        response.status_code = 429
        response.headers["Retry-After"] = str(wait)
    return response
