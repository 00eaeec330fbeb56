"""People who may come in, and the four groups. Nobody makes a superuser here, and nobody changes their own rights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agreements.admin.access import roles
from agreements.admin.base import ReadOnlyAdmin
from agreements.admin.labels import headed, yes_or_no
from agreements.admin.numbers import number
from agreements.admin.typed import GroupsField, UserAccountAdmin
from agreements.curation import rights
from agreements.curation.access import house, second_factor
from agreements.curation.access.accounts import LastAdministrator, keep_an_administrator
from agreements.models import AccessEvent

RIGHTS = ("is_active", "groups")

admin.site.unregister(User)
admin.site.unregister(Group)


class RolesField(GroupsField):
    """Roles under their names, each with what it is for."""

    def label_from_instance(self, obj: Group) -> str:
        return " – ".join(map(str, roles.ROLES.get(obj.name, (obj.name,))))


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(role.pk), roles.called(role)) for role in Group.objects.order_by("pk")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        chosen = number(self.value() or "")
        return queryset.filter(groups=chosen) if chosen else queryset


@admin.register(User)
class AccountAdmin(UserAccountAdmin):
    """An administrator makes accounts and puts them into groups; rights come from groups alone."""

    change_form_template = "admin/account_of_another.html"
    add_form = UserCreationForm
    list_display = ("username", "name_shown", "roles_shown", "active_word", "last_in")
    list_filter = (RoleFilter, "is_active")
    list_per_page = 50
    filter_horizontal = ()
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Name, as pages show it"), {"fields": ("first_name", "last_name", "email")}),
        (_("What they may do"), {"fields": RIGHTS}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    active_word = yes_or_no("is_active", _("active"))
    last_in = headed("last_login", _("last signed in"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("name"), ordering="first_name")
    def name_shown(self, row: User) -> str:
        return row.get_full_name()

    @admin.display(description=_("role"))
    def roles_shown(self, row: User) -> str:
        return ", ".join(role.name for role in roles.of(row.groups.all()))

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

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A change after which nobody would administer is taken back and said."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except LastAdministrator as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(request.path)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_an_administrator()

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        """One's own is changed where the old one is asked for; another's sessions end with it."""
        if str(request.user.pk) == id and self.has_change_permission(request, request.user):
            return HttpResponseRedirect(reverse("admin:password_change"))
        return super().user_change_password(request, id, form_url)

    def get_urls(self) -> Any:
        door = path("<int:pk>/door/", self.admin_site.admin_view(require_POST(self.at_the_door)), name="auth_user_door")
        return [door, *super().get_urls()]

    def at_the_door(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lift a wait, sign the person out everywhere, or take off a second factor that they have lost."""
        user, by = get_object_or_404(User, pk=pk), rights.person(request.user)
        step = request.POST.get("step", "")
        if step not in AT_THE_DOOR:
            rights.require(by, rights.SET_ACCOUNTS)
        else:
            verb, said = AT_THE_DOOR[step]
            verb(user=user, by=by)
            messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        user = context.get("original")
        context["adminform"].form.label_suffix = ""
        if user is not None and user.pk != request.user.pk and not _out_of_reach(request, user):
            context["at_the_door"] = {
                "factor_on": second_factor.is_on(user),
                "events": AccessEvent.objects.filter(user=user).exclude(kind="passed").select_related("by")[:8],
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs |= {"form_class": RolesField, "queryset": Group.objects.order_by("pk"), "label": gettext("role")}
            kwargs |= {"widget": forms.CheckboxSelectMultiple(attrs={"class": "checkboxlist"}), "help_text": ""}
        return super(UserAdmin, self).formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(AccessEvent)
class DoorAdmin(ReadOnlyAdmin):
    """Everything tried and done at the door, for three months; no password, and no name that is nobody's."""

    list_display = ("at", "kind", "who", "network", "known_browser", "by")
    list_filter = ("kind", "at")
    search_fields = ("user__username", "network")
    list_select_related = ("user", "by")
    fields = ("at", "kind", "who", "network", "agent", "by")
    readonly_fields = fields

    @admin.display(description=_("account"))
    def who(self, row: AccessEvent) -> str:
        return str(row.user) if row.user else gettext("a name that nobody has")

    @admin.display(description=_("known browser"))
    def known_browser(self, row: AccessEvent) -> str:
        return gettext("Yes") if row.device else ""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(
            request, {"title": gettext("Everything tried and done at the door")} | (extra_context or {})
        )


AT_THE_DOOR: dict[str, tuple[Any, Any]] = {
    "let-in": (house.let_in, _("They may try again at once.")),
    "sign-out": (house.sign_out, _("They are signed out everywhere.")),
    "factor-reset": (house.reset_second_factor, _("Their second factor is off, and they are signed out everywhere.")),
}


@admin.register(Group)
class RolesAdmin(GroupAdmin):
    """What each group may do, as the register sets it up: a table to be read."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return self._show(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._show(request, get_object_or_404(Group, pk=number(object_id)))

    def _show(self, request: HttpRequest, group: Group | None = None) -> HttpResponse:
        if request.method == "POST" or not self.has_view_permission(request, group):
            raise PermissionDenied
        groups = Group.objects.filter(pk=group.pk) if group else Group.objects.all()
        shown = roles.of(groups.prefetch_related("permissions__content_type", "user_set"))
        context = {
            **self.admin_site.each_context(request),
            "title": shown[0].name if group else gettext("Who may do what"),
            "opts": self.opts,
            "role": shown[0] if group else None,
            "roles": shown,
            "table": roles.table(shown),
        }
        return TemplateResponse(request, "admin/roles.html", context)


def _out_of_reach(request: HttpRequest, account: Any) -> bool:
    """A superuser is changed by a superuser only."""
    return bool(account is not None and account.is_superuser and not request.user.is_superuser)
