"""Django's own words that the editing room says otherwise in Korean: named here, translated with ours."""

from django.utils.translation import gettext_noop

SAID_OTHERWISE = (
    gettext_noop("Save"),
    gettext_noop("Save and add another"),
    gettext_noop("Save and continue editing"),
    gettext_noop("Save as new"),
    gettext_noop("Close"),
    gettext_noop("History"),
    gettext_noop("Delete"),
    gettext_noop("Go"),
    gettext_noop("Search"),
    gettext_noop("Clear selection"),
    gettext_noop("user"),
    gettext_noop("users"),
    gettext_noop("group"),
    gettext_noop("groups"),
    gettext_noop("All"),
    gettext_noop("Any date"),
    gettext_noop("All dates"),
    gettext_noop("This year"),
    gettext_noop("Past 7 days"),
    gettext_noop("Remove"),
)
