"""Django's classes under the names that the type checker needs: at run time they take no type arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyTabularInline = admin.TabularInline[Any, Any]
    AnyStackedInline = admin.StackedInline[Any, Any]
    AnyModelForm = forms.ModelForm[Any]
    AnyInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    UserAccountAdmin = UserAdmin[User]
    GroupsField = forms.ModelMultipleChoiceField[Group]
else:
    AnyModelAdmin = admin.ModelAdmin
    AnyTabularInline = admin.TabularInline
    AnyStackedInline = admin.StackedInline
    AnyModelForm = forms.ModelForm
    AnyInlineFormSet = forms.BaseInlineFormSet
    UserAccountAdmin = UserAdmin
    GroupsField = forms.ModelMultipleChoiceField

__all__ = [
    "AnyInlineFormSet",
    "AnyModelAdmin",
    "AnyModelForm",
    "AnyStackedInline",
    "AnyTabularInline",
    "GroupsField",
    "UserAccountAdmin",
]
