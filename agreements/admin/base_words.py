"""What columns are called that have no name of their own in the tables."""

from django.utils.translation import gettext_lazy

UNNAMED = {
    "occasion": gettext_lazy("occasion"),
    "payer": gettext_lazy("payer"),
    "item": gettext_lazy("press item"),
    "agreement": gettext_lazy("agreement"),
}
