"""What a reader writes who finds something wrong: read, cleaned, and sent back with words where it cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.catalogue.pages.corrections import Choice
from agreements.curation.disputes import LONGEST_SAID, LONGEST_SOURCE
from agreements.domain.text import clean, clean_line

SHORTEST = 3
LONGEST_EMAIL = 254
"""Letters of an address that mail can be sent to."""


class DisputeForm(forms.Form):
    """One note. `reply_by` is a trap: people do not see it, programs fill in everything."""

    value = forms.ChoiceField(label=_("What is it about?"), required=False)
    said = forms.CharField(
        label=_("What should it say?"),
        max_length=LONGEST_SAID,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_SAID}),
        error_messages={"required": _("Write what it should say, or what is missing.")},
    )
    source = forms.CharField(
        label=_("Where can that be read?"),
        max_length=LONGEST_SOURCE,
        required=False,
        help_text=_("An address, or a publication with its date. Without one it takes us longer."),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        max_length=LONGEST_EMAIL,
        required=False,
        help_text=_("Used for that answer alone. It is kept apart from your note and deleted when the case is closed."),
        error_messages=dict.fromkeys(
            ("invalid", "max_length"), _("This is not an e-mail address. Leave it empty if you want no answer.")
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    reply_by = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))

    def __init__(self, *args: Any, choices: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.token, f"{each.label}: {each.shown.words}") for each in choices]
        value: Any = self.fields["value"]
        value.choices = [*named, ("", _("Something else, or something that is missing"))]
        value.error_messages["invalid_choice"] = _("This value is no longer shown. Choose again what it is about.")
        for name in ("said", "source", "email"):
            widget = self.fields[name].widget
            described = [f"help-{name}"] if self.fields[name].help_text else []
            if self.is_bound and name in self.errors:
                widget.attrs["aria-invalid"] = "true"
                described.insert(0, f"error-{name}")
            if described:
                widget.attrs["aria-describedby"] = " ".join(described)

    def clean_said(self) -> str:
        said = clean(self.cleaned_data["said"]).strip()
        if len(said) < SHORTEST:
            raise ValidationError(self.fields["said"].error_messages["required"])
        return said

    def clean_source(self) -> str:
        return clean_line(self.cleaned_data["source"])

    def clean_reply_by(self) -> str:
        if self.cleaned_data["reply_by"]:
            raise ValidationError(_("Leave the last field empty: it is there to stop programs."))
        return ""
