"""What the admin of every noun has: changes with a name under them, words in two languages, a history that explains."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.admin.base_words import UNNAMED
from agreements.admin.entry.row_words import said
from agreements.admin.keeping import timeline
from agreements.admin.labels import translated_choices
from agreements.admin.numbers import number
from agreements.admin.row_select import RowSelect
from agreements.admin.typed import AnyModelAdmin, AnyStackedInline
from agreements.curation.audit import change, telling
from agreements.curation.refusals import WrongState
from agreements.curation.upkeep import in_step_with


class Worded:
    """Offers codes under the vocabulary's words, in the reader's language."""

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        choices = translated_choices(db_field, blank=db_field.blank or not db_field.has_default())
        if choices:
            kwargs["choices"] = choices
        return super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = RowSelect(db_field, self.admin_site, using=kwargs.get("using"))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.TextField) and "widget" not in kwargs:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 60, "class": "vLargeTextField"})
        if db_field.name in UNNAMED:
            kwargs.setdefault("label", UNNAMED[db_field.name])
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


def reason_given(request: HttpRequest) -> str:
    """Why the person says that they change it; empty when they do not say."""
    return " ".join(request.POST.get("reason_for_change", "").split())[:300]


class NounAdmin(Worded, AnyModelAdmin):
    """Every change leaves who made it and why, in the same transaction, whichever view it came through."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Columns that are only shown bear the same words as those that are filled in."""
        labels = {**UNNAMED, **(getattr(getattr(self.form, "Meta", None), "labels", None) or {})}
        return super().get_form(request, obj, change, **{"labels": labels, **kwargs})

    save_on_top = False
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/noun_form.html"
    keeps_history = True
    """Whether the database keeps every version of such a row."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self._audited(request, super().changeform_view, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self._audited(request, super().changelist_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return self._audited(request, super().delete_view, *args, **kwargs)

    def _audited(self, request: HttpRequest, view: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST" or not isinstance(request.user, User):
            return view(request, *args, **kwargs)
        told = reason_given(request)
        try:
            with change(by=request.user, reason=told or f"{self.opts.verbose_name_raw} edited"), telling(told):
                return view(request, *args, **kwargs)
        except WrongState as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(request.get_full_path())

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Under the row's own words; a word above a field needs no colon."""
        context["adminform"].form.label_suffix = ""
        context |= {"row_words": said(context.get("original")), "has_history": self.keeps_history}
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        in_step_with(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """One by one, so that every way of deleting does the same."""
        for row in queryset:
            self.delete_model(request, row)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Who changed what, when and why, from the database's own record, bulk edits included; and taking it back."""
        row = get_object_or_404(self.get_queryset(request), pk=number(object_id))
        if not self.has_view_permission(request, row):
            return HttpResponse(status=403)
        context = {**self.admin_site.each_context(request), "opts": self.opts, **(extra_context or {})}
        return timeline.show(request, row, context, may_change=self.has_change_permission(request, row))


class ReadOnlyAdmin(NounAdmin):
    """Rows that are written by ingest or by a decision, and by nobody's hand."""

    keeps_history = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}


class SentenceInline(Worded, AnyStackedInline):
    """Rows of a noun, each read like a sentence: what is said first stands first, what is rare stands below."""

    extra = 0
    template = "admin/agreements/agreement/rows.html"
    adds = gettext_lazy("Add another line")
    """What pressing for one more line is called."""
    anchor = ""
    """What stands before the number of a row in the name of its place on the page."""

    one_line = ("note",)
    """Free text that is a few words and no paragraph."""

    @property
    def script_data(self) -> str:
        """What the script needs to add a line, with what that is called here."""
        prefix = self.get_default_prefix(self.parent_model)
        options = {"prefix": prefix, "addText": str(self.adds), "deleteText": str(_("Remove"))}
        return json.dumps({"name": f"#{prefix}", "options": options}, ensure_ascii=False)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.one_line:
            kwargs.setdefault("widget", forms.TextInput(attrs={"class": "vTextField"}))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @classmethod
    def get_default_prefix(cls, parent: type[models.Model]) -> str:
        """Under which name its lines are sent."""
        column = next(
            field
            for field in cls.model._meta.fields
            if field.related_model is parent and cls.fk_name in (None, field.name)
        )
        return str(column.remote_field.get_accessor_name())
