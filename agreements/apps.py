"""The one Django app: its models, its admin and its system checks."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin  # not the class itself: it would count as a default here
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "agreements"
    verbose_name = _("UK–Korea agreements")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from agreements import checks  # noqa: F401  (registers the system checks)


class EditingRoomConfig(admin.AdminConfig):
    """Django's admin with our own site in the place of its default one."""

    default_site = "agreements.admin.site.editing_room"
    default = False
