"""People who may come in, and the four groups. Nobody makes a superuser here, and nobody changes their own rights."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.admin.typed import UserAccountAdmin

RIGHTS = ("is_active", "groups")

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAccountAdmin):
    """An administrator makes accounts and puts them into groups; rights come from groups alone."""

    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("groups", "is_active")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Name, as pages show it"), {"fields": ("first_name", "last_name", "email")}),
        (_("What they may do"), {"fields": RIGHTS}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = obj is not None and obj.pk == request.user.pk
        return (*self.readonly_fields, *(RIGHTS if own and not request.user.is_superuser else ()))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _out_of_reach(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts stand under history; they are made inactive instead."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["queryset"] = Group.objects.order_by("name")
        return super(UserAdmin, self).formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class RightsAdmin(GroupAdmin):
    """What each group may do, as the register sets it up."""

    list_display = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _out_of_reach(request: HttpRequest, account: Any) -> bool:
    """A superuser is changed by a superuser only."""
    return bool(account is not None and account.is_superuser and not request.user.is_superuser)
